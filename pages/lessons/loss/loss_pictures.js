import { clamp } from "../../ui/kit.js";
import { apart, text } from "./axes.js";
import { RHO, lossOf } from "./line_losses.js";

const [FINE, WHILE_DRAGGED] = [300, 120];

/** The loss of every line, in bands on the scale of charts/contour.py, with the lines as points on it. */
export class LossSurface {
  /** @type {number} */
  fine;

  constructor(canvas) {
    this.canvas = canvas;
  }

  arrange({ left, top, wide, high }) {
    Object.assign(this.canvas.style, { left: `${left}px`, top: `${top}px`, width: `${wide}px`, height: `${high}px` });
    this.painted = undefined;
  }

  paint({ data, points, free, rho, upright, held }) {
    const fine = held === undefined ? FINE : WHILE_DRAGGED;
    const key = String([data.loss, data.delta, upright, data.points, free]);
    if (this.painted === key && this.fine >= fine) return;
    [this.painted, this.fine] = [key, fine];
    const { canvas } = this;
    Object.assign(canvas, { width: fine, height: fine });
    const heights = new Float64Array(fine * fine);
    let [low, high] = [Infinity, 0];
    for (let row = 0; row < fine; row++) {
      const b = data.ends[1] * (1 - (2 * row + 1) / fine);
      for (let column = 0; column < fine; column++) {
        const a = data.ends[0] * ((2 * column + 1) / fine - 1);
        const value = lossOf([a, b], points, rho, upright);
        heights[row * fine + column] = value;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    const floor = data.deepest * (high - low) || 1e-12;
    const range = Math.log((high - low + floor) / floor);
    const { shades } = data;
    const bands = shades.length - 1;
    const levels = heights.map((value) =>
      Math.min(Math.floor((Math.log((value - low + floor) / floor) / range) * bands), bands - 1),
    );
    const pen = canvas.getContext("2d");
    const image = pen.createImageData(fine, fine);
    levels.forEach((level, i) => {
      const edge = (i % fine && levels[i - 1] !== level) || (i >= fine && levels[i - fine] !== level);
      image.data.set([...shades[edge ? bands : level], 255], 4 * i);
    });
    pen.putImageData(image, 0, 0);
  }

  draw(axes, scene) {
    this.paint(scene);
    const { data, line, chips } = scene;
    const shown = (one) => one.best && one.loss === data.loss;
    const taken = [line, ...chips.filter(shown).map((one) => one.line)].map((line) => axes.at(line));
    const marks = chips.map((one) => {
      const [x, y] = axes.at(one.line);
      if (one.best) {
        return shown(one)
          ? `<path d="M${x - 6},${y - 6}l12,12m0,-12l-12,12" stroke="#16202b" stroke-width="2.5"/>`
          : "";
      }
      // A letter steps aside for the dot and the cross.
      const aside = [0, 20, -20].find((step) => taken.every((place) => apart(place, [x + step, y]) > 17)) ?? 0;
      return text(x + aside, y + 5, one.name, 'font-weight="700" text-anchor="middle" style="fill:#16202b"');
    });
    axes.draw(marks.join(""));
  }
}

/** What one residual adds, by each of the losses. */
export function drawCosts(axes, { data, residuals, rho, colour }) {
  const xs = Array.from({ length: 101 }, (_, i) => -5 + i / 10);
  const curves = data.curves.map(({ loss, dash }) => {
    const f = RHO[loss](data.delta);
    const path = xs.map((x) => axes.at([x, f(x)])).join(" ");
    const mine = loss === data.loss;
    return `<polyline points="${path}" fill="none" stroke="${mine ? "var(--series)" : "currentColor"}" stroke-opacity="${mine ? 1 : 0.55}" stroke-width="${mine ? 3.5 : 1.8}" stroke-dasharray="${mine ? "" : dash}"/>`;
  });
  const dots = residuals.map((r) => {
    const [x, y] = axes.at([clamp(r, -4.9, 4.9), Math.min(rho(r), 5.7)]);
    const shape =
      rho(r) > 5.8 || Math.abs(r) > 4.9 ? `<path d="M${x},${y - 6}l6,10h-12z"` : `<circle cx="${x}" cy="${y}" r="5"`;
    return `${shape} fill="${colour(r)}" stroke="#fff" stroke-width="1.2"/>`;
  });
  axes.draw(curves.join("") + dots.join(""));
}
