const SVG = "http://www.w3.org/2000/svg";

function draw(kind, into, attributes = {}, words = null) {
  const element = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (words !== null) element.textContent = words;
  return into.appendChild(element);
}

export default class Graph {
  constructor(parent) {
    this.root = parent.querySelector(".operations");
    this.find = (part) => this.root.querySelector(part);
    this.input = this.find("input");
    this.svg = this.find("svg");
    this.stage = this.find(".graph-view");
    this.input.addEventListener("input", () => this.show());
    this.svg.addEventListener("click", (event) => this.pick(event.target.closest(".parameter")));
    this.svg.addEventListener("keydown", (event) => this.key(event));
  }

  update(data, report) {
    const focused = this.svg.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.name
      : null;
    this.data = data;
    this.send = (value) => report("chosen", value);
    this.input.name = data.name;
    this.root.setAttribute("aria-label", data.alt);
    this.find(".phases").replaceChildren(
      ...data.phases.map(([id, word]) => {
        const item = document.createElement("li");
        item.dataset.phase = id;
        item.textContent = word;
        return item;
      }),
    );
    this.build();
    this.shown = undefined;
    this.show();
    if (focused) this.card(focused)?.focus();
  }

  card(name) {
    return this.svg.querySelector(`[data-name="${name}"]`);
  }

  build() {
    const { cards, edges, neurons, width, height, card, font, words, selected, way, above } = this.data;
    const [w, h] = card;
    this.svg.replaceChildren();
    this.svg.setAttribute("viewBox", `-12 -12 ${width + 24} ${height + 24}`);
    this.svg.style.aspectRatio = `${width + 24} / ${height + 24}`;
    this.root.classList.toggle("stacked", this.data.stacked);
    this.root.style.setProperty("--above", `${above}px`);
    this.svg.style.fontSize = `${font}px`;
    for (const [x, y, wide, high] of neurons) {
      draw("rect", this.svg, { class: "neuron", x, y, width: wide, height: high, rx: 14 });
    }
    this.edges = edges.map(([from, to, slope]) => {
      const [[ax, ay], [bx, by]] = [cards[from].at, cards[to].at];
      const down = ax === bx;
      const path = down
        ? `M${ax + w / 2},${ay + h}V${by}`
        : `M${ax + w},${ay + h / 2}C${ax + w + 17},${ay + h / 2} ${bx - 20},${by + h / 2} ${bx},${by + h / 2}`;
      return { path: draw("path", this.svg, { class: "edge", d: path }), down, ax, bx, by, slope };
    });
    for (const edge of this.edges) {
      const [x, y] = edge.down ? [edge.bx + w / 2 + 6, edge.by - 5] : [edge.bx - 5, edge.by + h / 2 - 6];
      const anchor = edge.down ? "start" : "end";
      edge.label = draw(
        "text",
        this.svg,
        { class: "slope", x, y, "text-anchor": anchor, "font-size": font - 1 },
        edge.slope,
      );
      const room = edge.bx - edge.ax - w - 10; // A longer number would lie under the card before it.
      if (!edge.down && edge.label.getComputedTextLength() > room) {
        edge.label.setAttribute("textLength", room);
        edge.label.setAttribute("lengthAdjust", "spacingAndGlyphs");
      }
    }
    this.cards = cards.map(({ name, label, at: [x, y], parameter }) => {
      const group = draw("g", this.svg, { class: parameter ? "parameter" : "", "data-name": name });
      if (parameter) {
        group.setAttribute("role", "button");
        group.setAttribute("tabindex", name === selected ? 0 : -1);
        group.setAttribute("aria-pressed", name === selected);
        group.setAttribute("aria-label", words.choose.replace("{name}", label));
      }
      const half = h / 2;
      draw("rect", group, { class: "paper", x, y, width: w, height: h, rx: 8 });
      const value = draw("rect", group, { x, y, width: w, height: half, rx: 8 });
      const gradient = draw("rect", group, { x, y: y + half, width: w, height: half, rx: 8 });
      draw("rect", group, { class: "frame", x, y, width: w, height: h, rx: 8 });
      draw("text", group, { class: "name", x: x + 6, y: y + half - 5.5 }, label);
      draw("text", group, { class: "name", x: x + 6, y: y + h - 5.5 }, "∂");
      const row = (at) => draw("text", group, { class: "number", x: x + w - 6, y: at }, "");
      return { group, value: [value, row(y + half - 5.5)], gradient: [gradient, row(y + h - 5.5)], at: [x, y] };
    });
    for (const [k, edge] of edges.entries()) {
      const on = way.some((nodes) => nodes.some((node, i) => node === edge[0] && nodes[i + 1] === edge[1]));
      this.edges[k].path.classList.toggle("on-way", on);
    }
    for (const node of new Set(way.flat())) this.cards[node].group.classList.add("on-way");
  }

  show() {
    const { frames, edges, told, positive, negative } = this.data;
    const frame = Math.min(Number(this.input.value), frames.length - 1);
    if (frame === this.shown) return;
    this.shown = frame;
    this.root.dataset.shown = frame;
    const now = frames[frame];
    const known = this.cards.map(() => ({ value: ["", 0], gradient: ["", 0] }));
    for (const { set } of frames.slice(0, frame + 1)) {
      for (const [node, what, words, share] of set) known[node][what] = [words, share];
    }
    this.cards.forEach((card, i) => {
      card.group.classList.toggle("lit", i === now.lit);
      for (const what of ["value", "gradient"]) {
        const [words, share] = known[i][what];
        card[what][1].textContent = words;
        card[what][0].setAttribute("fill", share < 0 ? negative : positive);
        card[what][0].setAttribute("fill-opacity", 0.5 * Math.abs(share));
      }
    });
    this.edges.forEach(({ path, label }, k) => {
      const [, to, , walked] = edges[k];
      const into = now.lit === to && now.phase !== "update";
      path.classList.toggle("lit", into);
      label.style.display = walked <= frame ? "" : "none";
      label.style.fontWeight = walked === frame ? 700 : 400;
      label.style.opacity = walked === frame || frames[frame].phase !== "backward" ? 1 : 0.65;
    });
    for (const item of this.find(".phases").children) {
      if (item.dataset.phase === now.phase) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    }
    this.find(".told").textContent = told[frame];
    if (now.lit >= 0) this.follow(this.cards[now.lit].group);
  }

  follow(card) {
    const [box, stage] = [card.getBoundingClientRect(), this.stage.getBoundingClientRect()];
    const room = 60;
    if (box.left < stage.left + room) this.stage.scrollLeft += box.left - stage.left - room;
    else if (box.right > stage.right - room) this.stage.scrollLeft += box.right - stage.right + room;
  }

  pick(card) {
    if (card && card.dataset.name !== this.data.selected) this.send(card.dataset.name);
  }

  key(event) {
    const card = event.target.closest(".parameter");
    if (!card) return;
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" || event.key === " ") this.pick(card);
    else if (step) {
      const place = ({ dataset }) => this.data.cards.find(({ name }) => name === dataset.name).at;
      const before = ([ax, ay], [bx, by]) => ax - bx || ay - by;
      const all = [...this.svg.querySelectorAll(".parameter")].sort((a, b) => before(place(a), place(b)));
      all[Math.max(0, Math.min(all.indexOf(card) + step, all.length - 1))].focus();
    } else return;
    event.preventDefault();
  }
}
