// A network's forward pass and what follows from it, as dlcore has it: pure functions and buffers, nothing of the page.
// Values of a layer are kept neuron by neuron: entry (neuron j, point p) of a buffer of that capacity is [j * capacity + p].

export const LEAK = 0.01;

export const ACTIVATIONS = {
  linear: (z) => z,
  tanh: Math.tanh,
  sigmoid: (z) => 0.5 + 0.5 * Math.tanh(0.5 * z),
  relu: (z) => Math.max(z, 0),
  leaky_relu: (z) => Math.max(z, LEAK * z),
  elu: (z) => Math.max(z, 0) + Math.expm1(Math.min(z, 0)),
  softplus: (z) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))),
};

export const BOUNDED = new Set(["tanh", "sigmoid"]);

export const FEATURES = {
  x1: (x) => x,
  x2: (_, y) => y,
  x1_squared: (x) => x * x,
  x2_squared: (_, y) => y * y,
  x1_x2: (x, y) => x * y,
  sin_x1: (x) => Math.sin(Math.PI * x),
  sin_x2: (_, y) => Math.sin(Math.PI * y),
};

const HUBER_DELTA = 1;

// Losses of one output of one example; cross-entropy over several outputs is below.
const OF_ONE = {
  squared: (score, y) => (score - y) ** 2,
  absolute: (score, y) => Math.abs(score - y),
  huber: (score, y) => {
    const size = Math.abs(score - y);
    const inside = Math.min(size, HUBER_DELTA);
    return inside * (size - 0.5 * inside);
  },
  cross_entropy: (score, y) => ACTIVATIONS.softplus(score) - y * score,
  hinge: (score, y) => Math.max(1 - (2 * y - 1) * score, 0),
};

export const LOSSES = Object.keys(OF_ONE);

// Where each layer's (in + 1, out) matrix begins in the flat theta; its last row is the bias.
export function offsets(sizes) {
  const starts = [0];
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    starts.push(starts[layer] + (sizes[layer] + 1) * sizes[layer + 1]);
  }
  return starts;
}

// Place in theta of the weight from neuron `row` of a layer to neuron `column` of the next; row sizes[layer] is the bias.
export function place(sizes, layer, row, column) {
  return offsets(sizes)[layer] + row * sizes[layer + 1] + column;
}

// A forward pass with every neuron kept, in buffers that are used again: fill `layers[0]`, run, read the others.
export class Pass {
  /** @param {number[]} sizes @param {string} activation @param {number} capacity @param {any} Numbers */
  constructor(sizes, activation, capacity, Numbers = Float64Array, withSums = false) {
    this.sizes = sizes;
    this.capacity = capacity;
    this.value = ACTIVATIONS[activation];
    if (!this.value) throw new Error(`unknown activation: ${activation}`);
    this.linear = activation === "linear";
    this.share = 1;
    this.starts = offsets(sizes);
    this.layers = sizes.map((size) => new Numbers(size * capacity));
    this.sums = withSums && this.layers;
    if (withSums) this.sums = sizes.map((size) => new Numbers(size * capacity));
  }

  // The first `count` points through the first `depth` layers of weights; the last layer of all holds the scores.
  run(theta, at, count, depth = this.sizes.length - 1) {
    for (let layer = 0; layer < depth; layer++) {
      this.weigh(theta, at + this.starts[layer], layer, count);
      if (this.sums) this.sums[layer + 1].set(this.layers[layer + 1]);
      if (layer < this.sizes.length - 2 && !this.linear) {
        this.activate(this.layers[layer + 1], this.sizes[layer + 1], count);
      }
    }
  }

  weigh(theta, at, layer, count) {
    const { sizes, capacity } = this;
    const [from, to, inputs, outputs] = [this.layers[layer], this.layers[layer + 1], sizes[layer], sizes[layer + 1]];
    for (let j = 0; j < outputs; j++) {
      const target = j * capacity;
      to.fill(theta[at + inputs * outputs + j], target, target + count);
      for (let i = 0; i < inputs; i++) {
        const weight = theta[at + i * outputs + j];
        const source = i * capacity;
        for (let p = 0; p < count; p++) to[target + p] += weight * from[source + p];
      }
    }
  }

  // φ(z), or (1 − s)·z + s·φ(z) in a film that brings the activation in by the share s of its frame.
  activate(values, neurons, count) {
    const { capacity, share } = this;
    const value = share === 1 ? this.value : (z) => z + share * (this.value(z) - z);
    for (let j = 0; j < neurons; j++) {
      for (let p = j * capacity, end = p + count; p < end; p++) values[p] = value(values[p]);
    }
  }

  get scores() {
    return this.layers.at(-1);
  }
}

// Scores as predictions on the scale of y, in place.
export function link(loss, scores, outputs, capacity, count) {
  if (loss === "hinge") return each(scores, outputs, capacity, count, (score) => 0.5 * (score + 1));
  if (loss !== "cross_entropy") return;
  if (outputs === 1) return each(scores, 1, capacity, count, ACTIVATIONS.sigmoid);
  for (let p = 0; p < count; p++) {
    const whole = logSumExp(scores, outputs, capacity, p);
    for (let j = 0; j < outputs; j++) scores[j * capacity + p] = Math.exp(scores[j * capacity + p] - whole);
  }
}

function each(values, outputs, capacity, count, value) {
  for (let j = 0; j < outputs; j++) {
    for (let p = j * capacity, end = p + count; p < end; p++) values[p] = value(values[p]);
  }
}

function logSumExp(scores, outputs, capacity, p) {
  let largest = -Infinity;
  for (let j = 0; j < outputs; j++) largest = Math.max(largest, scores[j * capacity + p]);
  let sum = 0;
  for (let j = 0; j < outputs; j++) sum += Math.exp(scores[j * capacity + p] - largest);
  return largest + Math.log(sum);
}

// The mean loss of raw scores over the examples from `start` to `end`; y is laid out as the scores are.
export function lossOf(loss, scores, y, outputs, capacity, start, end) {
  const one = OF_ONE[loss];
  if (!one) throw new Error(`unknown loss: ${loss}`);
  let sum = 0;
  if (loss === "cross_entropy" && outputs > 1) {
    for (let p = start; p < end; p++) {
      const whole = logSumExp(scores, outputs, capacity, p);
      for (let j = 0; j < outputs; j++) sum -= y[j * capacity + p] * (scores[j * capacity + p] - whole);
    }
    return sum / (end - start);
  }
  for (let j = 0; j < outputs; j++) {
    for (let p = start; p < end; p++) sum += one(scores[j * capacity + p], y[j * capacity + p]);
  }
  return sum / ((end - start) * outputs);
}

// The class that predictions name: above one half with one output, else the largest.
export function classOf(predictions, outputs, capacity, p) {
  if (outputs === 1) return predictions[p] > 0.5 ? 1 : 0;
  let best = 0;
  for (let j = 1; j < outputs; j++) if (predictions[j * capacity + p] > predictions[best * capacity + p]) best = j;
  return best;
}

// The network's inputs for point p of a buffer, from its coordinates, which begin at `start`: features, or themselves.
export function fillInput(values, capacity, p, points, start, inputs, features) {
  const width = features ? features.length : inputs;
  for (let j = 0; j < width; j++) {
    const [x, y] = [points[start], inputs > 1 ? points[start + 1] : 0];
    values[j * capacity + p] = features ? FEATURES[features[j]](x, y) : points[start + j];
  }
}

// Numbers of half precision, two bytes each, as those of single precision.
export function fromHalf(halves, singles) {
  for (let k = 0; k < halves.length; k++) {
    const bits = halves[k];
    const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
    const size =
      exponent === 31
        ? fraction
          ? NaN
          : Infinity
        : exponent
          ? 2 ** (exponent - 15) * (1 + fraction / 1024)
          : 2 ** -14 * (fraction / 1024);
    singles[k] = bits & 0x8000 ? -size : size;
  }
  return singles;
}

// The size that a share of the numbers does not exceed, from at most `most` of them; 1 where all are 0.
export function quantileOfSize(values, share, most = 4096) {
  const step = Math.max(1, Math.floor(values.length / most));
  const sizes = [];
  for (let k = 0; k < values.length; k += step) if (Number.isFinite(values[k])) sizes.push(Math.abs(values[k]));
  sizes.sort((a, b) => a - b);
  return sizes[Math.floor(share * (sizes.length - 1))] || sizes.at(-1) || 1;
}

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
const packed = ([r, g, b]) => (255 << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r);
const mixed = (from, to, share) => from.map((value, k) => value + (to[k] - value) * share);

export const LEVELS = 255;
export const SHADES = 64;

// Colours of −1 … 1 as pixels, LEVELS of them; `opacity` is that of the colours over paper.
export function diverging({ negative, zero, positive, paper }, opacity = 1) {
  const [low, middle, high, under] = [negative, zero, positive, paper].map(channels);
  const half = (LEVELS - 1) / 2;
  return Int32Array.from({ length: LEVELS }, (_, level) => {
    const share = (level - half) / half;
    return packed(mixed(under, mixed(middle, share < 0 ? low : high, Math.abs(share)), opacity));
  });
}

// For each class its SHADES from the zero colour to its own.
export function shaded({ zero, classes, paper }, count, opacity = 1) {
  const [middle, under] = [channels(zero), channels(paper)];
  return Int32Array.from({ length: count * SHADES }, (_, k) => {
    const own = channels(classes[Math.floor(k / SHADES)]);
    return packed(mixed(under, mixed(middle, own, (k % SHADES) / (SHADES - 1)), opacity));
  });
}

// Which of the diverging colours a value has; what is no number is grey.
export function level(value) {
  const half = (LEVELS - 1) / 2;
  if (!(value > -1)) return value <= -1 ? 0 : half;
  return value >= 1 ? LEVELS - 1 : Math.round(value * half + half);
}

// Which of the class colours predictions have: the likeliest class, shaded by its lead over an even guess.
export function shade(predictions, outputs, capacity, p) {
  let [sum, best, most] = [0, 0, -1];
  for (let j = 0; j < outputs; j++) {
    const share = Math.min(Math.max(predictions[j * capacity + p], 1e-6), 1);
    sum += share;
    if (share > most) [best, most] = [j, share];
  }
  const lead = (most / sum - 1 / outputs) / (1 - 1 / outputs);
  return best * SHADES + (lead > 0 ? Math.round(Math.min(lead, 1) * (SHADES - 1)) : 0);
}

const KINDS = { f8: Float64Array, f4: Float32Array, f2: Uint16Array, u1: Uint8Array };

// A message cut into its parts: how many, how long each is, then the parts, each from a multiple of eight bytes on.
export function parts(buffer, length) {
  const view = new DataView(buffer, 0, length);
  const count = view.getUint32(0, true);
  const found = [];
  let at = Math.ceil((4 + 4 * count) / 8) * 8;
  for (let k = 0; k < count; k++) {
    const size = view.getUint32(4 + 4 * k, true);
    found.push(new Uint8Array(buffer, at, size));
    at += Math.ceil(size / 8) * 8;
  }
  return found;
}

export function readJson(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

// A film's header, with each of its arrays as numbers: see `pages/ui/training_run/stage_data.py`.
export function readFilm(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(0, true);
  const film = readJson(bytes.subarray(4, 4 + length));
  let at = Math.ceil((4 + length) / 8) * 8;
  for (const [name, [kind, ...shape]] of Object.entries(film.arrays)) {
    const size = shape.reduce((a, b) => a * b, 1);
    const values = new KINDS[kind](bytes.buffer, bytes.byteOffset + at, size);
    film[name] = kind === "f2" ? fromHalf(values, new Float32Array(size)) : values;
    at += Math.ceil(values.byteLength / 8) * 8;
  }
  return film;
}

// Round numbers for the ticks of an axis, about `count` of them.
export function ticks(low, high, count = 5) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) found.push(k * step);
  return found;
}

export const SMALL = 20; // points along a side of a neuron's own map, from which its scale is read too
const CHUNK = 4096;

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
  kept;
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
    this.result = { training: NaN, test: NaN, right: NaN, testRight: NaN };
    this.widest = quantileOfSize(this.theta, 0.98);
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

  // The row of theta that is shown at a frame: of a film sent at fewer frames, the nearest.
  rowOf(frame) {
    const { kept } = this;
    if (!kept || kept.length === this.frames) return Math.min(frame, this.frames - 1);
    return kept.reduce((best, own, row) => (Math.abs(own - frame) < Math.abs(kept[best] - frame) ? row : best), 0);
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

// Colour values on the diverging scale; probabilities from one class to the other.
export function colour(pixels, first, values, from, count, full, isProbability, palettes) {
  const { signs } = palettes;
  for (let p = 0; p < count; p++) {
    const value = values[from + p];
    pixels[first + p] = signs[level(isProbability ? 2 * value - 1 : value / full)];
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
