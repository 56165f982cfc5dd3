// Colours of numbers, as pixels.

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

// Colour values on the diverging scale; probabilities from one class to the other.
export function colour(pixels, first, values, from, count, full, isProbability, palettes) {
  const { signs } = palettes;
  for (let p = 0; p < count; p++) {
    const value = values[from + p];
    pixels[first + p] = signs[level(isProbability ? 2 * value - 1 : value / full)];
  }
}
