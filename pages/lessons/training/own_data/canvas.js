import { clamp, Later, minus } from "../../../ui/kit.js";

const EDGE = "#16202b";
const PAPER = "#ffffff";
const NEAR = 11; // pixels within which a point is taken hold of
const SPRAY = 13; // pixels that the pointer moves between two sprayed points
const ERASER = "erase";
const MOVES = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

export default class Drawing {
  constructor(parent) {
    this.root = parent.querySelector(".drawing");
    this.later = new Later(() => this.report(), 500);
    this.plane = this.root.querySelector(".drawing-plane");
    this.canvas = this.root.querySelector("canvas");
    this.said = this.root.querySelector(".drawing-said");
    /** The class or group that is put down, or the eraser. @type {number | string} */
    this.tool = 0;
    this.points = [];
    this.past = [];
    this.sent = [];
    this.cursor = [0, 0];
    this.sizing = new ResizeObserver(() => this.arrange());
    this.sizing.observe(this.plane);
    const listen = (type, act) => this.plane.addEventListener(type, act);
    listen("pointerdown", (event) => this.data.locked || this.press(event));
    listen("pointermove", (event) => this.held?.pointer === event.pointerId && this.follow(event));
    listen("pointerup", (event) => this.release(event));
    listen("pointercancel", (event) => this.release(event));
    listen("contextmenu", (event) => event.preventDefault());
    listen("keydown", (event) => this.data.locked || this.key(event));
    listen("focus", () => this.draw());
    listen("blur", () => this.draw());
    this.root
      .querySelectorAll("[data-do]")
      .forEach((button) => button.addEventListener("click", () => this[button.dataset.do]()));
  }

  update(data, report) {
    const words = JSON.stringify(data.words);
    this.root.style.fontSize = `${data.font + 1}px`;
    this.data = data;
    this.send = (value) => report("points", value);
    if (this.words !== words) {
      this.words = words;
      this.furnish();
    }
    const word = JSON.stringify(data.points);
    const echo = this.sent.indexOf(word);
    if (echo >= 0) this.sent.splice(0, echo + 1);
    else if (word !== this.known) {
      this.later.stop();
      this.sent = [];
      this.held = undefined;
      if (this.known) this.past.push(this.points);
      this.points = data.points.map((point) => [...point]);
    }
    this.known = word;
    this.root.querySelector(".drawing-note").textContent = data.note;
    this.root.querySelectorAll("button").forEach((button) => (button.disabled = data.locked));
    this.arrange();
  }

  furnish() {
    const { words, names, colours, outlines } = this.data;
    const tools = this.root.querySelector(".drawing-classes");
    tools.replaceChildren(
      ...[...names.keys(), ERASER].map((tool) => {
        const button = document.createElement("button");
        const erases = tool === ERASER;
        Object.assign(button, {
          type: "button",
          title: erases ? words.erase : words.add.replace("{name}", names[tool]),
        });
        button.setAttribute("aria-label", button.title);
        button.dataset.tool = tool;
        button.innerHTML = erases
          ? ""
          : `<svg viewBox="-1.2 -1.2 2.4 2.4" aria-hidden="true"><path d="${outlines[tool]}" fill="${colours[tool]}"/></svg>`;
        button.append(erases ? words.erase : names[tool]);
        button.addEventListener("click", () => this.take(tool));
        return button;
      }),
    );
    this.root.querySelectorAll("[data-do]").forEach((button) => (button.textContent = words[button.dataset.do]));
    this.root.querySelector(".drawing-help").textContent = words.help;
    this.root.setAttribute("aria-label", this.data.title);
    tools.setAttribute("aria-label", this.data.title);
    this.marks = outlines.map((outline) => new Path2D(outline));
  }

  take(tool) {
    this.tool = tool;
    this.say(tool === ERASER ? "erasing" : "chosen", { name: this.data.names[tool] });
    this.draw();
  }

  say(word, numbers) {
    const all = { count: this.points.length, most: this.data.most, ...numbers };
    this.said.textContent = this.fill(word, all);
  }

  fill(word, numbers) {
    return Object.entries(numbers).reduce(
      (text, [name, value]) => text.replace(`{${name}}`, value),
      this.data.words[word],
    );
  }

  /** @param {number[]} point */
  told([x, y]) {
    const written = (value) => minus((value / 100).toFixed(2));
    return { x: written(x), y: written(y) };
  }

  arrange() {
    const wide = this.plane.clientWidth;
    if (!this.data || !wide) return;
    this.wide = wide;
    const scale = window.devicePixelRatio || 1;
    this.canvas.width = this.canvas.height = Math.round(wide * scale);
    this.draw();
  }

  pixel(value) {
    return ((value + this.data.reach) / (2 * this.data.reach)) * this.wide;
  }

  place(event, jitter = 0) {
    const box = this.plane.getBoundingClientRect();
    const { reach } = this.data;
    const off = () => (Math.random() + Math.random() - 1) * jitter;
    const unit = (pixels) => clamp(Math.round((pixels / this.wide) * 2 * reach - reach), -reach, reach);
    return [unit(event.clientX - box.left + off()), -unit(event.clientY - box.top + off())];
  }

  /** @param {Place} point @param {number} pixels */
  nearest([x, y], pixels) {
    const far = (pixels / this.wide) * 2 * this.data.reach;
    let [best, found] = [far, -1];
    this.points.forEach(([px, py], i) => {
      const distance = Math.hypot(px - x, py - y);
      if (distance <= best) [best, found] = [distance, i];
    });
    return found;
  }

  keep() {
    this.past.push(this.points.map((point) => [...point]));
    if (this.past.length > 100) this.past.shift();
  }

  add(at) {
    if (this.points.length >= this.data.most) {
      this.say("full");
      return false;
    }
    this.points.push([...at, this.tool]);
    return true;
  }

  press(event) {
    if (this.held || event.button === 1) return;
    event.preventDefault();
    this.plane.focus({ preventScroll: true });
    this.later.stop();
    const at = this.place(event);
    this.cursor = at;
    const erases = event.button === 2 || event.ctrlKey || this.tool === ERASER;
    const index = this.nearest(at, NEAR);
    this.keep();
    this.plane.setPointerCapture(event.pointerId);
    this.held = { pointer: event.pointerId, erases, x: event.clientX, y: event.clientY, before: this.points.length };
    if (erases) this.erase(at);
    else if (index >= 0) this.held.index = index;
    else this.held.sprays = this.add(at);
    this.draw();
  }

  follow(event) {
    const { held } = this;
    const at = this.place(event);
    if (held.erases) this.erase(at);
    else if (held.index !== undefined) {
      this.points[held.index].splice(0, 2, ...at);
      held.moved = true;
    } else if (held.sprays && Math.hypot(event.clientX - held.x, event.clientY - held.y) >= SPRAY) {
      [held.x, held.y] = [event.clientX, event.clientY];
      held.sprays = this.add(this.place(event, SPRAY));
    }
    this.cursor = at;
    this.draw();
  }

  erase(at) {
    const index = this.nearest(at, NEAR);
    if (index >= 0) this.points.splice(index, 1);
  }

  release(event) {
    const { held } = this;
    if (held?.pointer !== event.pointerId) return;
    this.held = undefined;
    const added = this.points.length - held.before;
    if (!added && !held.moved) this.past.pop();
    if (held.moved) this.say("moved", this.told(this.points[held.index]));
    else if (added < 0) this.say("removed");
    else if (added === 1) this.say("added", { name: this.data.names[this.tool], ...this.told(this.points.at(-1)) });
    else if (added > 1 && this.points.length < this.data.most) {
      this.say("sprayed", { name: this.data.names[this.tool], added });
    }
    this.changed();
  }

  key(event) {
    const { names, reach } = this.data;
    const number = Number(event.key);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") this.undo();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (MOVES[event.key]) {
      const stride = event.shiftKey ? 2 : 10;
      this.cursor = this.cursor.map((value, i) => clamp(value + MOVES[event.key][i] * stride, -reach, reach));
      this.say("at", this.told(this.cursor));
      this.draw();
    } else if (event.key === " " || event.key === "Enter") this.put();
    else if (event.key === "Delete" || event.key === "Backspace") this.remove();
    else if (number >= 1 && number <= names.length) this.take(number - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  put() {
    if (this.tool === ERASER) return this.remove();
    this.keep();
    if (this.add(this.cursor)) this.say("added", { name: this.data.names[this.tool], ...this.told(this.cursor) });
    else this.past.pop();
    this.changed();
  }

  remove() {
    const index = this.nearest(this.cursor, 2 * NEAR);
    if (index < 0) return this.say("nothing");
    this.keep();
    this.points.splice(index, 1);
    this.say("removed");
    this.changed();
  }

  undo() {
    if (!this.past.length) return;
    this.points = this.past.pop();
    this.say("undone");
    this.changed();
  }

  clear() {
    if (!this.points.length) return;
    this.keep();
    this.points = [];
    this.say("cleared");
    this.changed();
  }

  changed() {
    this.draw();
    this.later.start();
  }

  report() {
    const word = JSON.stringify(this.points);
    if (word === (this.sent.at(-1) ?? this.known)) return;
    this.sent.push(word);
    this.send(JSON.parse(word));
  }

  draw() {
    const { data, canvas, wide } = this;
    if (!data || !wide) return;
    const pen = canvas.getContext("2d");
    const scale = canvas.width / wide;
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, wide, wide);
    pen.strokeStyle = "#d5d9de";
    pen.lineWidth = 1;
    for (const value of [-100, -50, 0, 50, 100]) {
      const [across, down] = [this.pixel(value), this.pixel(-value)];
      pen.strokeRect(across, -9, 0, wide + 18);
      pen.strokeRect(-9, down, wide + 18, 0);
    }
    pen.fillStyle = "#757a86";
    pen.font = `${data.font - 1}px ${getComputedStyle(this.root).fontFamily}`;
    for (const value of [-1, 1]) {
      const written = minus(value);
      pen.fillText(written, this.pixel(100 * value) + 3, wide - 4);
      pen.fillText(written, 3, this.pixel(-100 * value) - 3);
    }
    for (const [x, y, c] of this.points) this.mark(pen, this.pixel(x), this.pixel(-y), c);
    if (document.activeElement === this.plane) this.cross(pen, this.pixel(this.cursor[0]), this.pixel(-this.cursor[1]));
    this.plane.dataset.erases = this.tool === ERASER;
    this.root.dataset.count = this.points.length;
    this.root.querySelector(".drawing-count").textContent = this.fill("counted", {
      count: this.points.length,
      most: data.most,
    });
    this.plane.setAttribute("aria-label", this.fill("label", { title: data.title, count: this.points.length }));
    this.root
      .querySelectorAll("[data-tool]")
      .forEach((node) => node.setAttribute("aria-pressed", node.dataset.tool === String(this.tool)));
    this.root.querySelector("[data-do=undo]").disabled = !this.past.length;
    this.root.querySelector("[data-do=clear]").disabled = !this.points.length;
  }

  mark(pen, x, y, c) {
    pen.save();
    pen.translate(x, y);
    pen.scale(4.6, 4.6);
    pen.fillStyle = this.data.colours[c];
    pen.strokeStyle = PAPER;
    pen.lineWidth = 0.24;
    pen.fill(this.marks[c]);
    pen.stroke(this.marks[c]);
    pen.restore();
  }

  cross(pen, x, y) {
    pen.strokeStyle = EDGE;
    pen.lineWidth = 1.4;
    pen.beginPath();
    pen.arc(x, y, 9, 0, 2 * Math.PI);
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]) {
      pen.moveTo(x + 6 * dx, y + 6 * dy);
      pen.lineTo(x + 13 * dx, y + 13 * dy);
    }
    pen.stroke();
  }

  destroy() {
    this.sizing.disconnect();
    this.later.stop();
  }
}
