import { clamp, Later, Latest, partsOf } from "../kit.js";

const ALONG = 6; // pixels after which a finger means the slider, not the page
const PAUSE = 700; // milliseconds after a key that a slider at rest waits for another
const PAGE = 10; // marks that PageUp goes, where there are no orders of magnitude

/**
 * @typedef {{ marks?: number[] | null, low: number, high: number, step: number }} Range
 * @typedef {Range & { value: number, answered: number, label: string, help: string, unit: string, locked: boolean,
 *   logarithmic: boolean, at_rest: boolean, famous: [number, string][], words: { exact: string, locked: string } }} Slider
 */

/** All values at which the slider stops: given, or evenly spaced. @param {Range} range */
export function stops({ marks, low, high, step }) {
  if (marks) return marks;
  const digits = (String(step).split(".")[1] ?? "").length;
  const count = Math.floor((high - low) / step + 1e-9);
  const values = Array.from({ length: count + 1 }, (_, i) => Number((low + i * step).toFixed(digits)));
  return values[count] < high ? [...values, high] : values;
}

/**
 * Where a value stands between the stops, 2.5 being halfway from the third to the fourth, by ratio if they grow so.
 * @param {number} value @param {number[]} marks @param {boolean} logarithmic
 */
export function position(value, marks, logarithmic) {
  const last = marks.length - 1;
  if (!(value > marks[0])) return 0;
  if (value >= marks[last]) return last;
  const next = marks.findIndex((mark) => mark >= value);
  const [from, to, at] = [marks[next - 1], marks[next], value].map(
    logarithmic && marks[next - 1] > 0 ? Math.log : Number,
  );
  return next - 1 + (at - from) / (to - from);
}

/**
 * The stop to which a key goes from `value`, undefined for keys that move nothing.
 * @param {string} key @param {number} value @param {number[]} marks @param {boolean} logarithmic
 */
export function target(key, value, marks, logarithmic) {
  const at = position(value, marks, logarithmic);
  const up = Math.floor(at + 1e-9) + 1;
  const down = Math.ceil(at - 1e-9) - 1;
  /** @param {1 | -1} way */
  const far = (way) => {
    if (!logarithmic) return Math.round(at) + way * Math.max(1, Math.min(PAGE, Math.round(marks.length / PAGE)));
    return Math.round(position(value * 10 ** way, marks, true));
  };
  /** @type {Record<string, number | undefined>} */
  const places = {
    ArrowRight: up,
    ArrowUp: up,
    ArrowLeft: down,
    ArrowDown: down,
    PageUp: far(1),
    PageDown: far(-1),
    Home: 0,
    End: marks.length - 1,
  };
  const place = places[key];
  return place === undefined ? undefined : marks[clamp(place, 0, marks.length - 1)];
}

/** @param {number} value */
const read = (value) => value.toLocaleString("en", { maximumFractionDigits: 12 });

export default class LiveSlider {
  /** Where a finger was put down, and the value there. */
  from = 0;
  before = 0;
  value = 0;
  /** @type {number[]} */
  marks = [];
  data = /** @type {Slider} */ ({});

  /** @param {Mount} parent */
  constructor(parent) {
    this.root = parent.querySelector(".live-slider");
    /** @type {Parts & { range: HTMLInputElement, field: HTMLInputElement, label: HTMLLabelElement }} */
    this.part = partsOf(this.root);
    const { range, field, label, famous } = this.part;
    label.htmlFor = range.id = `live-${Math.random().toString(36).slice(2)}`;
    famous.id = `${range.id}-famous`;
    field.setAttribute("list", famous.id);
    this.latest = new Latest(() => this.settle());
    this.pausing = new Later(() => this.latest.offer(this.value), PAUSE);
    range.addEventListener("pointerdown", (event) => this.press(event));
    range.addEventListener("pointermove", (event) => Math.abs(event.clientX - this.from) > ALONG && this.follow());
    range.addEventListener("pointerup", () => this.release());
    range.addEventListener("pointercancel", () => this.forget());
    range.addEventListener("input", () => this.choose(this.marks[Math.round(range.valueAsNumber)], false));
    range.addEventListener("change", () => this.release());
    range.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("input", () => (this.editing = true));
    field.addEventListener("change", () => this.typed());
    field.addEventListener("blur", () => this.leave());
  }

  /** @param {Slider} data @param {Tell} report */
  update(data, report) {
    this.data = data;
    this.marks = stops(data);
    this.latest.send = (value) => report("moved", value);
    this.latest.answered(data.answered);
    if (!this.held && !this.latest.busy && !this.pausing.waiting) this.value = data.value;
    const { range, field, label, unit, lock, famous, ticks } = this.part;
    const name = data.label;
    Object.assign(label, { textContent: name, title: data.help || name });
    label.classList.toggle("helped", data.help !== "");
    range.max = String(this.marks.length - 1);
    range.setAttribute("aria-label", name);
    range.setAttribute("aria-description", data.help);
    field.setAttribute("aria-label", `${name}: ${data.words.exact}`);
    range.disabled = field.disabled = data.locked;
    lock.toggleAttribute("hidden", !data.locked);
    unit.textContent = data.unit;
    const last = this.marks.length - 1 || 1;
    const well = data.famous.filter(([value]) => value >= this.marks[0] && value <= this.marks[this.marks.length - 1]);
    ticks.replaceChildren(
      ...well.map(([value, words]) => {
        const tick = Object.assign(document.createElement("i"), { title: words });
        tick.style.left = `${(100 * position(value, this.marks, data.logarithmic)) / last}%`;
        return tick;
      }),
    );
    famous.replaceChildren(...data.famous.map(([value, words]) => new Option(words, String(value))));
    this.draw();
  }

  /** The value as it is read out: "0.1, 2/λ"; "30 %". */
  get told() {
    const words = this.data.famous.find(([value]) => value === this.value)?.[1];
    const fixed = this.data.locked ? this.data.words.locked : undefined;
    return [read(this.value) + this.data.unit, words, fixed].filter(Boolean).join(", ");
  }

  /** The server may have had to limit what was asked for. */
  settle() {
    if (this.held) return;
    this.value = this.data.value;
    this.draw();
  }

  draw(thumb = true) {
    const { range, field } = this.part;
    const at = position(this.value, this.marks, this.data.logarithmic);
    if (thumb) range.value = String(at);
    this.root.style.setProperty("--done", String(at / (this.marks.length - 1 || 1)));
    if (!this.editing) field.value = String(this.value);
    range.setAttribute("aria-valuetext", this.told);
    range.title = this.told;
  }

  // A finger may be about to scroll the page: nothing is sent before it has gone along the slider, or is lifted.
  /** @param {PointerEvent} event */
  press(event) {
    if (this.data.locked) return;
    this.held = true;
    this.before = this.value;
    this.from = event.clientX;
    this.unsure = event.pointerType === "touch";
    document.documentElement.dataset.held = "";
  }

  follow() {
    if (this.unsure && this.value !== this.before) this.report();
    this.unsure = false;
  }

  // One that is to report at rest waits until it is let go, or the keys pause.
  report() {
    if (!this.data.at_rest) this.latest.offer(this.value);
    else if (!this.held) this.pausing.start();
  }

  release() {
    this.follow();
    if (this.held && this.data.at_rest && this.value !== this.before) this.latest.offer(this.value);
    this.held = false;
    delete document.documentElement.dataset.held;
    this.draw();
  }

  forget() {
    const sent = !this.unsure && this.value !== this.before;
    this.value = this.before;
    this.unsure = false;
    if (sent) this.report();
    this.release();
  }

  /** @param {number | undefined} value */
  choose(value, thumb = true) {
    if (this.data.locked || value === undefined) return;
    const moved = value !== this.value;
    this.value = value;
    this.draw(thumb);
    if (moved && !this.unsure) this.report();
  }

  typed() {
    const value = this.part.field.valueAsNumber;
    this.leave();
    if (Number.isFinite(value)) this.choose(value);
  }

  leave() {
    this.editing = false;
    this.draw();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const inField = event.target === this.part.field;
    if (event.key === "Escape" && inField) this.leave();
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (inField && !["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key)) return;
    const value = target(event.key, this.value, this.marks, this.data.logarithmic);
    if (value === undefined) return;
    event.preventDefault();
    this.editing = false;
    this.choose(value);
  }

  destroy() {
    if (this.held) delete document.documentElement.dataset.held;
    this.pausing.stop();
    this.latest.destroy();
  }
}
