import { colour } from "./colours.js";
import { Picture, SMALL } from "./picture.js";
import { NetworkLayout } from "./network_layout.js";
import { Sheet, short } from "./stage_map.js";
import { clamp } from "../../kit.js";

const STRENGTHS = 12;
const SLOW = 6; // milliseconds of the small maps beyond which they are made coarser
const LEAST = 12;
const FEW = 16; // edges between two layers up to which each has its number beside a probe

// The network drawn: every neuron with its own small map, every edge with its weight, and a point on its way through.
export class NetworkDrawing {
  /** @type {any} */
  film;
  /** @type {any} */
  settings;
  /** @type {any} */
  palettes;
  /** @type {any} */
  probe;
  /** @type {number[]} */
  full;
  /** @type {number[]} */
  told;
  /** @type {number} */
  width;
  /** @type {number} */
  height;
  /** @type {string} */
  family;
  /** @type {string} */
  ink;
  /** @type {string} */
  ground;
  /** @type {boolean} */
  playing;

  constructor(root) {
    this.root = root;
    this.canvas = root.querySelector("canvas");
    this.pen = this.canvas.getContext("2d");
    this.sheet = new Sheet();
    this.layout = new NetworkLayout();
    this.side = SMALL;
    this.paths = Array.from({ length: 2 * STRENGTHS + 2 }, () => null);
  }

  update(film, settings, palettes, full) {
    if (this.picture?.fits(film)) this.picture.use(film);
    else {
      this.picture = new Picture(film, SMALL * SMALL);
      this.side = SMALL;
    }
    Object.assign(this, { film, settings, palettes, full, painted: "" });
    this.neurons = film.sizes.reduce((sum, size) => sum + size, 0);
  }

  arrange(width, height, top) {
    const {
      film: { sizes },
      settings: { labels, font },
    } = this;
    const scale = (this.scale = window.devicePixelRatio || 1);
    Object.assign(this.root.style, { height: `${height}px` });
    [this.canvas.width, this.canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    Object.assign(this, { width, height });
    const [left, right] = labels.map((names) => this.beside(names, font));
    this.layout.arrange(sizes, this.film.image, { width, height, top, left, right });
  }

  beside(names, font) {
    this.pen.font = `${font}px ${this.family}`;
    return names.length ? Math.min(90, Math.max(...names.map((name) => this.pen.measureText(name).width))) + 6 : 0;
  }

  // `probe` is there while a point is sent through; `told` is the neuron [layer, j] or edge [layer, i, j] that is meant.
  draw({ ink, ground, probe, told, version, playing }) {
    const { pen, scale, film } = this;
    const { places } = this.layout;
    Object.assign(this, { ink, ground, probe, told, playing });
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    this.paint(version, playing);
    for (let l = 0; l + 1 < places.length; l++) this.drawEdges(l);
    if (film.hasGradient) for (let l = 0; l + 1 < places.length; l++) this.drawArrows(l);
    if (told?.length === 3) this.mark(told);
    let row = 0;
    for (let l = 0; l < places.length; l++) for (let j = 0; j < places[l].length; j++) this.drawNeuron(l, j, row++);
    this.drawNames();
    if (probe) this.drawNumbers();
  }

  // The maps of all neurons, one under the other; coarser where they would take too long.
  paint(version, playing) {
    const { picture, film, sheet, palettes, full } = this;
    const side = playing ? this.side : SMALL;
    const wanted = `${version} ${side}`;
    if (this.painted === wanted) return;
    const began = performance.now();
    const last = film.sizes.length - 1;
    const points = side * side;
    sheet.size(side, this.neurons * side);
    picture.run(side, 0, points, last);
    picture.lift(side, 0, points);
    for (let l = 0, row = 0; l <= last; l++) {
      for (let j = 0; j < film.sizes[l]; j++, row++) {
        const isProbability = l === last && film.classes.length > 0;
        colour(
          sheet.pixels,
          row * points,
          picture.values(l),
          j * picture.capacity,
          points,
          full[l],
          isProbability,
          palettes,
        );
      }
    }
    sheet.show();
    this.painted = wanted;
    this.cell = side;
    const took = performance.now() - began;
    if (playing && took > SLOW) this.side = Math.max(LEAST, side - 2);
  }

  // What an edge is as wide as: its weight, or, with a probe, what it carries.
  carried(l, i, j) {
    const weight = this.film.weight(l, i, j);
    return this.probe && i < this.film.sizes[l] ? weight * this.film.one.layers[l][i] : weight;
  }

  fullOf(l) {
    if (!this.probe) return this.film.widest;
    let most = 1e-9;
    const { sizes } = this.film;
    for (let i = 0; i < sizes[l]; i++) {
      for (let j = 0; j < sizes[l + 1]; j++) most = Math.max(most, Math.abs(this.carried(l, i, j)));
    }
    return most;
  }

  drawEdges(l) {
    const {
      pen,
      paths,
      film: { sizes },
      settings: { colours },
    } = this;
    const crowd = Math.sqrt(sizes[l] * sizes[l + 1]);
    const [widest, faint, full] = [clamp(36 / crowd, 1.5, 6), clamp(2.4 / crowd, 0.06, 0.35), this.fullOf(l)];
    paths.fill(null);
    for (let i = 0; i < sizes[l]; i++) {
      for (let j = 0; j < sizes[l + 1]; j++) {
        const value = this.carried(l, i, j);
        const strength = Math.round(Math.min(Math.abs(value) / full, 1) * STRENGTHS);
        if (crowd > 24 && strength < (this.playing ? 4 : 2)) continue;
        const path = (paths[2 * strength + (value < 0 ? 1 : 0)] ??= new Path2D());
        this.layout.trace(path, l, i, j);
      }
    }
    for (let k = 0; k < paths.length; k++) {
      if (!paths[k]) continue;
      const share = (k >> 1) / STRENGTHS;
      pen.strokeStyle = k & 1 ? colours.negative : colours.positive;
      pen.globalAlpha = (faint + (0.95 - faint) * share) * (this.film.hasGradient ? 0.45 : 1);
      pen.lineWidth = 0.5 + widest * share;
      pen.stroke(paths[k]);
    }
    pen.globalAlpha = 1;
  }

  // Where the gradient pushes each weight and bias: against itself, up or down, as far as its size.
  // Each edge carries its arrow at another place of its length, or all would lie on top of each other.
  drawArrows(l) {
    const {
      film: { sizes },
      layout,
    } = this;
    const largest = clamp(90 / Math.sqrt(sizes[l] * sizes[l + 1]), 5, 13);
    for (let j = 0; j < sizes[l + 1]; j++) {
      for (let i = 0; i < sizes[l]; i++) {
        this.drawArrow(l, i, j, largest, layout.point(l, i, j, 0.15 + (0.7 * (i + 0.5)) / sizes[l]));
      }
      const { x, y, size } = layout.places[l + 1][j];
      if (size >= LEAST) this.drawArrow(l, sizes[l], j, 0.7 * largest, [x - 0.8 * size, y + size / 2]);
    }
  }

  drawArrow(l, i, j, largest, [x, y]) {
    const {
      pen,
      film,
      ink,
      settings: { colours },
    } = this;
    const push = -film.slope(l, i, j) / film.steepest;
    const size = largest * Math.sqrt(Math.min(Math.abs(push), 1));
    if (!(size >= 1.5)) return;
    const tip = push > 0 ? -size : size;
    const path = new Path2D(`M${x},${y + tip}L${x + size * 0.8},${y - tip * 0.6}H${x - size * 0.8}Z`);
    pen.fillStyle = push > 0 ? colours.positive : colours.negative;
    pen.fill(path);
    pen.strokeStyle = ink;
    pen.lineWidth = 0.8;
    pen.stroke(path);
  }

  mark([l, i, j]) {
    const {
      pen,
      ink,
      settings: { colours },
    } = this;
    const path = new Path2D();
    this.layout.trace(path, l, i, j);
    const own = this.film.weight(l, i, j) < 0 ? colours.negative : colours.positive;
    for (const [colour, width] of [
      [ink, 7],
      [own, 3.5],
    ]) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.stroke(path);
    }
  }

  drawNeuron(l, j, row) {
    const {
      pen,
      layout: { places },
      cell,
      sheet,
      film,
      settings: { colours },
    } = this;
    const { x, y, size } = places[l][j];
    const flat = this.flatOf(l, j);
    const outline = new Path2D();
    outline.roundRect(x - size / 2, y - size / 2, size, size, size < 12 ? 0 : size * 0.2);
    pen.save();
    if (size >= 12) pen.clip(outline);
    if (flat === undefined) {
      pen.imageSmoothingEnabled = true;
      pen.drawImage(sheet.canvas, 0, row * cell, cell, cell, x - size / 2, y - size / 2, size, size);
    } else {
      pen.fillStyle = tint(flat, colours);
      pen.fillRect(x - size / 2, y - size / 2, size, size);
    }
    if (film.inputs === 1 && size >= 18) this.drawShape(l, row, x, y, size);
    pen.restore();
    this.outline(outline, l, j, size);
    if (l > 0 && size >= 12) this.drawBias(l, j, x, y, size);
  }

  outline(path, l, j, size) {
    const { pen, ink, told } = this;
    const isMeant = told?.length === 2 && told[0] === l && told[1] === j;
    pen.strokeStyle = ink;
    pen.globalAlpha = isMeant ? 1 : 0.5;
    pen.lineWidth = isMeant ? 2.2 : size < 12 ? 0.4 : 1.2;
    pen.stroke(path);
    pen.globalAlpha = 1;
  }

  // The pixels of an image show the image that is sent through, or the weights to the neuron that is meant.
  flatOf(l, j) {
    const { film, probe, told } = this;
    if (l || !film.image) return undefined;
    if (told && told.length === 2 && told[0] === 1) return film.weight(0, j, told[1]) / film.widest;
    if (probe) return film.one.layers[0][j] / 2;
    return undefined;
  }

  drawBias(l, j, x, y, size) {
    const {
      pen,
      film,
      settings: { colours },
    } = this;
    const bias = film.weight(l - 1, film.sizes[l - 1], j);
    pen.beginPath();
    pen.arc(x - size / 2, y + size / 2, 1.5 + size * 0.11 * Math.min(Math.abs(bias) / film.widest, 1), 0, 7);
    pen.fillStyle = bias < 0 ? colours.negative : colours.positive;
    pen.fill();
    pen.lineWidth = 1;
    pen.stroke();
  }

  // Of one input the map is a function of it: its curve is drawn into the neuron.
  drawShape(l, row, x, y, size) {
    const { pen, picture, cell, full } = this;
    const values = picture.values(l);
    const from = (row - this.before(l)) * picture.capacity;
    pen.beginPath();
    for (let p = 0; p < cell; p++) {
      const value = clamp(values[from + p] / full[l], -1.05, 1.05);
      pen.lineTo(x - size / 2 + ((p + 0.5) / cell) * size, y - value * size * 0.42);
    }
    pen.strokeStyle = this.settings.colours.edge;
    pen.lineWidth = 1.6;
    pen.stroke();
  }

  before(l) {
    let row = 0;
    for (let k = 0; k < l; k++) row += this.film.sizes[k];
    return row;
  }

  drawNames() {
    const {
      pen,
      layout: { places },
      settings: { labels, font },
      film,
    } = this;
    pen.fillStyle = this.ink;
    pen.font = `${font}px ${this.family}`;
    pen.textBaseline = "middle";
    for (const [l, names, side, align] of [
      [0, labels[0], -1, "right"],
      [places.length - 1, labels[1], 1, "left"],
    ]) {
      if (places[l][0].size < 10 || places[l][0].columns > 1) continue;
      pen.textAlign = align;
      for (let j = 0; j < Math.min(names.length, film.sizes[l]); j++) {
        const { x, y, size } = places[l][j];
        pen.fillText(cut(pen, names[j], 88), x + side * (size / 2 + 5), y);
      }
    }
  }

  // The numbers of the point that is sent through: activations at the neurons, what they carry at the edges.
  drawNumbers() {
    const {
      film,
      layout: { places },
      pen,
      settings: { font },
    } = this;
    const meant = this.meant();
    pen.font = `600 ${Math.max(11, font - 1)}px ${this.family}`;
    pen.textAlign = "center";
    for (let l = 0; l + 1 < places.length; l++) {
      const every = film.sizes[l] * film.sizes[l + 1] <= FEW;
      for (let j = 0; j < film.sizes[l + 1]; j++) {
        if (!every && !(meant[0] === l + 1 && meant[1] === j)) continue;
        for (let i = 0; i < film.sizes[l] && film.sizes[l] <= 20; i++) this.drawCarried(l, i, j);
      }
    }
    for (let l = 0; l < places.length; l++) {
      if (places[l][0].size < 20 && places[l].length > 10) continue;
      for (let j = 0; j < places[l].length; j++) {
        this.pill(brief(film.one.layers[l][j]), places[l][j].x, places[l][j].y, this.ink);
      }
    }
  }

  // The neuron whose edges carry numbers: the one that is meant, else the output that is largest.
  meant() {
    const {
      told,
      film,
      layout: { places },
    } = this;
    if (told?.length === 2 && told[0] > 0) return told;
    if (told?.length === 3) return [told[0] + 1, told[2]];
    const outputs = film.one.layers.at(-1);
    let best = 0;
    for (let j = 1; j < outputs.length; j++) if (outputs[j] > outputs[best]) best = j;
    return [places.length - 1, best];
  }

  drawCarried(l, i, j) {
    const value = this.carried(l, i, j);
    const [x, y] = this.layout.point(l, i, j, 0.3); // near the senders, or the numbers would lie on top of each other
    this.pill(brief(value), x, y, this.ink, value);
  }

  pill(words, x, y, ink, value) {
    const {
      pen,
      settings: { colours, font },
    } = this;
    const [wide, high] = [pen.measureText(words).width + 6, Math.max(11, font - 1) + 3];
    pen.globalAlpha = 0.88;
    pen.fillStyle = this.ground;
    pen.beginPath();
    pen.roundRect(x - wide / 2, y - high / 2, wide, high, 4);
    pen.fill();
    pen.globalAlpha = 1;
    if (value !== undefined) {
      pen.strokeStyle = value < 0 ? colours.negative : colours.positive;
      pen.lineWidth = 1.4;
      pen.stroke();
    }
    pen.fillStyle = ink;
    pen.fillText(words, x, y + 0.5);
  }
}

const brief = (value) => (Math.abs(value) < 0.005 ? "0" : short(value, 2));

const tint = (value, { negative, zero, positive }) =>
  `color-mix(in srgb, ${value < 0 ? negative : positive} ${Math.round(100 * Math.min(Math.abs(value), 1))}%, ${zero})`;

function cut(pen, words, width) {
  let short = words;
  while (short.length > 3 && pen.measureText(short).width > width) short = `${short.slice(0, -2)}…`;
  return short;
}
