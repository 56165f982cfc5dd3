import { level } from "./colours.js";
import { Picture, fullColours } from "./picture.js";
import { minus } from "../../kit.js";

const MANY = 600; // examples from which on their marks are smaller
const CROWD = 60; // wrong ones from which on their rings are paler, or they would hide the plane
const COARSE = [16, 24, 32, 40, 48, 64, 80, 100];
const PLAYING = 6; // milliseconds that a map may take while the film plays
const RESTING = 30;
const ALWAYS = 255; // the frame of a line that is there at every frame
const STEPS = 121; // points of a curve
const WAITING = 0.4; // opacity of the examples that are not in the batch
const CIRCLE = "M1,0A1,1 0 1 1 -1,0A1,1 0 1 1 1,0Z";

// The large map: what the network or one of its neurons says everywhere, with the examples; of one input, a curve.
export class LargeMap {
  /** @type {any} */
  film;
  /** @type {any} */
  settings;
  /** @type {any} */
  palettes;
  /** @type {number} */
  left;
  /** @type {number} */
  top;
  /** @type {number} */
  below;
  /** @type {number} */
  side;
  /** @type {string} */
  family;
  /** @type {number} */
  radius;
  /** @type {Path2D[]} */
  shapes;

  constructor(figure) {
    this.figure = figure;
    this.canvas = figure.querySelector("canvas");
    this.pen = this.canvas.getContext("2d");
    this.sheets = { coarse: new Sheet(), fine: new Sheet() };
    this.points = document.createElement("canvas");
    this.ring = document.createElement("canvas");
    this.cost = 2e-5; // milliseconds a point, at first as of a small network
    this.curve = new Float64Array(STEPS);
  }

  update(film, settings, palettes) {
    if (this.picture?.fits(film)) this.picture.use(film);
    else this.picture = new Picture(film);
    Object.assign(this, { film, settings, palettes, painted: "" });
    this.full = fullColours(film, this.picture);
    if (film.isCurve) this.heights = this.heightsOf(film);
  }

  heightsOf({ y, truth }) {
    let [low, high] = [Infinity, -Infinity];
    for (const values of [y, truth ?? []]) {
      for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
    const room = 0.08 * (high - low || 1);
    return [low - room, high + room];
  }

  arrange(side) {
    const { font, bare } = this.settings;
    this.side = side;
    [this.left, this.below, this.top] = bare ? [0, 0, 0] : [font * 2.7, font * 2.5, 6];
    [this.wide, this.high] = [side - this.left - this.top, side - this.below - this.top];
    if (!this.film.isCurve) this.wide = this.high = Math.min(this.wide, this.high);
    const scale = (this.scale = window.devicePixelRatio || 1);
    const pixels = Math.round(side * scale);
    for (const canvas of [this.canvas, this.points]) {
      if (canvas.width !== pixels) canvas.width = canvas.height = pixels;
    }
    this.canvas.parentElement.style.cssText = `width:${side}px;height:${side}px`;
    this.painted = this.marked = "";
  }

  get vertical() {
    return this.film.isCurve ? (this.range ?? this.heights) : this.film.extent;
  }

  x(u) {
    const [low, high] = this.film.extent;
    return this.left + ((u - low) / (high - low)) * this.wide;
  }

  y(v) {
    const [low, high] = this.vertical;
    return this.top + this.high - ((v - low) / (high - low)) * this.high;
  }

  // The point of the plane under a place of the canvas, and whether it lies on the plane.
  at(px, py) {
    const [[x0, x1], [y0, y1]] = [this.film.extent, this.vertical];
    const [u, v] = [
      x0 + ((px - this.left) / this.wide) * (x1 - x0),
      y0 + ((this.top + this.high - py) / this.high) * (y1 - y0),
    ];
    return { u, v, inside: u >= x0 && u <= x1 && v >= y0 && v <= y1 };
  }

  nearest(px, py, reach) {
    const { places, count } = this.film;
    let [best, found] = [reach, -1];
    if (this.film.isCurve && this.shown.layer !== this.film.sizes.length - 1) return -1;
    for (let p = 0; p < count; p++) {
      const away = Math.hypot(this.x(places[2 * p]) - px, this.y(places[2 * p + 1]) - py);
      if (away < best) [best, found] = [away, p];
    }
    return found;
  }

  draw(shown, ink, fine, version) {
    this.shown = shown;
    const { pen, scale } = this;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, this.side, this.side);
    if (this.film.isCurve) this.drawCurve();
    else this.drawPlane(fine, version);
    if (!this.settings.bare) this.drawAxes(ink);
  }

  drawPlane(fine, version) {
    const { pen, film, scale, left, top, wide, high } = this;
    const { layer, neuron } = this.shown;
    const size = this.sizeFor(layer, fine);
    const wanted = `${version} ${layer} ${neuron} ${size}`;
    if (this.painted !== wanted) {
      this.sheet = this.sheets[fine ? "fine" : "coarse"];
      this.sheet.size(size);
      const began = performance.now();
      this.picture.paint(this.sheet.pixels, size, layer, neuron, this.full[layer], this.palettes);
      this.cost = 0.7 * this.cost + (0.3 * (performance.now() - began)) / (size * size);
      this.sheet.show();
      this.painted = wanted;
    }
    pen.imageSmoothingEnabled = true;
    pen.drawImage(this.sheet.canvas, left, top, wide, high);
    this.drawPoints();
    if (film.classes.length && !this.settings.bare) this.drawRings();
    if (film.lines) this.drawLines();
    pen.setTransform(scale, 0, 0, scale, 0, 0);
  }

  // As fine as the time allows that the last maps took, and no finer than the screen.
  sizeFor(layer, fine) {
    const affordable = Math.sqrt((fine ? RESTING : PLAYING) / this.cost);
    if (fine) return Math.max(24, Math.min(Math.floor(affordable / 8) * 8, Math.round(this.wide * this.scale)));
    return COARSE.findLast((size) => size <= affordable) ?? COARSE[0];
  }

  // The examples stay where they are while the film plays: they are drawn once.
  drawPoints() {
    const wanted = `${this.shown.layer} ${this.wide}`;
    if (this.marked !== wanted) {
      this.markPoints();
      this.makeRing();
    }
    this.marked = wanted;
    this.pen.setTransform(1, 0, 0, 1, 0, 0);
    this.pen.globalAlpha = this.film.batch ? WAITING : 1;
    this.pen.drawImage(this.points, 0, 0);
    this.pen.globalAlpha = 1;
    this.pen.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    if (this.film.batch) this.markBatch();
  }

  markPoints() {
    const { film, points, settings } = this;
    const pen = points.getContext("2d");
    this.radius = settings.bare ? 2.3 : (film.count > MANY ? 3.2 : 4.2) * (settings.font > 14 ? 1.25 : 1);
    this.shapes = (film.classes.length ? settings.marks : [CIRCLE]).map((mark) => new Path2D(mark));
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, points.width, points.height);
    for (let p = film.count - 1; p >= 0; p--) {
      const own = this.ownColour(p);
      const filled = p < film.training;
      const [fill, stroke] = filled ? [own, settings.colours.paper] : [settings.colours.paper, own];
      this.mark(pen, p, this.radius, fill, stroke, settings.bare ? 0.7 : filled ? 1 : 1.9);
    }
  }

  ownColour(p) {
    const { film, settings, palettes } = this;
    if (film.classes.length) return settings.colours.classes[film.labels[p]];
    return hex(palettes.signs[level(film.y[p] / film.full)]);
  }

  mark(pen, p, radius, fill, stroke, width) {
    const { film, scale, shapes } = this;
    const [x, y] = [this.x(film.places[2 * p]), this.y(film.places[2 * p + 1])];
    if (!this.isInside(x, y)) return;
    pen.setTransform(scale * radius, 0, 0, scale * radius, scale * x, scale * y);
    [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [fill, stroke, width / radius];
    const shape = shapes[film.classes.length ? film.labels[p] : 0];
    pen.fill(shape);
    pen.stroke(shape);
  }

  // The examples of the batch stand out, each on a ground of its own.
  markBatch() {
    const {
      pen,
      film,
      scale,
      radius,
      settings: { colours },
    } = this;
    const batch = Array.from({ length: film.training }, (_, p) => p).filter((p) => film.isInBatch(p));
    pen.fillStyle = colours.paper;
    pen.globalAlpha = 0.6;
    for (const p of batch) {
      pen.beginPath();
      pen.arc(this.x(film.places[2 * p]), this.y(film.places[2 * p + 1]), 2.4 * radius, 0, 7);
      pen.fill();
    }
    pen.globalAlpha = 1;
    for (const p of batch) this.mark(pen, p, 1.45 * radius, this.ownColour(p), colours.edge, 2);
    pen.setTransform(scale, 0, 0, scale, 0, 0);
  }

  // A ring is drawn once and then copied: hundreds of arcs a frame are too slow without a graphics card.
  drawRings() {
    const { pen, film, ring } = this;
    let wrong = 0;
    for (let p = 0; p < film.count; p++) wrong += film.wrong[p];
    pen.globalAlpha = wrong > CROWD ? 0.45 : 0.85;
    const half = ring.width / 2 / this.scale;
    for (let p = 0; p < film.count; p++) {
      if (!film.wrong[p] || (film.batch && !film.isInBatch(p))) continue;
      const [x, y] = [this.x(film.places[2 * p]), this.y(film.places[2 * p + 1])];
      if (this.isInside(x, y)) pen.drawImage(ring, x - half, y - half, 2 * half, 2 * half);
    }
    pen.globalAlpha = 1;
  }

  // Lines over the plane, each from (x, y) to (x, y), of a style of its own: those of this frame and those of every frame.
  drawLines() {
    const {
      pen,
      film: { lines, line_frame: frames, line_kind: kinds, line_styles: styles, frame },
    } = this;
    pen.save();
    this.clip();
    styles.forEach(([colour, width, dash], kind) => {
      pen.beginPath();
      for (let k = 0; k < kinds.length; k++) {
        if (kinds[k] !== kind || (frames[k] !== frame && frames[k] !== ALWAYS)) continue;
        pen.moveTo(this.x(lines[4 * k]), this.y(lines[4 * k + 1]));
        pen.lineTo(this.x(lines[4 * k + 2]), this.y(lines[4 * k + 3]));
      }
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.setLineDash(dash);
      pen.stroke();
    });
    pen.restore();
  }

  isInside(x, y) {
    return x >= this.left && x <= this.left + this.wide && y >= this.top && y <= this.top + this.high;
  }

  makeRing() {
    const radius = (this.film.count > MANY ? 5.6 : 7.2) * this.scale;
    this.ring.width = this.ring.height = Math.ceil(2 * radius + 4);
    const pen = this.ring.getContext("2d");
    pen.arc(this.ring.width / 2, this.ring.width / 2, radius, 0, 7);
    pen.strokeStyle = this.settings.colours.edge;
    pen.lineWidth = 1.4 * this.scale;
    pen.stroke();
  }

  clip() {
    const box = new Path2D();
    box.rect(this.left, this.top, this.wide, this.high);
    this.pen.clip(box);
  }

  drawCurve() {
    const { pen, film, settings } = this;
    const { layer, neuron } = this.shown;
    const isOutput = layer === film.sizes.length - 1;
    this.follow(layer, neuron ?? 0);
    this.range = isOutput ? this.heights : this.rangeOf(layer);
    pen.save();
    this.clip();
    if (isOutput && film.truth) this.stroke(film.truth, settings.colours.ink, 2, [2, 4]);
    if (isOutput) this.drawPairs();
    this.stroke(this.curve, settings.colours.series, 3.5, []);
    pen.restore();
  }

  rangeOf(layer) {
    const full = this.full[layer] * 1.15;
    return [-full, full];
  }

  // The values of one neuron along the line of one input.
  follow(layer, neuron) {
    const { picture, film, curve } = this;
    const [low, high] = film.extent;
    const { pass } = picture;
    picture.filled = "";
    for (let p = 0; p < STEPS; p++) {
      picture.point[0] = low + (p / (STEPS - 1)) * (high - low);
      film.fill(pass.layers[0], picture.capacity, p, picture.point);
    }
    picture.finish(STEPS, layer);
    for (let p = 0; p < STEPS; p++) curve[p] = pass.layers[layer][neuron * pass.capacity + p];
  }

  stroke(values, colour, width, dash) {
    const { pen, left, wide } = this;
    pen.beginPath();
    values.forEach(
      (value, k) =>
        Number.isFinite(value) &&
        pen.lineTo(left + (k / (values.length - 1)) * wide, this.y(Math.max(-1e6, Math.min(value, 1e6)))),
    );
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.stroke();
    pen.setLineDash([]);
  }

  drawPairs() {
    const {
      pen,
      film,
      settings: { colours },
    } = this;
    pen.strokeStyle = colours.ink;
    pen.lineWidth = 1.8;
    for (let p = film.count - 1; p >= 0; p--) {
      const isIn = film.batch && film.isInBatch(p);
      pen.globalAlpha = film.batch && !isIn ? WAITING : 1;
      pen.beginPath();
      pen.arc(this.x(film.places[2 * p]), this.y(film.places[2 * p + 1]), isIn ? 5.6 : 3.6, 0, 7);
      pen.fillStyle = p < film.training ? colours.ink : colours.paper;
      pen.fill();
      pen.stroke();
    }
    pen.globalAlpha = 1;
  }

  drawAxes(ink) {
    const {
      pen,
      settings: { font, axes },
      left,
      wide,
      high,
      film,
    } = this;
    const bottom = this.top + high;
    pen.fillStyle = pen.strokeStyle = ink;
    pen.globalAlpha = 0.8;
    pen.lineWidth = 1;
    pen.font = `${font}px ${this.family}`;
    pen.textBaseline = "top";
    pen.textAlign = "center";
    pen.beginPath();
    for (const value of ticks(...film.extent, 5)) {
      pen.moveTo(this.x(value), bottom);
      pen.lineTo(this.x(value), bottom + 4);
      pen.fillText(short(value), this.x(value), bottom + 5);
    }
    pen.textBaseline = "middle";
    pen.textAlign = "right";
    for (const value of ticks(...this.vertical, 5)) {
      pen.moveTo(left - 4, this.y(value));
      pen.lineTo(left, this.y(value));
      pen.fillText(short(value), left - 6, this.y(value));
    }
    pen.stroke();
    pen.globalAlpha = 1;
    pen.textAlign = "center";
    pen.textBaseline = "bottom";
    pen.fillText(axes[0], left + wide / 2, Math.min(this.side, bottom + 2.5 * font));
    pen.translate(0, this.top + high / 2);
    pen.rotate(-Math.PI / 2);
    pen.textBaseline = "top";
    pen.fillText(axes[1], 0, 0);
    pen.setTransform(this.scale, 0, 0, this.scale, 0, 0);
  }

  // The probe: a ring about its place, and on a curve a line up to the curve.
  drawProbe(probe, placed) {
    const {
      pen,
      settings: { colours },
    } = this;
    const [x, y] = [this.x(probe.u), this.y(probe.v)];
    pen.save();
    this.clip();
    if (this.film.isCurve) {
      pen.fillStyle = colours.ink;
      pen.globalAlpha = 0.7;
      pen.fillRect(x - 0.75, this.top, 1.5, this.high);
      pen.globalAlpha = 1;
    }
    for (const [colour, width] of [
      [colours.paper, 5],
      [colours.edge, 2.4],
    ]) {
      pen.beginPath();
      pen.arc(x, y, placed ? 9 : 7, 0, 7);
      pen.moveTo(x - 14, y);
      pen.lineTo(x - 4, y);
      pen.moveTo(x + 4, y);
      pen.lineTo(x + 14, y);
      pen.moveTo(x, y - 14);
      pen.lineTo(x, y - 4);
      pen.moveTo(x, y + 4);
      pen.lineTo(x, y + 14);
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.stroke();
    }
    pen.restore();
  }
}

// A picture in memory, of as many pixels as its points, that is drawn at any size.
export class Sheet {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.pen = this.canvas.getContext("2d");
  }

  size(width, height = width) {
    if (this.image && this.image.width === width && this.image.height === height) return;
    [this.canvas.width, this.canvas.height] = [width, height];
    this.image = this.pen.createImageData(width, height);
    this.pixels = new Int32Array(this.image.data.buffer);
  }

  show() {
    this.pen.putImageData(this.image, 0, 0);
  }
}

// A number of three significant digits, or of fewer.
export const short = (value, digits = 3) =>
  minus(Number.isFinite(value) ? Number(value.toPrecision(digits)) : value < 0 ? "-∞" : "∞");
const hex = (pixel) => `#${[0, 8, 16].map((shift) => ((pixel >> shift) & 255).toString(16).padStart(2, "0")).join("")}`;

// Round numbers for the ticks of an axis, about `count` of them.
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) found.push(k * step);
  return found;
}
