import { minus } from "../../ui/kit.js";

/** An outline of letters in the colour of the page, for those that lie on a picture. */
export const HALO = 'style="paint-order: stroke; stroke: var(--st-background-color); stroke-width: 3px"';

/** @type {(a: Place, b: Place) => number} */
export const apart = ([x, y], [u, v]) => Math.hypot(x - u, y - v);

// Halves go up, as in pictures.py: a sum that ends in one must not depend on the order it was added in.
export const written = (value, digits) => minus((value + 1e-9).toFixed(digits).replace(/^-(0\.?0*)$/, "$1"));

export const text = (x, y, words, more = "") => `<text x="${x}" y="${y}" fill="currentColor" ${more}>${words}</text>`;

export const segment = (from, to, more) =>
  `<line x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}" ${more}/>`;

/** The axes of a picture, and what is drawn between them. */
export class Axes {
  /** @type {HTMLElement} */
  panel;
  /** @type {number[]} */
  extent;
  /** @type {number} */
  wide;
  /** @type {number} */
  high;
  /** @type {number} */
  font;
  /** @type {number} */
  left;
  /** @type {number} */
  top;
  /** @type {string[]} */
  titles;

  constructor(panel, extent, wide, high, font, titles) {
    Object.assign(this, { panel, extent, wide, high, font, titles, left: font * 2.9, top: 6 });
    this.full = [wide + this.left + 8, high + this.top + font * 2.9];
    this.svg = panel.querySelector("svg");
    Object.assign(panel.style, { width: `${this.full[0]}px`, height: `${this.full[1]}px` });
    this.svg.setAttribute("width", this.full[0]);
    this.svg.setAttribute("height", this.full[1]);
  }

  /** @param {Place} point @returns {Place} */
  at([x, y]) {
    const [x0, x1, y0, y1] = this.extent;
    return [this.left + ((x - x0) / (x1 - x0)) * this.wide, this.top + ((y1 - y) / (y1 - y0)) * this.high];
  }

  from(event) {
    const [x0, x1, y0, y1] = this.extent;
    const box = this.panel.getBoundingClientRect();
    const [x, y] = [
      (event.clientX - box.left - this.left) / this.wide,
      (event.clientY - box.top - this.top) / this.high,
    ];
    return [x0 + x * (x1 - x0), y1 - y * (y1 - y0)];
  }

  draw(inside, outside = "") {
    const { font, extent, left, top, wide, high } = this;
    const step = (low, n) => [-4, -2, 0, 2, 4, 6].filter((t) => t >= low && t <= n);
    const marks = step(extent[0], extent[1]).map((t) =>
      text(this.at([t, 0])[0], top + high + font * 1.2, written(t, 0), 'text-anchor="middle"'),
    );
    marks.push(
      ...step(extent[2], extent[3]).map((t) =>
        text(left - 6, this.at([0, t])[1] + font * 0.35, written(t, 0), 'text-anchor="end"'),
      ),
    );
    const titles =
      text(left + wide / 2, top + high + font * 2.5, this.titles[0], 'text-anchor="middle"') +
      text(0, 0, this.titles[1], `text-anchor="middle" transform="translate(${font} ${top + high / 2}) rotate(-90)"`);
    const box = `x="${left}" y="${top}" width="${wide}" height="${high}"`;
    this.svg.innerHTML = `<g font-size="${font}">${marks.join("")}${titles}</g>
      <svg ${box} viewBox="${left} ${top} ${wide} ${high}" font-size="${font}">${inside}</svg>
      <rect ${box} fill="none" stroke="currentColor" stroke-opacity=".25"/>${outside}`;
  }
}
