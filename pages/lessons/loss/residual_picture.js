import { clamp } from "../../ui/kit.js";
import { HALO, segment, text } from "./axes.js";
import { mean } from "./line_losses.js";

/** The points, the lines, and of each residual what it adds: a stick, and an area of the size of its loss. */
export class ResidualPicture {
  /** @type {any} */
  data;
  /** @type {any} */
  held;
  /** @type {Place[]} */
  points;
  /** @type {(residual: number) => string} */
  colour;
  /** @type {any[]} */
  chips;
  /** @type {any} */
  axes;
  /** @type {number[]} */
  line;
  /** @type {number[]} */
  free;

  draw(axes, scene) {
    Object.assign(this, scene, { axes });
    const { data, line, residuals, rho, loss, upright } = scene;
    const [a, b] = line;
    const span = ([slope, intercept], more) =>
      segment(...[-data.reach, data.reach].map((x) => axes.at([x, slope * x + intercept])), more);
    const [areas, sticks] = [[], []];
    this.points.forEach(([x, y], i) => {
      const r = residuals[i];
      if (Math.abs(r) < 1e-9) return;
      const length = upright ? Math.sqrt(1 + a * a) : 1;
      const foot = upright ? [x + (a * r) / length, y - r / length] : [x, a * x + b];
      const colour = this.colour(r);
      const drawn = () => this.area(foot, [x, y], rho(r) / Math.abs(r), a * r > 0 ? -1 : 1, colour);
      if (data.area) areas.push([rho(r), drawn()]);
      sticks.push(segment(axes.at(foot), axes.at([x, y]), `stroke="${colour}" stroke-width="3.5"`));
    });
    // The largest lowest, so that none hides another.
    const layers = areas.sort((one, other) => other[0] - one[0]).map(([, drawn]) => drawn);
    for (const one of this.chips) {
      if (one.best) {
        layers.push(span(one.line, `stroke="currentColor" stroke-width="2" stroke-dasharray="${one.dash}"`));
      } else {
        layers.push(span(one.line, 'stroke="currentColor" stroke-opacity=".45" stroke-width="1.2"'), this.letter(one));
      }
    }
    layers.push(...sticks);
    layers.push(span(line, 'stroke="var(--series)" stroke-width="4"'));
    layers.push(...data.points.map((point) => this.point(point)), this.outlier());
    if (data.area) {
      layers.push(
        this.average(
          loss,
          areas.map(([, drawn]) => drawn),
        ),
      );
    }
    axes.draw(layers.join(""));
  }

  letter({ line: [slope, intercept], name }) {
    const [x, y] = this.axes.at([-2.8, slope * -2.8 + intercept]);
    return text(x, y - 5, name, 'font-weight="700" text-anchor="middle"');
  }

  // A rectangle on the residual whose area, in units of the axes, is what the point adds: where it does not cross the
  // line, or on the other side if it would leave the picture there.
  area(foot, point, width, way, colour) {
    const [dx, dy] = [point[0] - foot[0], point[1] - foot[1]];
    const length = Math.hypot(dx, dy);
    const [ux, uy] = [(Math.abs(dy) / length) * width, ((-dx * Math.sign(dy)) / length) * width];
    const room = (w) => this.data.reach - Math.max(w * (point[0] + w * ux), w * (foot[0] + w * ux));
    const side = room(way) < 0 && room(-way) > room(way) ? -way : way;
    const far = [point, foot].map(([x, y]) => [x + side * ux, y + side * uy]);
    const corners = [foot, point, ...far].map((corner) => this.axes.at(corner));
    return `<polygon class="area" points="${corners.join(" ")}" fill="${colour}" fill-opacity=".22" stroke="${colour}"/>`;
  }

  outlier() {
    const { font, words } = this.data;
    const [x, y] = this.axes.at(this.free);
    const above = y > this.axes.top + font + 24;
    const half = font * (/[ㄱ-힣]/.test(words.outlier) ? 0.5 : 0.3) * words.outlier.length;
    const across = clamp(x, this.axes.left + half, this.axes.left + this.axes.wide - half);
    return text(across, above ? y - 18 : y + font + 18, words.outlier, `text-anchor="middle" ${HALO}`);
  }

  average(loss, areas) {
    const side = (Math.sqrt(loss) * this.axes.wide) / (2 * this.data.reach);
    const { font, words } = this.data;
    // While something is dragged it stays in its corner.
    if (this.held === undefined || this.corner === undefined) this.corner = this.emptiest(side, areas);
    const [right, low] = this.corner;
    const x = right ? this.axes.left + this.axes.wide - 8 - side : this.axes.left + 8;
    const y = low ? this.axes.top + this.axes.high - 8 - side : this.axes.top + font * 1.6;
    return (
      text(right ? x + side : x, y - font * 0.45, words.average, `text-anchor="${right ? "end" : "start"}" ${HALO}`) +
      `<rect class="average" x="${x}" y="${y}" width="${side}" height="${side}" fill="var(--series)" fill-opacity=".3" stroke="var(--series)" stroke-width="2"/>`
    );
  }

  // The corner, [right, low], where the average covers least of points, letters, areas and line.
  emptiest(side, areas) {
    const { axes, data, line } = this;
    const [wide, tall] = [Math.max(side, data.font * 6) + 16, side + data.font * 1.6 + 16];
    const letters = data.three.map(({ line: [a, b] }) => [-2.8, b - 2.8 * a]);
    /** @type {[Place, number][]} */
    const seen = [...this.points, ...letters].map((place) => [axes.at(place), 3]);
    for (let x = -data.reach; x <= data.reach; x += 0.1) seen.push([axes.at([x, line[0] * x + line[1]]), 1]);
    for (const area of areas) {
      const corners = area
        .match(/points="([^"]*)"/)[1]
        .split(" ")
        .map((pair) => pair.split(",").map(Number));
      const middle = [0, 1].map((k) => mean(corners.map((corner) => corner[k])));
      for (const corner of [...corners, middle]) seen.push([corner, 1]);
    }
    /** @param {boolean[]} corner */
    const covered = ([right, low]) =>
      seen.reduce((sum, [[x, y], weight]) => {
        const across = right ? axes.left + axes.wide - x : x - axes.left;
        const down = low ? axes.top + axes.high - y : y - axes.top;
        return sum + (across < wide && down < tall ? weight : 0);
      }, 0);
    const corners = [
      [false, false],
      [true, false],
      [true, true],
      [false, true],
    ];
    return corners.reduce((best, corner) => (covered(corner) < covered(best) ? corner : best));
  }

  point(point) {
    const [x, y] = this.axes.at(point);
    return `<circle cx="${x}" cy="${y}" r="5" fill="currentColor"/>`;
  }
}
