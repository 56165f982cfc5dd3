import { clamp, Later, Latest, partsOf } from "../kit.js";

const HIGHEST = 100;
const [STEP, FINE, FAR] = [5, 1, 20]; // of the height, for an arrow key, with shift, and for PageUp
const EDGE = { left: 44, right: 12, top: 22, bottom: 34 }; // pixels around the plot, for its axes
const FIRST = HIGHEST / 2;

const NS = "http://www.w3.org/2000/svg";

/**
 * @typedef {{ knots: number[], answered: number, height: number, label: string, places: string[], start: number | null,
 *   x_ticks: [number, string][], y_ticks: [number, string][], x_title: string, y_title: string,
 *   words: Record<"keys" | "help" | "clear" | "numbers" | "knot" | "none" | "start" | "empty", string> }} Curve
 */

/**
 * The knots after a stroke of the pointer from one place to another, each a [knot, height] that may lie between.
 * @param {number[]} knots @param {number} count @param {Place} from @param {Place} to @returns {number[]}
 */
export function stroke(knots, count, from, to) {
  const all = knots.length ? [...knots] : Array(count).fill(Math.round(from[1]));
  const [left, right] = from[0] <= to[0] ? [from, to] : [to, from];
  for (let i = 0; i < count; i++) {
    if (i < Math.round(left[0]) || i > Math.round(right[0])) continue;
    const share = right[0] === left[0] ? 0 : clamp((i - left[0]) / (right[0] - left[0]), 0, 1);
    const height = right[0] === left[0] ? to[1] : left[1] + share * (right[1] - left[1]);
    all[i] = clamp(Math.round(height), 0, HIGHEST);
  }
  return all;
}

/**
 * Where a key leads: the knot it goes to and by how much it moves that; undefined for other keys.
 * @param {string} key @param {boolean} shift @param {number} at @param {number} count
 */
export function led(key, shift, at, count) {
  /** @type {Record<string, number | undefined>} */
  const places = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 };
  const to = places[key];
  if (to !== undefined) return { at: clamp(to, 0, count - 1), by: 0 };
  const step = shift ? FINE : STEP;
  /** @type {Record<string, number | undefined>} */
  const steps = { ArrowUp: step, ArrowDown: -step, PageUp: FAR, PageDown: -FAR };
  const by = steps[key];
  return by === undefined ? undefined : { at, by };
}

export default class DrawnCurve {
  /** @type {number[]} */
  knots = [];
  at = 0;
  /** Where the pointer was last. @type {Place} */
  from = [0, 0];
  /** The pointer that draws. @type {number | undefined} */
  held;
  /** None until the first message: nothing is drawn before. */
  data = /** @type {Curve} */ (/** @type {unknown} */ (undefined));

  /** @param {Mount} parent */
  constructor(parent) {
    this.root = parent.querySelector(".drawn-curve");
    /** @type {Parts & { clear: HTMLButtonElement }} */
    this.part = partsOf(this.root);
    this.latest = new Latest(() => this.settle());
    this.later = new Later(() => this.send());
    this.sizing = new ResizeObserver(() => this.draw());
    const { area, clear } = this.part;
    this.sizing.observe(area);
    area.addEventListener("pointerdown", (event) => this.press(event));
    area.addEventListener("pointermove", (event) => this.follow(event));
    area.addEventListener("pointerup", (event) => this.release(event));
    area.addEventListener("pointercancel", (event) => this.release(event));
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => this.later.waiting && this.later.now());
    clear.addEventListener("click", () => this.put([], true));
  }

  /** @param {Curve} data @param {Tell} report */
  update(data, report) {
    this.data = data;
    this.latest.send = (value) => report("drawn", value);
    this.latest.answered(data.answered);
    if (!this.held && !this.later.waiting && !this.latest.busy) this.knots = data.knots;
    const { area, help, clear, numbers, fields } = this.part;
    area.style.height = `${data.height}px`;
    area.setAttribute("aria-label", data.label);
    area.setAttribute("aria-description", data.words.keys);
    help.textContent = data.words.help;
    clear.textContent = data.words.clear;
    numbers.textContent = data.words.numbers;
    fields.setAttribute("aria-label", data.words.numbers);
    if (fields.children.length !== data.places.length) {
      fields.replaceChildren(...data.places.map((_, i) => this.field(i)));
    }
    data.places.forEach((place, i) => fields.children[i].setAttribute("aria-label", this.told(i, place)));
    this.draw();
  }

  /** @param {number} i */
  field(i) {
    const field = Object.assign(document.createElement("input"), {
      type: "number",
      min: 0,
      max: HIGHEST,
      step: 1,
      inputMode: "numeric",
    });
    field.addEventListener("change", () => {
      if (!Number.isFinite(field.valueAsNumber)) return this.draw();
      const height = clamp(Math.round(field.valueAsNumber), 0, HIGHEST);
      const knots = this.knots.length ? this.knots : Array(this.data.places.length).fill(height);
      this.put(
        knots.map((old, knot) => (knot === i ? height : old)),
        true,
      );
    });
    field.addEventListener("keydown", (event) => event.stopPropagation());
    return field;
  }

  /** @param {number} i */
  told(i, place = this.data.places[i]) {
    return this.data.words.knot
      .replace("{knot}", String(i + 1))
      .replace("{count}", String(this.data.places.length))
      .replace("{place}", place);
  }

  settle() {
    if (this.held || this.later.waiting) return;
    this.knots = this.data.knots;
    this.draw();
  }

  /** @param {number[]} knots @param {boolean} atOnce */
  put(knots, atOnce) {
    this.knots = knots;
    this.draw();
    if (atOnce) this.later.now();
    else this.later.start();
  }

  send() {
    if (JSON.stringify(this.knots) !== JSON.stringify(this.data.knots) || this.latest.busy) {
      this.latest.offer([...this.knots]);
    }
  }

  /** The knot, as a number that may lie between two, and the height under the pointer. @param {PointerEvent} event */
  place(event) {
    const box = this.part.area.getBoundingClientRect();
    const last = this.data.places.length - 1;
    const across = (event.clientX - box.left - EDGE.left) / (box.width - EDGE.left - EDGE.right);
    const up = 1 - (event.clientY - box.top - EDGE.top) / (box.height - EDGE.top - EDGE.bottom);
    return [clamp(across, 0, 1) * last, clamp(up, 0, 1) * HIGHEST];
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (this.held !== undefined || event.button !== 0) return;
    event.preventDefault();
    this.part.area.focus({ preventScroll: true });
    this.part.area.setPointerCapture(event.pointerId);
    this.held = event.pointerId;
    this.from = this.place(event);
    this.move(this.from);
  }

  /** @param {PointerEvent} event */
  follow(event) {
    if (this.held !== event.pointerId) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) this.move(this.place(each));
  }

  /** @param {Place} to */
  move(to) {
    this.knots = stroke(this.knots, this.data.places.length, this.from, to);
    this.at = Math.round(to[0]);
    this.from = to;
    this.draw();
  }

  /** @param {PointerEvent} event */
  release(event) {
    if (this.held !== event.pointerId) return;
    this.held = undefined;
    this.later.now();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const to = led(event.key, event.shiftKey, this.at, this.data.places.length);
    if (!to) return;
    event.preventDefault();
    event.stopPropagation();
    this.at = to.at;
    if (!to.by) return this.draw();
    const knots = this.knots.length ? this.knots : Array(this.data.places.length).fill(FIRST);
    this.put(
      knots.map((height, i) => (i === to.at ? clamp(height + to.by, 0, HIGHEST) : height)),
      false,
    );
  }

  draw() {
    const { area, picture, clear, fields } = this.part;
    const [wide, high] = [area.clientWidth, area.clientHeight];
    if (!this.data || !wide) return;
    /** @type {number | undefined} */
    const height = this.knots[this.at];
    const { words, places } = this.data;
    area.setAttribute("aria-valuenow", String(height ?? FIRST));
    area.setAttribute("aria-valuetext", `${this.told(this.at)}: ${height === undefined ? words.none : `${height}%`}`);
    clear.disabled = !this.knots.length;
    /** @type {NodeListOf<HTMLInputElement>} */
    const inputs = fields.querySelectorAll("input");
    inputs.forEach((field, i) => field !== document.activeElement && (field.value = String(this.knots[i] ?? "")));
    this.root.dataset.knots = this.knots.join(".");
    picture.setAttribute("viewBox", `0 0 ${wide} ${high}`);
    picture.replaceChildren(...this.axes(wide, high), ...this.line(wide, high, places.length));
  }

  /** @param {number} share @param {number} wide */
  x(share, wide) {
    return EDGE.left + share * (wide - EDGE.left - EDGE.right);
  }

  /** @param {number} share @param {number} high */
  y(share, high) {
    return high - EDGE.bottom - share * (high - EDGE.top - EDGE.bottom);
  }

  /** @param {number} wide @param {number} high */
  axes(wide, high) {
    const { x_ticks, y_ticks, x_title, y_title } = this.data;
    const [left, right, top, bottom] = [this.x(0, wide), this.x(1, wide), this.y(1, high), this.y(0, high)];
    const levels = y_ticks.flatMap(([share, words]) => {
      const at = this.y(share, high);
      return [
        shape("line", { class: "drawn-grid", x1: left, x2: right, y1: at, y2: at }),
        shape("text", { x: left - 6, y: at + 4, "text-anchor": "end" }, words),
      ];
    });
    const steps = x_ticks.map(([share, words]) =>
      shape("text", { x: this.x(share, wide), y: bottom + 15, "text-anchor": "middle" }, words),
    );
    const frame = shape("rect", {
      class: "drawn-grid",
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      fill: "none",
    });
    return [
      frame,
      ...levels,
      ...steps,
      shape("text", { x: 6, y: 14 }, y_title),
      shape("text", { x: (left + right) / 2, y: high - 4, "text-anchor": "middle" }, x_title),
    ];
  }

  /** @param {number} wide @param {number} high @param {number} count */
  line(wide, high, count) {
    const { start, words } = this.data;
    const parts = [];
    if (start !== null) {
      const at = { x: this.x(0, wide), y: this.y(start, high) };
      parts.push(
        shape("circle", { class: "drawn-start", cx: at.x, cy: at.y, r: 6 }),
        shape("text", { x: at.x + 11, y: at.y - 7 }, words.start),
      );
    }
    if (!this.knots.length) {
      const middle = { x: this.x(0.5, wide), y: this.y(0.3, high), "text-anchor": "middle" };
      return [...parts, shape("text", { class: "drawn-empty", ...middle }, words.empty)];
    }
    const places = this.knots.map((height, i) => [this.x(i / (count - 1), wide), this.y(height / HIGHEST, high)]);
    parts.push(shape("polyline", { class: "drawn-line", points: places.join(" ") }));
    parts.push(...places.map(([cx, cy]) => shape("circle", { class: "drawn-knot", cx, cy, r: 4 })));
    const [cx, cy] = places[this.at];
    return [...parts, shape("circle", { class: "drawn-here", cx, cy, r: 9 })];
  }

  destroy() {
    this.later.stop();
    this.sizing.disconnect();
    this.latest.destroy();
  }
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function shape(name, attributes, words = "") {
  const node = document.createElementNS(NS, name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, String(value));
  node.textContent = words;
  return node;
}
