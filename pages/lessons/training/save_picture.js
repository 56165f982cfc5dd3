import { chartAfter } from "../../ui/host.js";

const SVG = "http://www.w3.org/2000/svg";
const FINER = 2;
const MARGIN = 12;
const LOOKS = [500, 1500, 4000, 10000];
const STYLES = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "font-style",
  "text-anchor",
  "display",
  "visibility",
  "image-rendering",
];
const GROUNDS = { white: ["#ffffff", "#0b131b"], dark: ["#10161d", "#e8eaeb"] };

// A colour as the three numbers of its red, green and blue.
function parts(colour) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  return [...pen.getImageData(0, 0, 1, 1).data];
}

export default class Saver {
  constructor(parent) {
    this.root = parent.querySelector(".save-picture");
    this.find = (part) => this.root.querySelector(`[data-part="${part}"]`);
    this.root.addEventListener("pointerenter", () => this.offer());
    this.root.addEventListener("focusin", () => this.offer());
    this.find("picture").addEventListener("change", () => {
      this.chosen = this.key;
      this.allow();
    });
    for (const kind of ["svg", "png"]) this.find(kind).addEventListener("click", () => this.save(kind));
  }

  update(data) {
    this.data = data;
    this.root.setAttribute("aria-label", data.labels.group);
    this.find("group").textContent = data.labels.group;
    for (const part of ["picture", "ground"]) this.find(part).setAttribute("aria-label", data.labels[part]);
    for (const option of this.find("ground").options) option.textContent = data.labels[option.value];
    for (const kind of ["svg", "png"]) this.find(kind).setAttribute("aria-label", data.labels[`as_${kind}`]);
    this.find("said").textContent = "";
    this.offered = null;
    this.offer();
    // Charts are drawn when their time comes, on a slow machine seconds later.
    this.looks?.forEach(clearTimeout);
    this.looks = LOOKS.map((wait) => setTimeout(() => this.offer(), wait));
  }

  drawing(key) {
    const words = document.querySelector(`.picture-words[data-picture="${CSS.escape(key)}"]`);
    const chart = chartAfter(words)?.querySelector("svg.marks");
    const [place, part] = key.split("/");
    const within = `.st-key-${place.replace(/[^a-zA-Z0-9_-]/g, "-")}`;
    return chart ?? document.querySelector(`${within} ${part ? `.stage-${part} ` : ""}canvas`);
  }

  offer() {
    const there = this.data.pictures.filter(([key]) => this.drawing(key));
    const wanted = JSON.stringify(there);
    if (wanted !== this.offered) {
      this.offered = wanted;
      const select = this.find("picture");
      select.replaceChildren(...there.map(([key, label]) => new Option(label, key)));
      if (there.some(([key]) => key === this.chosen)) select.value = this.chosen;
    }
    this.allow();
  }

  allow() {
    const drawing = this.drawing(this.key);
    this.find("svg").disabled = !(drawing instanceof SVGElement);
    this.find("png").disabled = !drawing;
    // Pixels have the colours of the page already.
    this.find("ground").disabled = drawing instanceof HTMLCanvasElement;
    this.find("svg").title = drawing instanceof SVGElement ? "" : this.data.labels.pixels;
  }

  get key() {
    return this.find("picture").value;
  }

  // What stands over the picture: what it is, and the moment of the film.
  get title() {
    const label = this.data.pictures.find(([key]) => key === this.key)[1];
    const moment = document.querySelector(".film-player [data-part=caption]")?.textContent;
    return moment ? `${label} · ${moment}` : label;
  }

  get words() {
    const drawing = this.drawing(this.key);
    return drawing.closest("[aria-label]")?.getAttribute("aria-label") ?? this.title;
  }

  // The page's own ground and ink, or white, or dark.
  colours() {
    const asked = this.find("ground").value;
    const style = getComputedStyle(this.root);
    const page = [
      style.getPropertyValue("--st-background-color").trim(),
      style.getPropertyValue("--st-text-color").trim(),
    ];
    return { page, shown: GROUNDS[asked] ?? page };
  }

  // Letters and axes drawn for the page's ground, redrawn for another: what is almost as the page's ink becomes ink.
  recoloured(colour, { page, shown }) {
    if (page[0] === shown[0] || !/^(rgb|#)/.test(colour)) return colour;
    const [ground, ink] = page.map(parts);
    const [r, g, b, a] = parts(colour);
    const near = (to) => Math.max(Math.abs(r - to[0]), Math.abs(g - to[1]), Math.abs(b - to[2])) < 8;
    if (!a) return colour;
    if (near(ground)) return shown[0];
    if (near(ink)) return shown[1];
    const grey = Math.max(r, g, b) - Math.min(r, g, b) < 48;
    if (!grey) return colour;
    const light = (c) => (c[0] + c[1] + c[2]) / 3;
    const share = (light([r, g, b]) - light(ground)) / (light(ink) - light(ground));
    const [from, to] = shown.map(parts);
    return `rgb(${[0, 1, 2].map((i) => Math.round(from[i] + share * (to[i] - from[i]))).join(",")})`;
  }

  // The chart as a file of its own: every style written out, on a ground, under its title.
  svg(source) {
    const colours = this.colours();
    const copy = source.cloneNode(true);
    const [before, after] = [source, copy].map((root) => root.querySelectorAll("*"));
    before.forEach((node, place) => {
      if (!(node instanceof SVGGraphicsElement)) return;
      const style = getComputedStyle(node);
      const into = after[place];
      into.removeAttribute("class");
      into.removeAttribute("style");
      const letters = node instanceof SVGTextContentElement;
      for (const name of STYLES) {
        if (!letters && /^(font|text)/.test(name)) continue;
        const value = style.getPropertyValue(name);
        const paint = name === "fill" || name === "stroke";
        const ofPage = paint && (letters || this.isFrame(node));
        if (!node.closest("defs")) into.setAttribute(name, ofPage ? this.recoloured(value, colours) : value);
      }
    });
    const box = source.getBoundingClientRect();
    const [width, height] = [box.width + 2 * MARGIN, box.height + 2 * MARGIN + 26];
    const root = document.createElementNS(SVG, "svg");
    const make = (name, attributes, text) => {
      const node = root.appendChild(document.createElementNS(SVG, name));
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      if (text) node.textContent = text;
      return node;
    };
    for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) {
      root.setAttribute(key, value);
    }
    make("title", {}, this.title);
    make("desc", {}, this.words);
    make("rect", { width, height, fill: colours.shown[0] });
    const font = getComputedStyle(this.root).fontFamily;
    make(
      "text",
      { x: MARGIN, y: MARGIN + 13, "font-family": font, "font-size": 14, "font-weight": 600, fill: colours.shown[1] },
      this.title,
    );
    const inner = root.appendChild(copy);
    for (const name of ["style", "class"]) inner.removeAttribute(name);
    for (const [key, value] of Object.entries({ x: MARGIN, y: MARGIN + 26, width: box.width, height: box.height })) {
      inner.setAttribute(key, value);
    }
    if (!inner.hasAttribute("viewBox")) inner.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
    return [new XMLSerializer().serializeToString(root), width, height];
  }

  // Whether a mark belongs to the axes or covers what is still to come, and so has the colours of the page.
  isFrame(node) {
    return node.closest(".role-axis, .mark-rule, .mark-rect, .role-frame") !== null;
  }

  async png(source) {
    const canvas = document.createElement("canvas");
    const pen = canvas.getContext("2d");
    if (source instanceof SVGElement) {
      const [text, width, height] = this.svg(source);
      const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
      const image = new Image();
      image.src = address;
      await image.decode();
      Object.assign(canvas, { width: Math.round(width * FINER), height: Math.round(height * FINER) });
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
    } else {
      const { page } = this.colours();
      const scale = source.width / source.clientWidth;
      const [margin, top] = [MARGIN * scale, (MARGIN + 26) * scale];
      Object.assign(canvas, { width: source.width + 2 * margin, height: source.height + top + margin });
      pen.fillStyle = page[0];
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.fillStyle = page[1];
      pen.font = `600 ${14 * scale}px ${getComputedStyle(this.root).fontFamily}`;
      pen.fillText(this.title, margin, (MARGIN + 13) * scale);
      pen.drawImage(source, margin, top);
    }
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  async save(kind) {
    this.offer();
    const source = this.drawing(this.key);
    if (!source) return;
    const file = kind === "svg" ? new Blob([this.svg(source)[0]], { type: "image/svg+xml" }) : await this.png(source);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    const frame = /** @type {HTMLElement} */ (document.querySelector(".film-player"))?.dataset.frame;
    link.download = `${this.key.replace(/[^a-z0-9]+/gi, "_")}${frame ? `_${frame}` : ""}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    this.find("said").textContent = this.data.labels.saved.replace("{name}", link.download);
  }
}
