import { clamp } from "../kit.js";

const players = (window.filmPlayers ??= new Set());
const held = () => "held" in document.documentElement.dataset; // a control is being dragged

/**
 * The lines that `player.shortened` wrote: their words with the numbers of each, or the lines themselves.
 * @param {string[]} lines @returns {string[]}
 */
export function lengthened(lines) {
  const [words, ...numbers] = lines;
  if (!words?.includes("\0")) return lines;
  return numbers.map((own) => own.split(" ").reduce((line, number) => line.replace("\0", () => number), words));
}

/**
 * @typedef {{ frames: number, name: string, start: number, rate: number, film: string, order: number, loop: boolean,
 *   autoplay: boolean, follow: boolean, captions: string[], spoken: string[], labels: Record<string, string> }} Film
 */

export default class Player {
  data = /** @type {Film} */ (/** @type {unknown} */ (undefined));
  /** The film that was shown last. @type {string | undefined} */
  film;
  /** The number of the last frame. */
  last = 0;
  /** The time of the tick before. @type {number | null} */
  before = null;
  /** The next tick, and the next time that the frame is written into the charts. */
  ticking = 0;
  /** @type {number | undefined} */
  soon;
  /** @type {boolean | undefined} */
  following;

  /** @param {Mount} parent */
  constructor(parent) {
    this.root = parent.querySelector(".film-player");
    /** @param {string} part */
    this.find = (part) => parent.querySelector(`[data-part="${part}"]`);
    this.slider = /** @type {HTMLInputElement} */ (this.find("slider"));
    this.position = 0;
    this.playing = false;
    this.speed = 1;
    this.used = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    /** @param {string} part @param {string} event @param {(event: Event) => void} act */
    const on = (part, event, act) => this.find(part).addEventListener(event, act);
    on("first", "click", () => this.rest(0));
    on("back", "click", () => this.rest(this.frame - 1));
    on("play", "click", () => this.toggle());
    on("forward", "click", () => this.rest(this.frame + 1));
    on("last", "click", () => this.rest(this.last));
    on("slider", "input", (event) => this.rest(Number(/** @type {HTMLInputElement} */ (event.target).value)));
    on("speed", "change", (event) => (this.speed = Number(/** @type {HTMLInputElement} */ (event.target).value)));
    this.root.addEventListener("pointerdown", () => (this.used = performance.now()));
    this.stop = new AbortController();
    const options = { signal: this.stop.signal };
    document.addEventListener("keydown", (event) => this.key(event), options);
    document.addEventListener("pointerdown", (event) => this.press(event), options);
    document.addEventListener("pointermove", (event) => event.buttons === 1 && this.press(event), options);
    this.watcher = new MutationObserver(() => (this.soon ??= requestAnimationFrame(() => this.write())));
    this.watcher.observe(document.body, { childList: true, subtree: true });
    this.release = new MutationObserver(() => this.due && !held() && this.begin());
    this.release.observe(document.documentElement, { attributeFilter: ["data-held"] });
    players.add(this);
  }

  /** @param {Film} data */
  update(data) {
    const { frames, name, start, labels } = data;
    data = { ...data, captions: lengthened(data.captions), spoken: lengthened(data.spoken) };
    const fresh = this.data === undefined;
    const film = JSON.stringify([frames, data.film, data.captions, data.spoken]);
    const other = !fresh && film !== this.film;
    const ordered = data.order !== (this.data?.order ?? data.order);
    const atEnd = !fresh && this.frame === this.last;
    const grows = (data.follow || this.following) && data.film === this.data?.film;
    const linked = grows && !this.stopped ? this.data.start : -1; // a frame that a link asks for, and that is yet to come
    this.film = film;
    this.data = data;
    this.last = Math.max(frames - 1, 0);
    this.root.dataset.name = name;
    this.root.setAttribute("aria-label", labels.player);
    this.slider.max = String(this.last);
    for (const part of ["first", "back", "forward", "last", "slider", "speed"]) {
      this.find(part).setAttribute("aria-label", labels[part]);
      this.find(part).title = labels[part];
    }
    if (fresh) this.position = start < 0 ? frames + start : start;
    else if (atEnd && !this.playing) this.position = linked < 0 ? this.last : linked;
    this.position = clamp(this.position, 0, this.last);
    this.following = data.follow;
    if (ordered) this.begin();
    else if (other && !grows) this.show();
    else if (fresh && data.autoplay && !data.follow) this.calm.matches ? (this.position = this.last) : this.play(true);
    this.draw();
  }

  // Another film: under the finger its end, as the outcome; then once from its start, unless the visitor had stopped.
  // One that grows plays by itself, as it is trained.
  show() {
    if (this.data.follow) this.go(this.last);
    else if (held()) {
      this.play(false);
      this.position = this.last;
      this.due = !this.stopped;
    } else if (!this.stopped) this.begin();
    else if (this.frame === 0) this.position = this.last;
  }

  begin() {
    this.due = this.stopped = false;
    if (this.calm.matches || this.data.follow) return this.go(this.last);
    this.position = clamp(this.data.start, 0, this.last);
    if (this.position >= this.last) this.position = 0;
    this.play(true);
  }

  toggle() {
    this.stopped = this.playing;
    this.play(!this.playing);
  }

  /** @param {number} frame */
  rest(frame) {
    this.stopped = true;
    this.go(frame);
  }

  get frame() {
    return Math.floor(this.position);
  }

  /** @param {number} frame */
  go(frame) {
    this.play(false);
    this.position = clamp(frame, 0, this.last);
    this.draw();
  }

  /** @param {boolean} playing */
  play(playing) {
    if (playing && this.frame >= this.last) this.position = 0;
    if (playing && !this.playing) {
      this.before = null;
      this.ticking = requestAnimationFrame((now) => this.tick(now));
    }
    if (!playing) cancelAnimationFrame(this.ticking);
    this.playing = playing;
    this.draw();
  }

  /** @param {number} now */
  tick(now) {
    const rate = this.calm.matches ? 2 : this.data.rate;
    const passed = this.before === null ? 0 : Math.min(now - this.before, 250) / 1000;
    this.before = now;
    const shown = this.frame;
    this.position += passed * rate * this.speed;
    const end = this.last + (this.data.loop ? rate * this.speed * 1.5 : 0);
    if (this.position >= end && this.data.loop) this.position = 0;
    if (this.position >= this.last && !this.data.loop) return this.go(this.last);
    if (this.frame !== shown) this.draw();
    this.ticking = requestAnimationFrame((later) => this.tick(later));
  }

  draw() {
    const frame = Math.min(this.frame, this.last);
    const { captions, spoken, labels } = this.data;
    const caption = captions[frame] ?? String(frame);
    const told = spoken[frame] ? `${caption} · ${spoken[frame]}` : caption;
    const slider = this.slider;
    const play = this.find("play");
    const label = this.playing ? labels.pause : labels.play;
    this.root.dataset.frame = String(frame);
    this.root.dataset.playing = String(this.playing);
    this.find("caption").textContent = caption;
    slider.value = String(frame);
    slider.style.setProperty("--done", String(this.last ? frame / this.last : 1));
    slider.setAttribute("aria-valuetext", told);
    this.tell(told);
    if (play.title !== label) {
      play.title = label;
      play.setAttribute("aria-label", label);
    }
    this.write();
  }

  // A frame one steps to is read out; those of a film that plays would never end, and the slider says its own.
  /** @param {string} told */
  tell(told) {
    if (this.playing || document.activeElement === this.slider) return;
    if (this.find("told").textContent !== told) this.find("told").textContent = told;
  }

  write() {
    this.soon = undefined;
    const frame = String(Math.min(this.frame, this.last));
    /** @type {NodeListOf<HTMLInputElement>} */
    const inputs = document.querySelectorAll(`form.vega-bindings input[name="${this.data.name}"]`);
    for (const input of inputs) {
      if (input.value === frame) continue;
      input.value = frame;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const inside = this.root.contains(target);
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (!inside && (target !== document.body || latest() !== this)) return;
    if (target.tagName === "SELECT" || (event.key === " " && target.tagName === "BUTTON")) return;
    /** @type {Record<string, (() => void) | undefined>} */
    const acts = {
      " ": () => this.toggle(),
      ArrowLeft: () => this.rest(this.frame - 1),
      ArrowRight: () => this.rest(this.frame + 1),
      Home: () => this.rest(0),
      End: () => this.rest(this.last),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    this.used = performance.now();
    act();
  }

  /** @param {PointerEvent} event */
  press(event) {
    // What Vega binds to the marks that it draws.
    const { __data__: bound } = /** @type {{ __data__?: any }} */ (event.target);
    const datum = [bound].flat()[0]?.datum;
    if (datum && datum.seek === this.data.name) this.rest(datum.frame);
  }

  destroy() {
    cancelAnimationFrame(this.ticking);
    if (this.soon) cancelAnimationFrame(this.soon);
    this.watcher.disconnect();
    this.release.disconnect();
    this.stop.abort();
    players.delete(this);
  }
}

const latest = () => [...players].reduce((a, b) => (b.used > a.used ? b : a));
