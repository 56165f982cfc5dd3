import { short } from "./stage_map.js";

const SPOKEN = 12; // weights told of a neuron that the keyboard is on

// What the neurons and edges of a network are called, and the numbers that they have now, in words.
export class NetworkNames {
  constructor(stage) {
    this.stage = stage;
  }

  calls(layer, j) {
    const {
      film: { sizes },
      settings: { labels, words },
    } = this.stage;
    if (layer === 0) return `${words.input} ${labels[0][j] ?? j + 1}`;
    if (layer === sizes.length - 1) return `${words.output} ${labels[1][j] ?? j + 1}`;
    return words.neuron.replace("{layer}", layer).replace("{neuron}", j + 1);
  }

  // A neuron or an edge in words, with the numbers it has now; `long` with the weights of all its edges.
  tells([layer, i, j], long) {
    const {
      film,
      settings: { words },
      probe: { point },
    } = this.stage;
    const { sizes } = film;
    if (j !== undefined) {
      const weight = film.weight(layer, i, j);
      const slope = film.hasGradient ? ` · ${words.gradient} ${short(film.slope(layer, i, j))}` : "";
      if (i === sizes[layer]) return `${this.calls(layer + 1, j)} · ${words.bias} ${short(weight)}${slope}`;
      const value = point && film.one.layers[layer][i];
      const sent = point ? ` × ${short(value)} = ${short(weight * value)}` : "";
      return `${this.calls(layer, i)} → ${this.calls(layer + 1, j)}: ${short(weight)}${sent}${slope}`;
    }
    const said = [this.calls(layer, i)];
    if (layer) said.push(`${words.bias} ${short(film.weight(layer - 1, sizes[layer - 1], i))}`);
    // The loss is a mean over the batch, so its slope by a bias is the mean of the neuron's δ.
    if (layer && film.hasGradient) said.push(`${words.delta} ${short(film.slope(layer - 1, sizes[layer - 1], i))}`);
    if (point && layer) said.push(`${words.sum} ${short(film.one.sums[layer][i])}`);
    if (point) said.push(`${words.activation} ${short(film.one.layers[layer][i])}`);
    if (long && layer) {
      const weights = Array.from({ length: Math.min(sizes[layer - 1], SPOKEN) }, (_, k) =>
        short(film.weight(layer - 1, k, i)),
      );
      said.push(`${words.weights} ${weights.join(", ")}${sizes[layer - 1] > SPOKEN ? ", …" : ""}`);
    }
    return said.join(" · ");
  }
}
