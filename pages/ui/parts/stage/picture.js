import { colour, shade } from "./colours.js";
import { BOUNDED, link, quantileOfSize } from "./formulas.js";
import { Pass, offsets } from "./forward_pass.js";

export const SMALL = 20; // points along a side of a neuron's own map, from which its scale is read too
const CHUNK = 4096;

// A picture of a film's plane, point by point, in buffers that are kept: of one neuron, or of all of them.
// Where the plane is one of principal components, theta's first layer is folded with it: two inputs in place of many.
export class Picture {
  constructor(film, capacity = CHUNK) {
    this.capacity = capacity;
    const sizes = film.mean ? [2, ...film.sizes.slice(1)] : film.sizes;
    this.pass = new Pass(sizes, film.activation, capacity, Float32Array);
    this.theta = film.mean && new Float32Array(offsets(sizes).at(-1));
    this.use(film);
  }

  fits(film) {
    const own = this.film;
    return (
      String(own.sizes) === String(film.sizes) &&
      own.activation === film.activation &&
      Boolean(own.mean) === Boolean(film.mean)
    );
  }

  use(film) {
    this.film = film;
    this.point = new Float64Array(film.inputs);
    this.filled = this.lifted = "";
  }

  // The values of a layer, neuron by neuron, at the points that were computed last.
  values(layer) {
    return layer || !this.theta ? this.pass.layers[layer] : this.inputs;
  }

  // Compute the first `depth` layers at `count` points of a picture `side` wide, from point `first` on.
  run(side, first, count, depth) {
    const wanted = `${side} ${first}`;
    if (this.filled !== wanted) this.fill(side, first, count);
    this.filled = wanted;
    this.finish(count, depth);
  }

  fill(side, first, count) {
    const { film, pass, capacity } = this;
    if (!this.theta) return film.fillGrid(pass.layers[0], capacity, side, first, count, this.point);
    const [u, v] = [pass.layers[0], pass.layers[0].subarray(capacity)];
    for (let p = 0; p < count; p++) [u[p], v[p]] = film.pixel(side, first + p);
  }

  // The inputs themselves at those points, where the plane is folded in.
  lift(side, first, count) {
    const wanted = `${side} ${first}`;
    if (!this.theta || this.lifted === wanted) return;
    if (this.inputs?.length !== this.film.inputs * this.capacity) {
      this.inputs = new Float32Array(this.film.inputs * this.capacity);
    }
    this.film.fillGrid(this.inputs, this.capacity, side, first, count, this.point);
    this.lifted = wanted;
  }

  // Send the inputs that are there through the first `depth` layers.
  finish(count, depth) {
    const { pass, film } = this;
    if (this.theta) this.fold();
    pass.share = film.share;
    pass.run(this.theta ?? film.now, 0, count, depth);
    if (depth === film.sizes.length - 1) link(film.loss, pass.scores, film.outputs, pass.capacity, count);
  }

  // z = (mean + u·axes) W + b = u·(axes W) + (mean W + b)
  fold() {
    const {
      theta,
      film: {
        now,
        sizes: [inputs, outputs],
        mean,
        axes,
      },
    } = this;
    for (let j = 0; j < outputs; j++) {
      const sums = [0, 0, now[inputs * outputs + j]];
      for (let i = 0; i < inputs; i++) {
        const weight = now[i * outputs + j];
        sums[0] += axes[i] * weight;
        sums[1] += axes[inputs + i] * weight;
        sums[2] += mean[i] * weight;
      }
      for (let row = 0; row < 3; row++) theta[row * outputs + j] = sums[row];
    }
    theta.set(now.subarray((inputs + 1) * outputs), 3 * outputs);
  }

  // Colour a whole picture: the predicted class among several (neuron null), or one neuron of a layer, ±full in full colour.
  paint(pixels, side, layer, neuron, full, palettes) {
    const { capacity, film } = this;
    const isProbability = layer === film.sizes.length - 1 && film.classes.length > 0;
    for (let first = 0; first < side * side; first += capacity) {
      const count = Math.min(capacity, side * side - first);
      this.run(side, first, count, layer);
      if (!layer) this.lift(side, first, count);
      const values = this.values(layer);
      if (neuron !== null) colour(pixels, first, values, neuron * capacity, count, full, isProbability, palettes);
      else {
        for (let p = 0; p < count; p++) pixels[first + p] = palettes.classes[shade(values, film.outputs, capacity, p)];
      }
    }
  }
}

// The value in full colour of each layer: 1 where activations are bounded, else 98 % of them are smaller, over the film.
export function fullColours(film, picture) {
  const { sizes, activation, frames, frame } = film;
  const last = sizes.length - 1;
  const seen = sizes.map(() => []);
  const [capacity, count] = [picture.capacity, SMALL * SMALL];
  for (let k = 0; k < 6; k++) {
    film.show(Math.round((k / 5) * (frames - 1)));
    picture.run(SMALL, 0, count, last);
    picture.lift(SMALL, 0, count);
    for (let layer = 0; layer < last; layer++) {
      const values = picture.values(layer);
      for (let p = 7 * k; p < sizes[layer] * count; p += 1 + sizes[layer]) {
        seen[layer].push(values[Math.floor(p / count) * capacity + (p % count)]);
      }
    }
  }
  film.show(Math.max(frame, 0));
  return sizes.map((_, layer) => {
    if (layer === last) return film.full;
    return layer && BOUNDED.has(activation) ? 1 : quantileOfSize(seen[layer], 0.98);
  });
}
