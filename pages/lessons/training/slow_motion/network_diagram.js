import { clamp, minus } from "../../../ui/kit.js";

const STRENGTHS = 12;
const SPOKEN = 12; // weights told of a neuron that the keyboard is on

export default class Diagram {
  constructor(parent) {
    this.root = parent.querySelector(".network-diagram");
    this.canvas = this.root.querySelector("canvas");
    this.neurons = this.root.querySelector(".neurons");
    this.telling = this.root.querySelector(".telling");
    this.input = this.root.querySelector("input");
    this.input.addEventListener("input", () => this.draw());
    this.sizing = new ResizeObserver(() => this.arrange());
    this.sizing.observe(this.root);
    this.root.addEventListener("pointermove", (event) => this.point(event));
    this.root.addEventListener("pointerleave", () => this.point(null));
    this.root.addEventListener("click", (event) => this.pick(event), true);
    this.root.addEventListener("keydown", (event) => this.walk(event));
    this.root.addEventListener("focusin", (event) => this.visit(event.target));
    this.root.addEventListener("focusout", () => this.visit(null));
    this.telling.id = `telling-${Math.random().toString(36).slice(2)}`;
  }

  update(data, report) {
    const bytes = Uint8Array.from(atob(data.theta), (letter) => letter.charCodeAt(0));
    this.theta = data.bytes === 1 ? new Int8Array(bytes.buffer) : new Int16Array(bytes.buffer);
    this.pushes = data.pushes && Int8Array.from(atob(data.pushes), (letter) => letter.charCodeAt(0));
    this.data = data;
    this.send = (value) => report("chosen", value);
    this.input.name = data.name;
    this.root.style.height = `${data.height}px`;
    this.root.setAttribute("aria-label", data.alt);
    const sheet = new Image();
    sheet.src = data.sheet;
    sheet.decode().then(() => {
      if (this.data !== data) return;
      this.sheet = sheet;
      this.cell = data.cell;
      this.arrange();
    });
    if (!this.sheet) this.arrange();
  }

  arrange() {
    if (!this.data) return;
    const { sizes, labels, titles, selected, choosable, font } = this.data;
    const width = this.root.clientWidth;
    const height = this.data.height;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(height * scale);
    this.top = titles ? font * 2 : 4;
    const room = height - this.top - 4;
    const left = this.beside(labels[0], font);
    const right = this.beside(labels.at(-1), font);
    const step = Math.max(width - left - right, 0) / sizes.length;
    this.places = sizes.map((count, layer) => {
      const size = Math.min(room / count / 1.22, step * 0.62, 44);
      const pitch = Math.min(room / count, size * 1.5);
      const x = left + step * (layer + 0.5);
      return Array.from({ length: count }, (_, j) => ({
        x,
        y: this.top + room / 2 + (j - (count - 1) / 2) * pitch,
        size,
      }));
    });
    const ids = this.places.flatMap((layer, l) => layer.map((_, j) => `${l}.${j}`));
    while (this.neurons.children.length > ids.length) this.neurons.lastChild.remove();
    ids.forEach((id, i) => {
      const [layer, j] = id.split(".").map(Number);
      const button = this.neurons.children[i] ?? this.neurons.appendChild(this.button());
      const { x, y, size } = this.places[layer][j];
      button.style.cssText = `left:${x - size / 2}px;top:${y - size / 2}px;width:${size}px;height:${size}px`;
      button.dataset.neuron = id;
      button.setAttribute("aria-disabled", !choosable);
      button.tabIndex = id === (selected ?? "0.0") ? 0 : -1;
      button.setAttribute("aria-label", this.called(layer, j));
      if (choosable) button.setAttribute("aria-pressed", id === selected);
      else button.removeAttribute("aria-pressed");
    });
    this.draw();
  }

  beside(names, font) {
    const pen = this.canvas.getContext("2d");
    pen.font = this.font(font);
    return names.length && this.data.sizes.length > 1
      ? Math.max(...names.map((name) => pen.measureText(name).width)) + 6
      : 0;
  }

  font(size) {
    return `${size}px ${getComputedStyle(this.root).fontFamily}`;
  }

  button() {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-describedby", this.telling.id);
    button.addEventListener("click", () => this.data.choosable && this.send(button.dataset.neuron));
    return button;
  }

  called(layer, j) {
    const { sizes, labels, words } = this.data;
    const last = sizes.length - 1;
    if (layer === 0) return `${words.input} ${labels[0][j] ?? j + 1}`;
    if (layer === last) return `${words.output} ${labels[1][j] ?? j + 1}`;
    return words.neuron.replace("{layer}", layer).replace("{neuron}", j + 1);
  }

  weight(layer, i, j) {
    return this.theta[this.frame * this.data.parameters + this.place(layer, i, j)] * this.data.scale;
  }

  place(layer, i, j) {
    const { sizes } = this.data;
    let at = i * sizes[layer + 1] + j;
    for (let l = 0; l < layer; l++) at += (sizes[l] + 1) * sizes[l + 1];
    return at;
  }

  get frame() {
    return Math.min(Number(this.input.value), this.data.frames - 1);
  }

  draw() {
    const { data, places, canvas } = this;
    if (!data || !places) return;
    this.root.dataset.shown = this.frame;
    const pen = canvas.getContext("2d");
    const ink = getComputedStyle(this.root).color;
    const scale = window.devicePixelRatio || 1;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    places.slice(1).forEach((layer, l) => this.edges(pen, places[l], layer, l));
    if (this.pushing >= 0) places.slice(1).forEach((layer, l) => this.arrows(pen, ink, places[l], layer, l));
    let row = 0;
    places.forEach((layer, l) => layer.forEach((place, j) => this.neuron(pen, ink, place, l, j, row++)));
    this.words(pen, ink);
    if (data.edge) this.mark(pen, getComputedStyle(this.root).getPropertyValue("--st-primary-color"), data.edge);
    if (this.told?.length === 3) this.mark(pen, ink, this.told);
    if (this.told) this.tell();
  }

  edges(pen, from, to, l) {
    const { positive, negative, full } = this.data;
    const crowd = Math.sqrt(from.length * to.length);
    const widest = clamp(36 / crowd, 1.5, 6);
    const faint = clamp(2.4 / crowd, 0.08, 0.35);
    const paths = Array.from({ length: 2 * STRENGTHS + 2 }, () => null);
    from.forEach((_, i) =>
      to.forEach((_, j) => {
        const w = this.weight(l, i, j);
        const strength = Math.round(Math.min(Math.abs(w) / full, 1) * STRENGTHS);
        this.trace((paths[2 * strength + Number(w < 0)] ??= new Path2D()), l, i, j);
      }),
    );
    paths.forEach(
      (path, k) => path && this.stroke(pen, path, (k >> 1) / STRENGTHS, k & 1 ? negative : positive, widest, faint),
    );
  }

  // The edge from neuron i to neuron j of the next layer; the row after the last neuron is the bias of j.
  trace(path, l, i, j) {
    const [a, b] = [this.places[l][i], this.places[l + 1][j]];
    if (!a) return path.arc(b.x - b.size / 2, b.y + b.size / 2, 3 + b.size * 0.11, 0, 7);
    const [left, right] = [a.x + a.size / 2, b.x - b.size / 2];
    const middle = (left + right) / 2;
    path.moveTo(left, a.y);
    path.bezierCurveTo(middle, a.y, middle, b.y, right, b.y);
  }

  mark(pen, around, [l, i, j]) {
    const path = new Path2D();
    this.trace(path, l, i, j);
    const own = this.weight(l, i, j) < 0 ? this.data.negative : this.data.positive;
    for (const [colour, width] of [
      [around, 7],
      [own, 3.5],
    ]) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.stroke(path);
    }
  }

  get pushing() {
    return this.pushes ? this.data.push_at[this.frame] : -1;
  }

  // Each edge carries its arrow at another place of its length, or all would lie on top of each other.
  arrows(pen, ink, from, to, l) {
    const { positive, negative, parameters } = this.data;
    const [left, right] = [from[0].x + from[0].size / 2, to[0].x - to[0].size / 2];
    const largest = clamp(90 / Math.sqrt(from.length * to.length), 5, 13);
    from.forEach((a, i) =>
      to.forEach((b, j) => {
        const push = this.pushes[this.pushing * parameters + this.place(l, i, j)] / 127;
        const size = largest * Math.sqrt(Math.abs(push));
        if (size < 1.5) return;
        const t = 0.15 + (0.7 * (i + 0.5)) / from.length;
        const x = left + (right - left) * (1.5 * t - 1.5 * t * t + t * t * t);
        const y = a.y + (b.y - a.y) * t * t * (3 - 2 * t);
        const tip = push > 0 ? -size : size;
        const path = new Path2D(`M${x},${y + tip}L${x + size * 0.8},${y - tip * 0.6}H${x - size * 0.8}Z`);
        pen.fillStyle = push > 0 ? positive : negative;
        pen.fill(path);
        pen.strokeStyle = ink;
        pen.lineWidth = 0.8;
        pen.stroke(path);
      }),
    );
  }

  stroke(pen, path, share, colour, widest, faint) {
    pen.strokeStyle = colour;
    pen.globalAlpha = (faint + (0.95 - faint) * share) * (this.pushing >= 0 ? 0.45 : 1);
    pen.lineWidth = 0.5 + widest * share;
    pen.stroke(path);
    pen.globalAlpha = 1;
  }

  neuron(pen, ink, { x, y, size }, l, j, row) {
    const { cell, sheet, data } = this;
    const corner = size * 0.2;
    pen.save();
    pen.beginPath();
    pen.roundRect(x - size / 2, y - size / 2, size, size, cell > 1 ? corner : size / 2);
    pen.fillStyle = data.zero;
    pen.fill();
    pen.clip();
    if (sheet) {
      pen.imageSmoothingEnabled = cell > 1;
      pen.drawImage(sheet, this.frame * cell, row * cell, cell, cell, x - size / 2, y - size / 2, size, size);
    }
    pen.restore();
    pen.strokeStyle = ink;
    pen.globalAlpha = 0.55;
    pen.lineWidth = 1.2;
    pen.stroke();
    pen.globalAlpha = 1;
    if (l === 0 || size < 12) return;
    const bias = this.weight(l - 1, data.sizes[l - 1], j);
    pen.beginPath();
    pen.arc(x - size / 2, y + size / 2, 1.5 + size * 0.11 * Math.min(Math.abs(bias) / data.full, 1), 0, 7);
    pen.fillStyle = bias < 0 ? data.negative : data.positive;
    pen.fill();
    pen.lineWidth = 1;
    pen.stroke();
  }

  words(pen, ink) {
    const { labels, titles, font } = this.data;
    pen.fillStyle = ink;
    pen.font = this.font(font);
    pen.textBaseline = "middle";
    const ends = [
      [this.places[0], labels[0], -1, "right"],
      [this.places.at(-1), labels[1], 1, "left"],
    ];
    for (const [places, names, side, align] of ends) {
      if (places[0].size < 10) continue;
      pen.textAlign = align;
      names.forEach((name, j) => pen.fillText(name, places[j].x + side * (places[j].size / 2 + 6), places[j].y));
    }
    if (titles) this.headings(pen, titles, font);
  }

  headings(pen, titles, font) {
    const step = this.places.length > 1 ? this.places[1][0].x - this.places[0][0].x : Infinity;
    const last = titles.length - 1;
    const fit = titles.every((title) => pen.measureText(title).width < step - 8);
    pen.globalAlpha = 0.75;
    titles.forEach((title, l) => {
      if (!fit && l !== 0 && l !== last) return;
      pen.textAlign = fit ? "center" : l ? "right" : "left";
      pen.fillText(title, fit ? this.places[l][0].x : l ? this.root.clientWidth : 0, font * 0.8);
    });
    pen.globalAlpha = 1;
  }

  // What the pointer would be told of a neuron and of its edges, for the keyboard.
  visit(button) {
    this.visited = Boolean(button?.matches?.("button:focus-visible"));
    this.told = this.visited ? button.dataset.neuron.split(".").map(Number) : null;
    this.telling.hidden = !this.told;
    this.telling.ariaLive = "off"; // it describes the neuron that has the focus, and would be read twice
    if (!this.told) return this.draw();
    this.tell();
    const [wide, bottom] = [
      this.root.clientWidth - this.telling.offsetWidth,
      button.offsetTop + button.offsetHeight + 6,
    ];
    this.telling.style.left = `${clamp(button.offsetLeft, 0, Math.max(wide, 0))}px`;
    this.telling.style.top = `${bottom}px`;
  }

  // The weights on the edges into a neuron.
  into(layer, j) {
    const { sizes, words } = this.data;
    if (!layer) return "";
    const weights = Array.from({ length: Math.min(sizes[layer - 1], SPOKEN) }, (_, i) =>
      this.written(this.weight(layer - 1, i, j)),
    );
    return ` · ${words.weights} ${weights.join(", ")}${sizes[layer - 1] > SPOKEN ? ", …" : ""}`;
  }

  written(value) {
    return minus(value.toFixed(this.data.digits));
  }

  point(event) {
    if (!event && this.visited) return;
    this.visited = false;
    const id = event?.target.dataset?.neuron;
    const before = String(this.told);
    const [x, y] = this.at(event);
    this.told = event && (this.nearest(x, y, 6) ?? (id ? id.split(".").map(Number) : null));
    this.telling.hidden = !this.told;
    this.root.style.cursor = this.told?.length === 3 && this.data.edges ? "pointer" : "";
    if (this.told) this.tell(x, y);
    if (String(this.told) !== before) this.draw();
  }

  at(event) {
    const box = this.root.getBoundingClientRect();
    return [event?.clientX - box.left, event?.clientY - box.top];
  }

  // While edges can be chosen, a click on one, or on the mark of a bias, is none on the neuron; so is Enter on one told.
  pick(event) {
    if (!this.data.edges) return;
    const edge = event.detail ? this.nearest(...this.at(event), 12) : this.told;
    if (edge?.length !== 3) return;
    event.stopPropagation();
    this.send(edge.join("."));
  }

  // Of the edges within reach, the one that stands out is the one meant.
  nearest(px, py, reach) {
    const { edges, full, sizes } = this.data;
    let [best, told] = [reach, null];
    this.places.slice(1).forEach((to, l) =>
      to.forEach((b, j) => {
        const [x1, y1] = [b.x - b.size / 2, b.y + b.size / 2];
        if (edges && b.size >= 12 && Math.hypot(px - x1, py - y1) < 3 + b.size * 0.11) {
          [best, told] = [0, [l, sizes[l], j]];
        }
        this.places[l].forEach((a, i) => {
          const x0 = a.x + a.size / 2;
          if (px < x0 || px > x1) return;
          const t = this.along((px - x0) / (x1 - x0));
          const away = Math.abs(a.y + (b.y - a.y) * t * t * (3 - 2 * t) - py);
          const score = away + 2 - 2 * Math.min(Math.abs(this.weight(l, i, j)) / full, 1);
          if (score < best) [best, told] = [score, [l, i, j]];
        });
      }),
    );
    return told;
  }

  along(share) {
    let t = share;
    for (let k = 0; k < 4; k++) t -= (1.5 * t - 1.5 * t * t + t * t * t - share) / (1.5 - 3 * t + 3 * t * t);
    return t;
  }

  tell(x, y) {
    const { words, sizes } = this.data;
    const [layer, i, j] = this.told;
    const bias = (l, column) => ` · ${words.bias} ${this.written(this.weight(l, sizes[l], column))}`;
    const long = Boolean(this.visited && j === undefined);
    this.telling.classList.toggle("long", long);
    this.telling.textContent =
      j === undefined
        ? this.called(layer, i) + (layer ? bias(layer - 1, i) : "") + (long ? this.into(layer, i) : "")
        : i === sizes[layer]
          ? this.called(layer + 1, j) + bias(layer, j)
          : `${this.called(layer, i)} → ${this.called(layer + 1, j)}: ${this.written(this.weight(layer, i, j))}`;
    if (x === undefined) return;
    this.telling.style.left = `${clamp(x + 12, 0, Math.max(0, this.root.clientWidth - this.telling.offsetWidth))}px`;
    this.telling.style.top = `${y + 16}px`;
  }

  walk(event) {
    const id = event.target.dataset.neuron;
    const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    if (!id || !moves[event.key]) return;
    event.preventDefault();
    const [layer, j] = id.split(".").map(Number);
    const [across, down] = moves[event.key];
    if (event.shiftKey && this.data.edges) return layer && down && this.pass(layer, j, down);
    const count = this.data.sizes[layer + across];
    if (count === undefined) return;
    const next = across ? Math.min(j, count - 1) : Math.max(0, Math.min(j + down, count - 1));
    this.point(null);
    this.neurons.querySelector(`[data-neuron="${layer + across}.${next}"]`).focus();
  }

  pass(layer, j, down) {
    const count = this.data.sizes[layer - 1] + 1;
    const [l, i, to] = this.told ?? [];
    const from = l === layer - 1 && to === j ? i : down > 0 ? -1 : 0;
    this.told = [layer - 1, (from + down + count) % count, j];
    this.telling.hidden = false;
    this.telling.ariaLive = "polite";
    this.tell(0, this.data.height - 12);
    this.draw();
  }

  destroy() {
    this.sizing.disconnect();
  }
}
