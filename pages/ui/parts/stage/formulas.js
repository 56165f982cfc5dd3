// Formulas of dlcore that the browser computes as well: activations, features, losses and links. Pure functions.
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

// The size that a share of the numbers does not exceed, from at most `most` of them; 1 where all are 0.
export function quantileOfSize(values, share, most = 4096) {
  const step = Math.max(1, Math.floor(values.length / most));
  const sizes = [];
  for (let k = 0; k < values.length; k += step) if (Number.isFinite(values[k])) sizes.push(Math.abs(values[k]));
  sizes.sort((a, b) => a - b);
  return sizes[Math.floor(share * (sizes.length - 1))] || sizes.at(-1) || 1;
}
