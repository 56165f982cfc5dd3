import { Later, minus } from "../../../ui/kit.js";

const [NEGATIVE, ZERO, POSITIVE, INK] = ["#f59322", "#b9bec4", "#0877bd", "#757a86"];
const BENDS = {
  linear: [(z) => z, () => 1],
  relu: [(z) => Math.max(z, 0), (a) => (a > 0 ? 1 : 0)],
  tanh: [Math.tanh, (a) => 1 - a * a],
  sigmoid: [(z) => 0.5 + 0.5 * Math.tanh(z / 2), (a) => a * (1 - a)],
};
const sum = (values) => values.reduce((a, b) => a + b, 0);
const colour = (value) => (Math.abs(value) < 1e-12 ? ZERO : value < 0 ? NEGATIVE : POSITIVE);
const made = (parent, tag, name) => parent.appendChild(Object.assign(document.createElement(tag), { className: name ?? "" }));

function written(value) {
  const size = Math.abs(value);
  if (size < 0.005 && size >= 0.0005) return minus(value.toPrecision(1));
  if (size >= 1e4 || (size < 0.005 && size > 1e-9)) return minus(value.toExponential(1).replace("e+", "e"));
  const text = value.toFixed(size >= 100 ? 0 : size >= 10 ? 1 : 2);
  return minus(Number(text) === 0 ? "0" : text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""));
}

// While a slider is held the five ways are worked out here; dlcore/splits.py says the same when it is let go.
export function split({ error, z, w, bend }) {
  const a = z.map(BENDS[bend][0]);
  const slope = a.map(BENDS[bend][1]);
  const c = a.map((value, i) => value * w[i]);
  const divided = (parts) => {
    const [total, size] = [sum(parts), sum(parts.map(Math.abs))];
    return Math.abs(total) <= 1e-12 * size ? null : parts.map((part) => (part * error) / total);
  };
  const shares = {
    chain: slope.map((value, i) => value * w[i] * error),
    equal: divided([1, 1]),
    contribution: divided(c),
    weight: divided(w),
    normalised: divided(c.map(Math.abs)),
  };
  return { a, c, shares };
}

function cosine(a, b) {
  const size = Math.hypot(...a) * Math.hypot(...b);
  return size ? sum(a.map((value, i) => value * b[i])) / size : null;
}

const along = ([x1, y1], [x2, y2], t) => [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];

// How far along each edge its number stands: where it is clear of the other edges and of the numbers placed before.
function places(edges) {
  const found = [];
  return edges.map(([from, to]) => {
    const room = (t) => {
      const [x, y] = along(from, to, t);
      const lines = edges.filter((edge) => edge[0] !== from || edge[1] !== to);
      const away = lines.map(([a, b]) => Math.abs(y - along(a, b, t)[1]) / Math.hypot(1, (b[1] - a[1]) / (b[0] - a[0])) / 14);
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
    this.later = new Later(() => this.report(), 200);
    this.part = (name) => this.root.querySelector(`.nets-${name}`);
    this.input = this.root.querySelector("form input");
    this.input.addEventListener("input", () => this.data && !this.data.live && this.draw());
  }

  update(data, report) {
    this.data = data;
    this.send = (value) => report("change", value);
    this.input.name = data.name;
    this.root.dataset.live = Boolean(data.live);
    this.root.dataset.bend = data.live?.bend ?? "";
    this.root.style.setProperty("--size", `${data.font}px`);
    if (data.live) this.sliders();
    this.draw();
  }

  sliders() {
    const box = this.part("sliders");
    const { sliders } = this.data.live;
    if (box.children.length !== 3 * sliders.length) {
      box.replaceChildren();
      for (const { id } of sliders) {
        const label = made(box, "label");
        const input = Object.assign(made(box, "input"), { type: "range", id: `nets-${id}` });
        label.htmlFor = input.id;
        input.addEventListener("pointerdown", () => (this.held = true));
        for (const end of ["pointerup", "pointercancel"]) input.addEventListener(end, () => (this.held = false));
        input.addEventListener("input", () => this.draw());
        input.addEventListener("change", () => this.settle());
        made(box, "output");
      }
    }
    // An answer to what was moved before must not move what is being moved now.
    const busy = this.held || this.later.waiting;
    sliders.forEach(({ label, low, high, step, value, locked }, i) => {
      const [name, input] = [box.children[3 * i], box.children[3 * i + 1]];
      name.textContent = label;
      Object.assign(input, { min: low, max: high, step, disabled: locked }, busy ? {} : { value });
      input.setAttribute("aria-label", label);
    });
  }

  // Keys move a slider many times: only where it comes to rest is told to the server.
  settle() {
    this.held = false;
    this.later.start();
  }

  report() {
    const values = this.part("sliders").querySelectorAll("input");
    const moved = this.data.live.sliders.map(({ id, value }, i) => [id, Number(values[i].value), value]);
    const changes = moved.filter(([, now, before]) => Math.abs(now - before) > 1e-9).map(([id, now]) => [id, now]);
    if (changes.length) this.send(changes);
  }

  destroy() {
    this.later.stop();
  }

  draw() {
    this.root.setAttribute("aria-label", this.data.alt);
    if (this.data.live) this.live();
    else this.film();
  }

  live() {
    const { live, ways, words } = this.data;
    const inputs = [...this.part("sliders").querySelectorAll("input")];
    const values = inputs.map((input) => Number(input.value));
    inputs.forEach((input, i) => (input.nextElementSibling.textContent = written(values[i])));
    this.root.dataset.moved = values.some((value, i) => Math.abs(value - live.sliders[i].value) > 1e-9);
    const [error, z1, w1, z2, w2] = values;
    const w = [w1, w2];
    const { a, c, shares } = split({ error, z: [z1, z2], w, bend: live.bend });
    const names = [["a₁", "a₂"].map((name, i) => [name, written(a[i])]), [["o", written(sum(c))]]];
    const forward = { title: words.forward, sizes: [2, 1], names, errors: [null, null] };
    const products = c.map((value, i) => [`${written(a[i])} × ${w[i] < 0 ? `(${written(w[i])})` : written(w[i])} = ${written(value)}`]);
    this.card(this.part("forward"), 0, { ...forward, edges: [c.map((value) => [value])], labels: [products], scale: Math.max(...c.map(Math.abs)) }, [400, 190]);
    const scale = Math.max(Math.abs(error), ...Object.values(shares).flatMap((found) => (found ?? []).map(Math.abs)));
    ways.forEach(({ id, title, verdict }, place) => {
      const found = shares[id];
      const near = found && cosine(found, shares.chain);
      const told = found
        ? words.sum.replace("{sum}", written(sum(found))) + (near === null ? "" : ` · ${words.cosine.replace("{cosine}", written(near))}`)
        : words.undefined;
      const net = { title, verdict, told, sizes: [2, 1], names, scale, errors: [null, [error]], edges: [found && found.map((value) => [value])] };
      this.card(this.part("cards"), place, net, [184, 142]);
    });
  }

  film() {
    const { net } = this.data;
    const frame = Math.min(Number(this.input.value), net.frames - 1);
    this.root.dataset.shown = frame;
    this.part("cards").tabIndex = 0; // where it is wider than a phone it can be scrolled, by keys too
    const first = net.sizes.length - 1 - frame;
    const errors = net.errors.map((values, layer) => (layer >= first ? values : null));
    const edges = net.edges.map((rows, layer) => (layer >= first ? rows : undefined));
    const size = [100 + (net.sizes.length - 1) * 190, Math.max(2, ...net.sizes) * 92 + 44];
    this.card(this.part("cards"), 0, { ...net, errors, edges }, size);
    Object.assign(this.part("cards").querySelector("svg").style, { minWidth: `${size[0] * 0.75}px`, maxWidth: `${size[0]}px` });
  }

  card(parent, place, net, [width, height]) {
    const box = parent.children[place] ?? made(parent, "figure");
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
      pen.text(at(layer, 0)[0], height - 10, total === undefined || total === null ? "" : `Σ ${written(total)}`, "number");
    });
    pen.done();
  }
}

// Marks are moved, not made anew: so widths can change smoothly, and the page stays quiet.
class Pen {
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

  line([x1, y1], [x2, y2], width, stroke, unknown) {
    const style = `stroke-width: ${unknown ? 2 : width}px; stroke: ${unknown ? INK : stroke}`;
    this.mark("line", { x1, y1, x2, y2, style, class: unknown ? "unknown" : "" });
  }

  neuron([x, y], name, value) {
    this.mark("circle", { cx: x, cy: y, r: 24, class: "neuron" });
    this.mark("text", { x, y: y - 8, class: "", style: `font-size: ${this.font - 2}px; opacity: .8` }, name);
    this.mark("text", { x, y: y + 8, class: "", style: `font-size: ${this.font - 1}px` }, value);
  }

  text(x, y, text, name) {
    this.mark("text", { x, y, class: name, style: `font-size: ${this.font}px` }, text);
  }

  pill([x, y], text, fill) {
    const [wide, high] = [text.length * this.font * 0.6 + 12, this.font + 7];
    this.mark("rect", { x: x - wide / 2, y: y + 27, width: wide, height: high, rx: high / 2, fill });
    const ink = fill === POSITIVE ? "#ffffff" : "#16202b";
    this.mark("text", { x, y: y + 27.5 + high / 2, class: "", style: `font-size: ${this.font}px; font-weight: 600; fill: ${ink}` }, text);
  }

  done() {
    while (this.svg.children.length > this.place) this.svg.lastChild.remove();
  }
}
