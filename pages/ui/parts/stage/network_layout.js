const TARGET = 24; // the least pixels of what is to be hit by a finger

// Where the neurons of a network stand, how its edges run, and what of it lies under a pointer.
export class NetworkLayout {
  /** @type {[number, number] | null} */
  image;
  /** @type {number} */
  height;
  /** @type {number} */
  top;

  // Columns of neurons between margins for the names at both ends; `image` is [rows, columns] of inputs that are pixels.
  arrange(sizes, image, { width, height, top, left, right }) {
    Object.assign(this, { image, height, top });
    const shares = sizes.map((_, layer) => (layer === 0 && image ? 2 : 1));
    const all = shares.reduce((sum, share) => sum + share, 0);
    const step = (this.step = Math.max(width - left - right, 0) / all);
    let before = left;
    this.places = sizes.map((count, layer) => {
      before += step * shares[layer];
      return this.column(count, layer, before - (step * shares[layer]) / 2, step * shares[layer]);
    });
  }

  // Where the neurons of a layer stand: one under the other, or in as many columns as make them largest.
  column(count, layer, x, step) {
    const room = this.height - this.top - 22;
    const image = layer === 0 && this.image;
    const fit = (columns) => {
      const across = columns > 1 ? 0.86 / (columns * (image ? 1.02 : 1.1)) : 0.6;
      return Math.min(room / Math.ceil(count / columns) / (image ? 1.02 : 1.18), step * across, image ? 30 : 46);
    };
    let columns = image ? image[1] : 1;
    for (let more = 2; !image && more <= 6 && fit(columns) < TARGET; more++) {
      if (fit(more) > fit(columns) * 1.05) columns = more;
    }
    const size = fit(columns);
    const rows = Math.ceil(count / columns);
    const pitch = image ? size * 1.02 : Math.min(room / rows, size * (columns > 1 ? 1.15 : 1.55));
    return Array.from({ length: count }, (_, j) => ({
      x: x + ((j % columns) - (columns - 1) / 2) * size * (image ? 1.02 : 1.1),
      y: this.top + room / 2 + 2 + (Math.floor(j / columns) - (rows - 1) / 2) * pitch,
      size,
      columns,
    }));
  }

  // The edge from neuron i to neuron j of the next layer; the row after the last neuron is the bias of j.
  trace(path, l, i, j) {
    const [a, b] = [this.places[l][i], this.places[l + 1][j]];
    if (!a) return path.arc(b.x - b.size / 2, b.y + b.size / 2, biasReach(b), 0, 7);
    const [left, right] = [a.x + a.size / 2, b.x - b.size / 2];
    const middle = (left + right) / 2;
    path.moveTo(left, a.y);
    path.bezierCurveTo(middle, a.y, middle, b.y, right, b.y);
  }

  /**
   * A point of an edge, the share t of its parameter from its beginning.
   * @returns {[number, number]}
   */
  point(l, i, j, t) {
    const [a, b] = [this.places[l][i], this.places[l + 1][j]];
    const [left, right] = [a.x + a.size / 2, b.x - b.size / 2];
    return [left + (right - left) * (1.5 * t - 1.5 * t * t + t * t * t), a.y + (b.y - a.y) * t * t * (3 - 2 * t)];
  }

  // Of the edges within reach, the one that stands out is the one meant.
  nearest(film, px, py, reach) {
    const { places } = this;
    const { sizes } = film;
    let [best, found] = [reach, null];
    for (let l = 0; l + 1 < places.length; l++) {
      for (let j = 0; j < sizes[l + 1]; j++) {
        const b = places[l + 1][j];
        const [x1, y1] = [b.x - b.size / 2, b.y + b.size / 2];
        if (b.size >= 12 && Math.hypot(px - x1, py - y1) < Math.max(reach * 0.8, biasReach(b))) {
          [best, found] = [-1, [l, sizes[l], j]];
        }
        for (let i = 0; i < sizes[l]; i++) {
          const a = places[l][i];
          const x0 = a.x + a.size / 2;
          if (px < x0 || px > x1) continue;
          const t = along((px - x0) / (x1 - x0));
          const away = Math.abs(a.y + (b.y - a.y) * t * t * (3 - 2 * t) - py);
          const score = away + 2 - 2 * Math.min(Math.abs(film.weight(l, i, j)) / film.widest, 1);
          if (score < best) [best, found] = [score, [l, i, j]];
        }
      }
    }
    return found;
  }

  // The neuron that an arrow key leads to from another.
  beyond(layer, j, across, down) {
    const from = this.places[layer];
    const columns = from[j].columns;
    if (down) return [layer, from[j + down * columns] ? j + down * columns : j];
    if (columns > 1 && from[j + across] && Math.floor((j + across) / columns) === Math.floor(j / columns)) {
      return [layer, j + across];
    }
    const to = this.places[layer + across];
    if (!to) return [layer, j];
    const away = ({ x, y }) => Math.abs(y - from[j].y) + 0.01 * Math.abs(x - from[j].x);
    return [layer + across, to.reduce((best, spot, k) => (away(spot) < away(to[best]) ? k : best), 0)];
  }
}

// The parameter at which an edge has gone a share of its way across.
function along(share) {
  let t = share;
  for (let k = 0; k < 4; k++) t -= (1.5 * t - 1.5 * t * t + t * t * t - share) / (1.5 - 3 * t + 3 * t * t);
  return t;
}

const biasReach = ({ size }) => 3 + size * 0.11;
