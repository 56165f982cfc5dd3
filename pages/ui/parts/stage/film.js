import { classOf, link, lossOf, quantileOfSize } from "./formulas.js";
import { Pass, fillInput, offsets, place } from "./forward_pass.js";
import { readFilm } from "./message.js";

// A film with its data, evaluated at one frame: theta as it was trained, or with weights set by hand at that frame.
export class Film {
  /** @type {number[]} */
  sizes;
  /** @type {number[]} */
  labels;
  /** @type {number[]} */
  classes;
  /** @type {number[]} */
  features;
  /** @type {number[]} */
  rows;
  /** @type {Uint8Array} */
  batch;
  /** @type {number[]} */
  batch_rows;
  /** @type {Float32Array} */
  gradient;
  /** @type {number[]} */
  gradient_rows;
  /** @type {number[]} */
  shares;
  /** @type {number[]} */
  mean;
  /** @type {number[]} */
  axes;
  /** @type {number[]} */
  extent;
  /** @type {number[]} */
  x_center;
  /** @type {number[]} */
  x_scale;
  /** @type {[string, number][]} */
  losses;
  /** @type {string} */
  activation;
  /** @type {number} */
  inputs;
  /** @type {number} */
  frames;
  /** @type {Float32Array} */
  theta;
  /** @type {any} */
  training;

  constructor(bytes) {
    Object.assign(this, readFilm(bytes));
    this.outputs = this.sizes.at(-1);
    this.parameters = offsets(this.sizes).at(-1);
    this.now = new Float32Array(this.parameters);
    this.edits = new Map();
    this.frame = -1;
    this.readExamples();
    this.pass = new Pass(this.sizes, this.activation, this.count);
    for (let p = 0; p < this.count; p++) this.fill(this.pass.layers[0], this.count, p, this.x, p * this.inputs);
    this.one = new Pass(this.sizes, this.activation, 1, Float64Array, true);
    this.wrong = new Uint8Array(this.count);
    this.result = { training: NaN, test: NaN, batch: NaN, right: NaN, testRight: NaN };
    this.widest = quantileOfSize(this.theta, 0.98);
    this.steepest = this.gradient && quantileOfSize(this.gradient, 0.98);
  }

  readExamples() {
    const { x, x_center: center, x_scale: scale, inputs, labels, y, outputs, classes } = this;
    const count = (this.count = x.length / inputs);
    this.x = Float64Array.from(x, (value, k) => (center ? (value - center[k % inputs]) / scale[k % inputs] : value));
    const target = (p, j) => (classes.length ? (outputs === 1 ? labels[p] : Number(labels[p] === j)) : y[p]);
    this.y = Float64Array.from({ length: count * outputs }, (_, k) => target(k % count, Math.floor(k / count)));
    this.places = Float64Array.from({ length: 2 * count }, (_, k) => this.placeOf(k >> 1, k & 1));
  }

  // Where an example lies in the picture; of one input, the target is the height, or its class has a shelf.
  placeOf(p, axis) {
    const { x, inputs, mean, axes, outputs, labels, extent } = this;
    if (inputs === 1 && axis) {
      if (outputs === 1) return this.y[p];
      return extent[0] + ((labels[p] + 0.5) / outputs) * (extent[1] - extent[0]);
    }
    if (!mean) return x[p * inputs + axis];
    let sum = 0;
    for (let i = 0; i < inputs; i++) sum += (x[p * inputs + i] - mean[i]) * axes[axis * inputs + i];
    return sum;
  }

  get isCurve() {
    return this.inputs === 1 && this.outputs === 1;
  }

  get loss() {
    return this.losses.findLast(([, start]) => start <= this.frame)[0];
  }

  // The row of theta that is shown at a frame: its own, unless the film says otherwise.
  rowOf(frame) {
    const own = Math.min(frame, this.frames - 1);
    return this.rows ? this.rows[own] : own;
  }

  // Whether a training example is in the batch of the update that is shown.
  isInBatch(p) {
    if (p >= this.training) return false;
    const bytes = Math.ceil(this.training / 8);
    return Boolean((this.batch[this.batch_rows[this.frame] * bytes + (p >> 3)] >> (p & 7)) & 1);
  }

  // Whether the gradient of the update that is shown has been computed at this frame.
  get hasGradient() {
    return this.gradient_rows?.[this.frame] >= 0;
  }

  slope(layer, row, column) {
    return this.gradient[this.gradient_rows[this.frame] * this.parameters + place(this.sizes, layer, row, column)];
  }

  // Go to a frame. What was set by hand is there at its own frame alone.
  show(frame) {
    if (frame !== this.frame) this.edits.clear();
    this.frame = frame;
    this.share = this.pass.share = this.one.share = this.shares?.[frame] ?? 1;
    const start = this.rowOf(frame) * this.parameters;
    for (let k = 0; k < this.parameters; k++) this.now[k] = this.theta[start + k];
    for (const [k, value] of this.edits) this.now[k] = value;
  }

  edit(k, value) {
    this.edits.set(k, value);
    this.now[k] = value;
  }

  trained(k) {
    return this.theta[this.rowOf(this.frame) * this.parameters + k];
  }

  weight(layer, row, column) {
    return this.now[place(this.sizes, layer, row, column)];
  }

  // Losses and shares of right answers over the examples, and which of them are put in a wrong class.
  measure() {
    const { pass, result, count, training, outputs, y, loss } = this;
    pass.run(this.now, 0, count);
    result.training = lossOf(loss, pass.scores, y, outputs, count, 0, training);
    result.test = lossOf(loss, pass.scores, y, outputs, count, training, count);
    if (this.batch) result.batch = this.batchLoss();
    link(loss, pass.scores, outputs, count, count);
    if (!this.classes.length) return result;
    const right = [0, 0];
    for (let p = 0; p < count; p++) {
      this.wrong[p] = classOf(pass.scores, outputs, count, p) === this.labels[p] ? 0 : 1;
      right[p < training ? 0 : 1] += 1 - this.wrong[p];
    }
    result.right = right[0] / training;
    result.testRight = right[1] / (count - training);
    return result;
  }

  // The mean loss of the scores that are there over the batch.
  batchLoss() {
    const { pass, count, training, outputs, y, loss } = this;
    let [sum, examples] = [0, 0];
    for (let p = 0; p < training; p++) {
      if (!this.isInBatch(p)) continue;
      sum += lossOf(loss, pass.scores, y, outputs, count, p, p + 1);
      examples += 1;
    }
    return sum / examples;
  }

  // Send one point through: `one.layers` hold the activations, the last the predictions, `one.sums` what went in.
  send(x) {
    this.fill(this.one.layers[0], 1, 0, x);
    this.one.run(this.now, 0, 1);
    link(this.loss, this.one.scores, this.outputs, 1, 1);
  }

  // The coordinates of a point of the picture, as many as there are inputs.
  lift(u, v, point) {
    const { inputs, mean, axes } = this;
    for (let i = 0; i < inputs; i++) point[i] = mean ? mean[i] + u * axes[i] + v * axes[inputs + i] : i ? v : u;
  }

  // The inputs of `count` points of a picture of `side` by `side`, row by row from the top, from point `first` on.
  fillGrid(values, capacity, side, first, count, point) {
    for (let p = 0; p < count; p++) {
      const [u, v] = this.pixel(side, first + p);
      this.lift(u, v, point);
      this.fill(values, capacity, p, point);
    }
  }

  // Where the middle of a pixel lies on the plane.
  pixel(side, at) {
    const [low, high] = this.extent;
    const step = (high - low) / side;
    return [low + ((at % side) + 0.5) * step, high - (Math.floor(at / side) + 0.5) * step];
  }

  fill(values, capacity, p, points, start = 0) {
    fillInput(values, capacity, p, points, start, this.inputs, this.features);
  }
}
