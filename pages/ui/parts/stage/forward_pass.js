import { ACTIVATIONS, FEATURES } from "./formulas.js";

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

// The network's inputs for point p of a buffer, from its coordinates, which begin at `start`: features, or themselves.
export function fillInput(values, capacity, p, points, start, inputs, features) {
  const width = features ? features.length : inputs;
  for (let j = 0; j < width; j++) {
    const [x, y] = [points[start], inputs > 1 ? points[start + 1] : 0];
    values[j * capacity + p] = features ? FEATURES[features[j]](x, y) : points[start + j];
  }
}
