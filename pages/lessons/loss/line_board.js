import { clamp, Later } from "../../ui/kit.js";
import { Axes, apart, written } from "./axes.js";
import { RHO, best, lossOf, mean } from "./line_losses.js";
import { buttons, formula, sample, table } from "./loss_numbers.js";
import { LossSurface, drawCosts } from "./loss_pictures.js";
import { ResidualPicture } from "./residual_picture.js";

const round = (value) => Math.round(value * 100) / 100 || 0;

/** A line under the finger: it is moved here, and all that depends on it is drawn anew; the server hears of the end. */
export default class Board {
  constructor(parent) {
    this.root = parent.querySelector(".line-board");
    this.later = new Later(() => this.report());
    this.find = (name) => this.root.querySelector(name);
    this.grips = Object.fromEntries([...this.root.querySelectorAll(".grip")].map((grip) => [grip.dataset.grip, grip]));
    this.residuals = new ResidualPicture();
    this.losses = new LossSurface(this.find("canvas"));
    this.before = new Set();
    this.sizing = new ResizeObserver(() => this.arrange());
    this.sizing.observe(this.root.parentElement);
    for (const [name, grip] of Object.entries(this.grips)) {
      grip.addEventListener("pointerdown", (event) => this.press(event, name));
      grip.addEventListener("keydown", (event) => this.key(event, name));
      grip.addEventListener("blur", () => this.later.waiting && this.report());
    }
    this.find(".surface .panel").addEventListener("pointerdown", (event) => this.press(event, "dot"));
    this.root.addEventListener("pointermove", (event) => this.held === event.pointerId && this.follow(event));
    this.root.addEventListener("pointerup", (event) => this.held === event.pointerId && this.release());
    this.root.addEventListener("pointercancel", () => this.forget());
    for (const slider of this.root.querySelectorAll("input")) {
      slider.addEventListener("input", () =>
        this.move({ line: this.line.with(slider.dataset.part, Number(slider.value)) }),
      );
      slider.addEventListener("change", () => this.report());
    }
    this.find(".chips").addEventListener("click", (event) => {
      const chip = event.target.closest("button");
      if (!chip) return;
      this.move({ line: this.chips[chip.dataset.chip].line });
      this.report();
    });
  }

  get points() {
    return [...this.data.points, this.free];
  }

  update(data, report) {
    const same = this.data && JSON.stringify(data) === JSON.stringify(this.data);
    this.data = data;
    this.send = (value) => report("place", value);
    // Until the server has caught up with what was said to it last, the places it knows from before are late.
    const late = this.before.has(String([...data.line, ...data.free]));
    if (!late) this.before.clear();
    if (!late && !this.later.waiting && this.held === undefined) [this.line, this.free] = [data.line, data.free];
    if (same) return this.draw();
    this.root.setAttribute("aria-label", data.words.alt);
    this.root.dataset.measure = `${data.loss} ${data.distance}`;
    this.root.style.setProperty("--series", data.colours.series);
    const entry = ({ loss, dash, label }) =>
      `<span>${loss === data.loss ? sample("", "var(--series)") : sample(dash)} ${label}</span>`;
    ["fit", "surface", "cost"].forEach((name) => (this.find(`.${name} figcaption`).textContent = data.words[name]));
    ["surface", "cost"].forEach((name) => (this.find(`.${name}`).hidden = name !== data.beside));
    this.find(".cost figcaption").innerHTML += `<div>${data.curves.map(entry).join("")}</div>`;
    this.root.querySelectorAll("input").forEach((slider, i) => {
      Object.assign(slider, { min: -data.ends[i], max: data.ends[i], disabled: data.locked.includes("line") });
      slider.previousElementSibling.textContent = [data.words.slope, data.words.intercept][i];
    });
    this.arrange();
  }

  arrange() {
    if (!this.data) return;
    const { font, height, reach, ends, words } = this.data;
    const room = this.root.parentElement.clientWidth;
    const pad = font * 2.9 + 8;
    const narrow = room < 620;
    const side = Math.min(narrow ? room - pad : (room - 32) * 0.5 - pad, height);
    if (side <= 0) return;
    // Beside the two pictures the numbers want a third of the room; where it is short, they stand below.
    const left = room - side - 2 * pad - (room > 900 ? room / 3 + 48 : 24);
    const [other, share] = narrow ? [side, side * 0.7] : [Math.min(left, height * 1.3), side];
    this.fit = new Axes(this.find(".fit .panel"), [-reach, reach, -reach, reach], side, side, font, ["x", "y"]);
    this.surface = new Axes(this.find(".surface .panel"), [-ends[0], ends[0], -ends[1], ends[1]], other, share, font, [
      words.slope,
      words.intercept,
    ]);
    this.cost = new Axes(this.find(".cost .panel"), [-5, 5, -0.4, 6], other, share - font * 1.7, font, [
      words.residual,
      words.adds,
    ]);
    this.losses.arrange(this.surface);
    this.draw();
  }

  press(event, name) {
    if (event.button !== 0 || this.held !== undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.held = event.pointerId;
    this.was = { line: this.line, free: this.free };
    this.grip = name;
    this.side = Math.sign(this.lever()[0]);
    this.root.setPointerCapture(event.pointerId);
    this.grips[name].focus({ preventScroll: true });
    if (name === "dot") this.follow(event);
  }

  follow(event) {
    const { reach } = this.data;
    if (this.grip === "dot") return this.move({ line: this.surface.from(event) });
    const [x, y] = this.fit.from(event).map((value) => clamp(value, -reach, reach));
    if (this.grip === "free") return this.move({ free: [x, y] });
    if (this.grip === "intercept") return this.move({ line: [this.line[0], y] });
    this.reached = this.side * Math.max(this.side * x, 0.3);
    this.move({ line: [(y - this.line[1]) / this.reached, this.line[1]] });
  }

  move({ line = this.line, free = this.free }) {
    const { ends, reach, locked } = this.data;
    if (locked.includes("line")) line = this.line;
    if (locked.includes("outlier")) free = this.free;
    this.line = line.map((value, i) => round(clamp(value, -ends[i], ends[i])));
    this.free = free.map((value) => round(clamp(value, -reach, reach)));
    this.draw();
  }

  // A finger scrolls the page: what its touch has moved goes back.
  forget() {
    if (this.held === undefined) return;
    this.held = this.reached = undefined;
    this.move(this.was);
  }

  release() {
    this.held = this.reached = undefined;
    this.draw();
    this.report();
  }

  key(event, name) {
    const moves = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    if (event.key === "Enter" && this.later.waiting) return this.report();
    if (!moves[event.key]) return;
    event.preventDefault();
    const stride = event.shiftKey ? 0.5 : 0.1;
    const [across, up] = moves[event.key].map((way) => way * stride);
    const [a, b] = this.line;
    if (name === "free") this.move({ free: [this.free[0] + across, this.free[1] + up] });
    if (name === "dot") this.move({ line: [a + across, b + up] });
    if (name === "intercept") this.move({ line: [a, b + up + across] });
    if (name === "slope") this.move({ line: [a + up + across, b] });
    this.later.start();
  }

  report() {
    this.later.stop();
    const place = [...this.line, ...this.free];
    if (String(place) === String([...this.data.line, ...this.data.free])) return;
    this.before.add(String([...this.data.line, ...this.data.free]));
    if (this.told) this.before.add(this.told);
    this.told = String(place);
    this.before.delete(this.told);
    this.send(place);
  }

  // Where on the line the slope's handle is: as far out as the picture goes, and if it can on no point.
  lever() {
    const [a, b] = this.line;
    if (this.reached) return [this.reached, a * this.reached + b];
    const places = [2.4, 2, 1.6, 1.2, 0.8, 0.5, -2.4, -2, -1.6, -1.2, -0.8, -0.5].map((x) => [x, a * x + b]);
    const inside = places.filter(([, y]) => Math.abs(y) <= this.data.reach + 1e-9);
    const free = (place) => this.points.every((point) => apart(this.fit.at(place), this.fit.at(point)) > 28);
    return inside.find(free) ?? inside[0] ?? places[5];
  }

  draw() {
    if (!this.fit || !this.data) return;
    const { data, points, free, line, held } = this;
    const upright = data.distance === "perpendicular";
    const rho = RHO[data.loss](data.delta);
    const size = upright ? 1 / Math.sqrt(1 + line[0] ** 2) : 1;
    const residuals = points.map(([x, y]) => (y - line[0] * x - line[1]) * size);
    const colour = (residual) => (residual < 0 ? data.colours.negative : data.colours.positive);
    this.chips = this.compared(rho, upright);
    const scene = {
      data,
      points,
      free,
      line,
      held,
      upright,
      rho,
      residuals,
      colour,
      chips: this.chips,
      loss: mean(residuals.map(rho)),
    };
    this.residuals.draw(this.fit, scene);
    if (data.beside === "surface") this.losses.draw(this.surface, scene);
    else drawCosts(this.cost, scene);
    this.tell(scene);
    this.place();
  }

  tell(scene) {
    const { data, line } = scene;
    this.root.querySelectorAll("input").forEach((slider, i) => {
      slider.value = line[i];
      slider.nextElementSibling.textContent = written(line[i], 2);
    });
    const html = data.beside === "cost" ? table(scene) : buttons(scene);
    if (this.shown !== html) this.find(".chips").innerHTML = this.shown = html;
    this.find(".formula").innerHTML = formula(scene);
  }

  compared(rho, upright) {
    const key = JSON.stringify([this.free, this.data]);
    if (this.known !== key) {
      const { delta } = this.data;
      this.known = key;
      this.lines = [
        ...this.data.three.map((one) => ({ ...one })),
        ...this.data.best.map((one) => ({ ...one, line: best(this.points, one.loss, delta, upright), best: true })),
      ];
    }
    return this.lines.map((one) => ({ ...one, value: lossOf(one.line, this.points, rho, upright) }));
  }

  place() {
    const { words, reach, ends } = this.data;
    /** @type {(name: string, at: Place, label: string, end: number, now: number, told: any) => void} */
    const put = (name, [x, y], label, end, now, told) => {
      Object.assign(this.grips[name].style, { left: `${x}px`, top: `${y}px` });
      this.grips[name].setAttribute("aria-label", label);
      this.grips[name].title = label;
      const slider = { valuemin: -end, valuemax: end, valuenow: now, valuetext: told };
      for (const [part, value] of Object.entries(slider)) this.grips[name].setAttribute(`aria-${part}`, value);
    };
    const [a, b] = this.line.map((value) => written(value, 2));
    const [x, y] = this.free.map((value) => written(value, 2));
    put("intercept", this.fit.at([0, this.line[1]]), words.grip_intercept.replace("{b}", b), ends[1], this.line[1], b);
    put("slope", this.fit.at(this.lever()), words.grip_slope.replace("{a}", a), ends[0], this.line[0], a);
    put(
      "free",
      this.fit.at(this.free),
      words.grip_free.replace("{x}", x).replace("{y}", y),
      reach,
      this.free[0],
      `(${x}, ${y})`,
    );
    put(
      "dot",
      this.surface.at(this.line),
      words.grip_dot.replace("{a}", a).replace("{b}", b),
      ends[0],
      this.line[0],
      `(${a}, ${b})`,
    );
  }

  destroy() {
    this.sizing.disconnect();
    this.later.stop();
  }
}
