const STRENGTHS = 12;
const SPOKEN = 12; // weights told of a neuron that the keyboard is on
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

class Diagram {
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
    this.root.addEventListener("keydown", (event) => this.walk(event));
    this.root.addEventListener("focusin", (event) => this.visit(event.target));
    this.root.addEventListener("focusout", () => this.visit(null));
    this.telling.id = `telling-${Math.random().toString(36).slice(2)}`;
  }

  update(data, choose) {
    const bytes = Uint8Array.from(atob(data.theta), (letter) => letter.charCodeAt(0));
    this.theta = data.bytes === 1 ? new Int8Array(bytes.buffer) : new Int16Array(bytes.buffer);
    this.pushes = data.pushes && Int8Array.from(atob(data.pushes), (letter) => letter.charCodeAt(0));
    this.data = data;
    this.choose = choose;
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
      return Array.from({ length: count }, (_, j) => ({ x, y: this.top + room / 2 + (j - (count - 1) / 2) * pitch, size }));
    });
    const ids = this.places.flatMap((layer, l) => layer.map((_, j) => `${l}.${j}`));
    while (this.neurons.children.length > ids.length) this.neurons.lastChild.remove();
    ids.forEach((id, i) => {
      const [layer, j] = id.split(".").map(Number);
      const button = this.neurons.children[i] ?? this.neurons.appendChild(this.button());
      const { x, y, size } = this.places[layer][j];
      Object.assign(button.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px`, width: `${size}px`, height: `${size}px` });
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
    return names.length && this.data.sizes.length > 1 ? Math.max(...names.map((name) => pen.measureText(name).width)) + 6 : 0;
  }

  font(size) {
    return `${size}px ${getComputedStyle(this.root).fontFamily}`;
  }

  button() {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("aria-describedby", this.telling.id);
    button.addEventListener("click", () => this.data.choosable && this.choose(button.dataset.neuron));
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
    if (this.told) this.tell();
  }

  edges(pen, from, to, l) {
    const { positive, negative, full } = this.data;
    const crowd = Math.sqrt(from.length * to.length);
    const widest = clamp(36 / crowd, 1.5, 6);
    const faint = clamp(2.4 / crowd, 0.08, 0.35);
    const [left, right] = [from[0].x + from[0].size / 2, to[0].x - to[0].size / 2];
    const middle = (left + right) / 2;
    const paths = Array.from({ length: 2 * STRENGTHS + 2 }, () => null);
    from.forEach((a, i) =>
      to.forEach((b, j) => {
        const w = this.weight(l, i, j);
        const strength = Math.round(Math.min(Math.abs(w) / full, 1) * STRENGTHS);
        const path = (paths[2 * strength + (w < 0)] ??= new Path2D());
        path.moveTo(left, a.y);
        path.bezierCurveTo(middle, a.y, middle, b.y, right, b.y);
      }),
    );
    paths.forEach((path, k) => path && this.stroke(pen, path, (k >> 1) / STRENGTHS, k & 1 ? negative : positive, widest, faint));
    const [layer, i, j] = this.told?.length === 3 ? this.told : [];
    if (layer !== l) return;
    const path = new Path2D();
    path.moveTo(left, from[i].y);
    path.bezierCurveTo(middle, from[i].y, middle, to[j].y, right, to[j].y);
    this.stroke(pen, path, 1, this.weight(l, i, j) < 0 ? negative : positive, widest + 2, 1);
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
    const ends = [[this.places[0], labels[0], -1, "right"], [this.places.at(-1), labels[1], 1, "left"]];
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
    if (!this.told) return this.draw();
    this.tell();
    const [wide, bottom] = [this.root.clientWidth - this.telling.offsetWidth, button.offsetTop + button.offsetHeight + 6];
    this.telling.style.left = `${clamp(button.offsetLeft, 0, Math.max(wide, 0))}px`;
    this.telling.style.top = `${bottom}px`;
  }

  // The weights on the edges into a neuron.
  into(layer, j) {
    const { sizes, words } = this.data;
    if (!layer) return "";
    const weights = Array.from({ length: Math.min(sizes[layer - 1], SPOKEN) }, (_, i) => this.written(this.weight(layer - 1, i, j)));
    return ` · ${words.weights} ${weights.join(", ")}${sizes[layer - 1] > SPOKEN ? ", …" : ""}`;
  }

  written(value) {
    return value.toFixed(this.data.digits).replace("-", "−");
  }

  point(event) {
    if (!event && this.visited) return;
    this.visited = false;
    const button = event?.target.closest?.("button");
    const before = String(this.told);
    this.told = !event ? null : button ? button.dataset.neuron.split(".").map(Number) : this.nearest(event);
    this.telling.hidden = !this.told;
    if (event && this.told) this.tell(event);
    if (String(this.told) !== before) this.draw();
  }

  nearest(event) {
    const box = this.root.getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    let [best, told] = [6, null];
    this.places.slice(1).forEach((to, l) =>
      this.places[l].forEach((a, i) =>
        to.forEach((b, j) => {
          const [x0, x1] = [a.x + a.size / 2, b.x - b.size / 2];
          if (px < x0 || px > x1) return;
          const t = this.along((px - x0) / (x1 - x0));
          const distance = Math.abs(a.y + (b.y - a.y) * t * t * (3 - 2 * t) - py);
          if (distance < best) [best, told] = [distance, [l, i, j]];
        }),
      ),
    );
    return told;
  }

  along(share) {
    let t = share;
    for (let k = 0; k < 4; k++) t -= (1.5 * t - 1.5 * t * t + t * t * t - share) / (1.5 - 3 * t + 3 * t * t);
    return t;
  }

  tell(event) {
    const { words, sizes } = this.data;
    const [layer, i, j] = this.told;
    const own = layer ? ` · ${words.bias} ${this.written(this.weight(layer - 1, sizes[layer - 1], i))}` : "";
    const bias = own + (this.visited ? this.into(layer, i) : "");
    this.telling.classList.toggle("long", this.visited);
    const edge = j === undefined ? "" : `${this.called(layer, i)} → ${this.called(layer + 1, j)}: `;
    this.telling.textContent = edge ? `${edge}${this.written(this.weight(layer, i, j))}` : this.called(layer, i) + bias;
    if (!event) return;
    const box = this.root.getBoundingClientRect();
    const x = event.clientX - box.left;
    this.telling.style.left = `${Math.max(0, Math.min(x + 12, box.width - this.telling.offsetWidth))}px`;
    this.telling.style.top = `${event.clientY - box.top + 16}px`;
  }

  walk(event) {
    const id = event.target.dataset.neuron;
    const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    if (!id || !moves[event.key]) return;
    event.preventDefault();
    const [layer, j] = id.split(".").map(Number);
    const [across, down] = moves[event.key];
    const count = this.data.sizes[layer + across];
    if (count === undefined) return;
    const next = across ? Math.min(j, count - 1) : Math.max(0, Math.min(j + down, count - 1));
    this.neurons.querySelector(`[data-neuron="${layer + across}.${next}"]`).focus();
  }

  destroy() {
    this.sizing.disconnect();
  }
}

export default function ({ data: [data], parentElement, setTriggerValue }) {
  const diagram = (parentElement.networkDiagram ??= new Diagram(parentElement));
  diagram.update(data, (neuron) => setTriggerValue("chosen", neuron));
  return () => {
    diagram.destroy();
    delete parentElement.networkDiagram;
  };
}
