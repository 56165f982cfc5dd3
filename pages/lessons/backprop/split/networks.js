import { minus } from "../../../ui/kit.js";

const [NEGATIVE, ZERO, POSITIVE, INK] = ["#f59322", "#b9bec4", "#0877bd", "#757a86"];
const colour = (value) => (Math.abs(value) < 1e-12 ? ZERO : value < 0 ? NEGATIVE : POSITIVE);
const made = (parent, tag, name) =>
  parent.appendChild(Object.assign(document.createElement(tag), { className: name ?? "" }));

function written(value) {
  const size = Math.abs(value);
  if (size < 0.005 && size >= 0.0005) return minus(value.toPrecision(1));
  if (size >= 1e4 || (size < 0.005 && size > 1e-9)) return minus(value.toExponential(1).replace("e+", "e"));
  const text = value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
  return minus(Number(text) === 0 ? "0" : text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""));
}

/** @type {(from: Place, to: Place, t: number) => Place} */
const along = ([x1, y1], [x2, y2], t) => [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];

// How far along each edge its number stands: where it is clear of the other edges and of the numbers placed before.
function places(edges) {
  const found = [];
  return edges.map(([from, to]) => {
    const room = (t) => {
      const [x, y] = along(from, to, t);
      const lines = edges.filter((edge) => edge[0] !== from || edge[1] !== to);
      const away = lines.map(
        ([a, b]) => Math.abs(y - along(a, b, t)[1]) / Math.hypot(1, (b[1] - a[1]) / (b[0] - a[0])) / 14,
      );
      const apart = found.map(([u, v]) => Math.max(Math.abs(u - x) / 48, Math.abs(v - y) / 20));
      return Math.min(1, ...away, ...apart);
    };
    const steps = Array.from({ length: 13 }, (_, step) => 0.27 + 0.04 * step);
    const t = steps.reduce((best, step) => (room(step) > room(best) + 1e-9 ? step : best));
    found.push(along(from, to, t));
    return t;
  });
}

export default class Nets {
  constructor(parent) {
    this.root = parent.querySelector(".nets");
    this.cards = this.root.querySelector(".nets-cards");
    this.input = this.root.querySelector("form input");
    this.input.addEventListener("input", () => this.data?.net && this.film());
  }

  update(data) {
    this.data = data;
    this.input.name = data.name;
    this.root.dataset.kind = data.net ? "film" : "cards";
    this.root.style.setProperty("--size", `${data.font}px`);
    this.root.setAttribute("aria-label", data.alt);
    this.cards.tabIndex = 0; // where it is wider than the page it can be scrolled, by keys too
    if (data.net) this.film();
    else data.cards.forEach((net, place) => this.card(place, net, net.size));
  }

  film() {
    const { net } = this.data;
    const frame = Math.min(Number(this.input.value), net.frames - 1);
    this.root.dataset.shown = frame;
    const first = net.sizes.length - 1 - frame;
    const errors = net.errors.map((values, layer) => (layer >= first ? values : null));
    const edges = net.edges.map((rows, layer) => (layer >= first ? rows : undefined));
    const size = [100 + (net.sizes.length - 1) * 190, Math.max(2, ...net.sizes) * 76 + 34];
    this.card(0, { ...net, errors, edges }, size);
    Object.assign(this.cards.querySelector("svg").style, { minWidth: `${size[0] * 0.75}px`, maxWidth: `${size[0]}px` });
  }

  /** @param {number} place @param {any} net @param {number[]} size */
  card(place, net, [width, height]) {
    const box = this.cards.children[place] ?? made(this.cards, "figure");
    if (!box.children.length) {
      made(box, "figcaption");
      box.append(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
      made(box, "p", "nets-sum");
      made(box, "p", "nets-verdict");
    }
    const [caption, svg, told, verdict] = box.children;
    caption.textContent = net.title ?? "";
    told.textContent = net.told ?? "";
    verdict.textContent = net.verdict ?? "";
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("aria-hidden", "true");
    const pen = new Pen(svg, this.data.font);
    const last = net.sizes.length - 1;
    const foot = net.totals ? 26 : 0;
    const side = net.totals ? 50 : 34; // half a long number, as −2.1e−4
    const at = (layer, i) => [
      side + (layer * (width - 2 * side)) / last,
      ((height - foot) * (i + 0.5)) / net.sizes[layer] + (net.errors[layer] ? -8 : 0),
    ];
    const numbers = [];
    net.edges.forEach((rows, layer) => {
      const ends = (size, above) => Array.from({ length: size }, (_, i) => at(above, i));
      const [below, above] = [ends(net.sizes[layer], layer), ends(net.sizes[layer + 1], layer + 1)];
      const t = net.totals ? places(below.flatMap((from) => above.map((to) => [from, to]))) : [];
      for (let i = 0; i < net.sizes[layer]; i++) {
        for (let j = 0; j < net.sizes[layer + 1]; j++) {
          const [from, to] = [below[i], above[j]];
          const value = rows?.[i][j];
          const wide = value === undefined ? 1.2 : 1.5 + (12 * Math.abs(value)) / (net.scale || 1);
          pen.line(from, to, wide, value === undefined ? INK : colour(value), rows === null);
          const text = rows === null ? "?" : value === undefined ? "" : (net.labels?.[layer][i][j] ?? written(value));
          numbers.push([...along(from, to, t[i * above.length + j] ?? 1 / (above.length + 1)), text]);
        }
      }
    });
    net.names.forEach((names, layer) => names.forEach(([name, value], i) => pen.neuron(at(layer, i), name, value)));
    for (const [x, y, text] of numbers) pen.text(x, y, text, "number");
    net.errors.forEach((values, layer) => {
      values?.forEach((value, i) => pen.pill(at(layer, i), written(value), colour(value)));
      const total = values && net.totals?.[layer];
      pen.text(
        at(layer, 0)[0],
        height - 10,
        total === undefined || total === null ? "" : `Σ ${written(total)}`,
        "number",
      );
    });
    pen.done();
  }
}

// Marks are moved, not made anew: so widths can change smoothly, and the page stays quiet.
class Pen {
  /** @type {SVGElement} */
  svg;
  /** @type {number} */
  font;
  /** @type {number} */
  place;

  constructor(svg, font) {
    [this.svg, this.font, this.place] = [svg, font, 0];
  }

  mark(tag, attributes, text) {
    let node = this.svg.children[this.place++];
    if (node?.tagName !== tag) {
      const fresh = document.createElementNS("http://www.w3.org/2000/svg", tag);
      if (node) node.replaceWith(fresh);
      else this.svg.append(fresh);
      node = fresh;
    }
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
  }

  /** @param {Place} from @param {Place} to @param {number} width @param {string} stroke @param {boolean} unknown */
  line([x1, y1], [x2, y2], width, stroke, unknown) {
    const style = `stroke-width: ${unknown ? 2 : width}px; stroke: ${unknown ? INK : stroke}`;
    this.mark("line", { x1, y1, x2, y2, style, class: unknown ? "unknown" : "" });
  }

  /** @param {Place} at @param {string} name @param {any} value */
  neuron([x, y], name, value) {
    this.mark("circle", { cx: x, cy: y, r: 24, class: "neuron" });
    this.mark("text", { x, y: y - 8, class: "", style: `font-size: ${this.font - 2}px; opacity: .8` }, name);
    this.mark("text", { x, y: y + 8, class: "", style: `font-size: ${this.font - 1}px` }, value);
  }

  text(x, y, text, name) {
    this.mark("text", { x, y, class: name, style: `font-size: ${this.font}px` }, text);
  }

  /** @param {Place} at @param {string} text @param {string} fill */
  pill([x, y], text, fill) {
    const [wide, high] = [text.length * this.font * 0.6 + 12, this.font + 7];
    this.mark("rect", { x: x - wide / 2, y: y + 27, width: wide, height: high, rx: high / 2, fill });
    const ink = fill === POSITIVE ? "#ffffff" : "#16202b";
    this.mark(
      "text",
      { x, y: y + 27.5 + high / 2, class: "", style: `font-size: ${this.font}px; font-weight: 600; fill: ${ink}` },
      text,
    );
  }

  done() {
    while (this.svg.children.length > this.place) this.svg.lastChild.remove();
  }
}
