import { clamp, Later, minus } from "../kit.js";

const EDGE = "#16202b";
const PAPER = "#ffffff";
const ARROW = 58;
const SQUARE = 34;
const round = (value) => Number(value.toPrecision(3));

export default class Landscape {
  /** @type {number} */
  wide;
  /** @type {number} */
  high;

  constructor(parent) {
    this.root = parent.querySelector(".landscape");
    this.later = new Later(() => this.report());
    this.canvas = this.root.querySelector("canvas");
    this.handle = this.root.querySelector(".start");
    this.input = this.root.querySelector("input");
    this.input.addEventListener("input", () => this.draw());
    this.sizing = new ResizeObserver(() => this.arrange());
    this.sizing.observe(this.root.parentElement);
    this.root.addEventListener("pointerdown", (event) => this.press(event));
    this.root.addEventListener("pointermove", (event) => this.held === event.pointerId && this.follow(event));
    this.root.addEventListener("pointerup", (event) => this.release(event));
    this.root.addEventListener("pointercancel", () => this.forget());
    this.handle.addEventListener("keydown", (event) => this.key(event));
    this.handle.addEventListener("blur", () => this.later.waiting && this.report());
  }

  update(data, report) {
    this.data = data;
    this.send = (value) => report("start", value);
    this.input.name = data.name;
    if (!this.later.waiting && this.held === undefined) this.at = data.start;
    this.root.dataset.movable = data.movable;
    this.root.setAttribute("aria-label", data.alt);
    this.root.setAttribute("role", data.movable ? "group" : "img");
    this.handle.disabled = !data.movable;
    if (this.url !== data.image) {
      const image = new Image();
      image.src = this.url = data.image;
      image.decode().then(() => {
        if (this.url !== data.image) return;
        this.image = image;
        this.draw();
      });
    }
    this.arrange();
  }

  arrange() {
    if (!this.data) return;
    const { font, height } = this.data;
    this.left = font * (this.data.ticks ? 5.6 : 3.4);
    this.below = font * 2.8;
    const [x0, x1, y0, y1] = this.data.extent;
    const ratio = clamp((y1 - y0) / (x1 - x0), 0.5, 1);
    const wide = Math.min(this.root.parentElement.clientWidth - this.left - 10, (height - this.below - 8) / ratio);
    if (wide <= 0) return;
    [this.wide, this.high] = [wide, wide * ratio];
    const [width, tall] = [wide + this.left + 10, this.high + this.below + 8];
    Object.assign(this.root.style, { width: `${width}px`, height: `${tall}px` });
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * scale);
    this.canvas.height = Math.round(tall * scale);
    this.draw();
  }

  get frame() {
    return Math.min(Number(this.input.value), this.data.steps.length - 1);
  }

  /** @param {Place} point @returns {Place} */
  place([x, y]) {
    const [x0, x1, y0, y1] = this.data.extent;
    return [this.left + ((x - x0) / (x1 - x0)) * this.wide, 8 + ((y1 - y) / (y1 - y0)) * this.high];
  }

  press(event) {
    if (!this.data.movable || event.button !== 0) return;
    const box = this.root.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left - this.left, event.clientY - box.top - 8];
    if (event.target !== this.handle && (x < 0 || y < 0 || x > this.wide || y > this.high)) return;
    this.held = event.pointerId;
    this.before = this.at;
    this.root.setPointerCapture(event.pointerId);
    this.handle.focus({ preventScroll: true });
    event.preventDefault();
    this.follow(event);
  }

  follow(event) {
    const [x0, x1, y0, y1] = this.data.extent;
    const box = this.root.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left - this.left) / this.wide, (event.clientY - box.top - 8) / this.high];
    this.move([x0 + x * (x1 - x0), y1 - y * (y1 - y0)]);
  }

  move([x, y]) {
    const [x0, x1, y0, y1] = this.data.extent;
    this.at = [round(clamp(x, x0, x1)), round(clamp(y, y0, y1))];
    this.draw();
  }

  release(event) {
    if (this.held !== event.pointerId) return;
    this.held = undefined;
    this.report();
  }

  forget() {
    if (this.held === undefined) return;
    this.held = undefined;
    this.move(this.before);
  }

  key(event) {
    const moves = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    if (event.key === "Enter" && this.later.waiting) return this.report();
    if (!moves[event.key] || !this.data.movable) return;
    event.preventDefault();
    const [x0, x1, y0, y1] = this.data.extent;
    const stride = event.shiftKey ? 8 : 40;
    const [across, up] = moves[event.key];
    this.move([this.at[0] + (across * (x1 - x0)) / stride, this.at[1] + (up * (y1 - y0)) / stride]);
    this.later.start();
  }

  report() {
    this.later.stop();
    if (String(this.at) !== String(this.data.start)) this.send(this.at);
  }

  draw() {
    const { data, canvas } = this;
    if (!data || !this.wide) return;
    const pen = canvas.getContext("2d");
    const scale = window.devicePixelRatio || 1;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.clearRect(0, 0, canvas.width, canvas.height);
    this.root.dataset.shown = this.frame;
    this.axes(pen);
    pen.save();
    pen.beginPath();
    pen.rect(this.left, 8, this.wide, this.high);
    pen.fillStyle = PAPER;
    pen.fill();
    pen.clip();
    if (this.image) pen.drawImage(this.image, this.left, 8, this.wide, this.high);
    if (data.ticks) {
      pen.strokeStyle = "#c3c5cd";
      pen.lineWidth = 2;
      pen.strokeRect(this.left, 8, this.wide, this.high);
    }
    data.minima.forEach((point) => this.minimum(pen, this.place(point)));
    data.marks.slice(0, this.frame + 1).forEach((mark) => this.disc(pen, mark));
    const moved = String(this.at) !== String(data.start);
    pen.globalAlpha = moved ? 0.25 : 1;
    data.racers.forEach((racer) => this.trail(pen, racer));
    if (!moved) data.racers.forEach((racer) => this.racer(pen, racer));
    pen.restore();
    const [x, y] = this.place(this.at);
    Object.assign(this.handle.style, { left: `${x}px`, top: `${y}px` });
    const told = this.at.map(minus);
    this.handle.setAttribute("aria-label", data.label.replace("{x}", told[0]).replace("{y}", told[1]));
    this.handle.title = this.handle.ariaLabel;
    const [low, high] = data.extent;
    const slider = { valuemin: low, valuemax: high, valuenow: this.at[0], valuetext: `(${told.join(", ")})` };
    for (const [name, value] of Object.entries(slider)) this.handle.setAttribute(`aria-${name}`, value);
  }

  axes(pen) {
    const {
      data,
      data: { extent, font, titles },
    } = this;
    pen.font = `${font}px ${getComputedStyle(this.root).fontFamily}`;
    pen.fillStyle = getComputedStyle(this.root).color;
    const [bottom, middle] = [8 + this.high, this.left + this.wide / 2];
    const ticks = (low, high) => {
      const rough = (high - low) / 5;
      const power = 10 ** Math.floor(Math.log10(rough));
      const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999);
      return Array.from({ length: 9 }, (_, i) => (Math.ceil(low / step - 1e-9) + i) * step).filter(
        (t) => t <= high + step * 1e-6,
      );
    };
    const written = (value) => minus(Number(value.toPrecision(4)) || 0);
    const numbers = (axis) =>
      data.ticks?.[axis] ?? ticks(extent[2 * axis], extent[2 * axis + 1]).map((tick) => [tick, written(tick)]);
    pen.textAlign = "center";
    pen.textBaseline = "top";
    for (const [tick, words] of numbers(0)) pen.fillText(words, this.place([tick, 0])[0], bottom + 4);
    pen.fillText(titles[0], middle, bottom + 6 + font * 1.15);
    pen.textAlign = "right";
    pen.textBaseline = "middle";
    for (const [tick, words] of numbers(1)) pen.fillText(words, this.left - 5, this.place([0, tick])[1]);
    pen.save();
    pen.translate(font * 0.6, 8 + this.high / 2);
    pen.rotate(-Math.PI / 2);
    pen.textAlign = "center";
    pen.fillText(titles[1], 0, 0);
    pen.restore();
  }

  // A disc in its own shade; without one a cross.
  disc(pen, [x, y, fill]) {
    const [left, top] = this.place([x, y]);
    pen.beginPath();
    if (fill) pen.arc(left, top, 6, 0, 2 * Math.PI);
    else {
      for (const slope of [1, -1]) {
        pen.moveTo(left - 5, top - 5 * slope);
        pen.lineTo(left + 5, top + 5 * slope);
      }
    }
    pen.fillStyle = fill || EDGE;
    if (fill) pen.fill();
    pen.lineWidth = fill ? 1 : 2.5;
    pen.strokeStyle = fill ? EDGE : "#c43a8b";
    pen.stroke();
  }

  /** @param {CanvasRenderingContext2D} pen @param {Place} at */
  minimum(pen, [x, y]) {
    pen.beginPath();
    for (const [dx, dy] of [
      [6, 6],
      [6, -6],
    ]) {
      pen.moveTo(x - dx, y - dy);
      pen.lineTo(x + dx, y + dy);
    }
    /** @type {[number, string][]} */
    const strokes = [
      [5, PAPER],
      [2, EDGE],
    ];
    for (const [width, colour] of strokes) {
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.stroke();
    }
  }

  point(racer, step) {
    const k = Math.min(step, racer.trajectory.length / 2 - 1);
    return [racer.trajectory[2 * k], racer.trajectory[2 * k + 1]];
  }

  seen(racer, step) {
    let k = Math.min(step, racer.trajectory.length / 2 - 1);
    const inside = (at) => this.inside(this.place(this.point(racer, at)));
    if (inside(k)) return k;
    while (k > 1 && !inside(k - 1)) k--;
    return k;
  }

  trail(pen, racer) {
    const last = this.seen(racer, this.data.steps[this.frame]);
    pen.beginPath();
    for (let k = 0; k <= last; k++) {
      const [x, y] = this.place(this.point(racer, k)).map((value) => clamp(value, -1e5, 1e5));
      if (k) pen.lineTo(x, y);
      else pen.moveTo(x, y);
    }
    pen.lineJoin = "round";
    pen.setLineDash([]);
    pen.strokeStyle = PAPER;
    pen.lineWidth = 4.5;
    pen.stroke();
    pen.setLineDash(racer.dash);
    pen.strokeStyle = racer.colour;
    pen.lineWidth = 2.4;
    pen.stroke();
    pen.setLineDash([]);
  }

  racer(pen, racer) {
    const step = this.data.steps[this.frame];
    const here = this.place(this.point(racer, step));
    if (!this.inside(here)) return this.outside(pen, racer, step);
    const frame = Math.min(this.frame, racer.shown - 1);
    if (racer.squares) this.squares(pen, racer, here, racer.squares.slice(2 * frame, 2 * frame + 2));
    if (racer.velocity) this.arrow(pen, racer, here, racer.velocity.slice(2 * frame, 2 * frame + 2));
    this.mark(pen, racer, here, 6.5);
  }

  inside(place) {
    return place.every((value, i) => value >= this.low[i] && value <= this.low[i] + [this.wide, this.high][i]);
  }

  get low() {
    return [this.left, 8];
  }

  /** @param {CanvasRenderingContext2D} pen @param {any} racer @param {Place} at @param {number} size */
  mark(pen, racer, [x, y], size) {
    pen.save();
    pen.translate(x, y);
    pen.scale(size, size);
    pen.lineWidth = 0.32;
    pen.fillStyle = racer.colour;
    pen.strokeStyle = PAPER;
    const shape = new Path2D(racer.outline);
    pen.fill(shape);
    pen.stroke(shape);
    pen.restore();
  }

  /** @param {CanvasRenderingContext2D} pen @param {any} racer @param {Place} at @param {number[]} sizes */
  squares(pen, racer, [x, y], [across, up]) {
    const [width, height] = [Math.max(across * SQUARE * 2, 1), Math.max(up * SQUARE * 2, 1)];
    pen.fillStyle = racer.colour;
    pen.globalAlpha = 0.2;
    pen.fillRect(x - width / 2, y - height / 2, width, height);
    pen.globalAlpha = 1;
    pen.strokeStyle = racer.colour;
    pen.lineWidth = 1.2;
    pen.strokeRect(x - width / 2, y - height / 2, width, height);
  }

  /** @param {CanvasRenderingContext2D} pen @param {any} racer @param {Place} at @param {number[]} velocity */
  arrow(pen, racer, [x, y], [across, up]) {
    const [dx, dy] = [across * ARROW, -up * ARROW];
    const length = Math.hypot(dx, dy);
    if (length < 3) return;
    const [ux, uy] = [dx / length, dy / length];
    const head = Math.min(9, length * 0.6);
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x + dx, y + dy);
    pen.moveTo(x + dx - head * (ux - 0.5 * uy), y + dy - head * (uy + 0.5 * ux));
    pen.lineTo(x + dx, y + dy);
    pen.lineTo(x + dx - head * (ux + 0.5 * uy), y + dy - head * (uy - 0.5 * ux));
    for (const [width, colour] of [
      [5.5, PAPER],
      [2.6, EDGE],
      [1.4, racer.colour],
    ]) {
      pen.lineWidth = width;
      pen.strokeStyle = colour;
      pen.stroke();
    }
  }

  outside(pen, racer, step) {
    const k = this.seen(racer, step);
    const [from, to] = [this.place(this.point(racer, k - 1)), this.place(this.point(racer, k))];
    const [low, room] = [this.low, [this.wide, this.high]];
    const shares = to.map((end, i) => {
      const wall = end > low[i] + room[i] ? low[i] + room[i] : end < low[i] ? low[i] : end;
      return wall === end ? 1 : (wall - from[i]) / (end - from[i]);
    });
    const share = Math.min(...shares);
    const [x, y] = from.map((value, i) => clamp(value + share * (to[i] - value), low[i] + 12, low[i] + room[i] - 12));
    this.mark(pen, racer, [x, y], 6.5);
    const side = x > this.left + this.wide / 2 ? -1 : 1;
    const words = this.data.left.replace("{step}", this.data.counted?.[k] ?? k);
    pen.textAlign = side < 0 ? "right" : "left";
    pen.textBaseline = "middle";
    pen.font = `600 ${this.data.font}px ${getComputedStyle(this.root).fontFamily}`;
    pen.lineWidth = 4;
    pen.strokeStyle = PAPER;
    pen.strokeText(words, x + side * 12, y);
    pen.fillStyle = racer.colour;
    pen.fillText(words, x + side * 12, y);
  }

  destroy() {
    this.sizing.disconnect();
    this.later.stop();
  }
}
