// What the scripts of several components need.
import { connected, running, watchRuns } from "./host.js";

/** @type {(value: number, low: number, high: number) => number} */
export const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** A number as text, with the minus sign of mathematics for the hyphen. @type {(text: string | number) => string} */
export const minus = (text) => String(text).replaceAll("-", "−");

/** Write `words` into an element, unless they stand there. @type {(element: Element, words: string) => void} */
export const put = (element, words) => {
  if (element.textContent !== words) element.textContent = words;
};

/**
 * The elements below one that carry `data-part`, by its value.
 * @template {Parts} P @param {HTMLElement} root @returns {P}
 */
export const partsOf = (root) => {
  /** @type {NodeListOf<HTMLElement>} */
  const nodes = root.querySelectorAll("[data-part]");
  return /** @type {P} */ (Object.fromEntries([...nodes].map((node) => [node.dataset.part, node])));
};

/** An act put off until nothing more has come for a while. */
export class Later {
  /** @type {() => void} */
  act;
  /** @type {number} */
  wait;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;

  /** @param {() => void} act */
  constructor(act, wait = 600) {
    this.act = act;
    this.wait = wait;
  }

  get waiting() {
    return this.timer !== undefined;
  }

  start() {
    this.stop();
    this.timer = setTimeout(() => this.now(), this.wait);
  }

  /** Act at once. */
  now() {
    this.stop();
    this.act();
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = undefined;
  }
}

/** @param {HTMLElement} parent @param {string} html @param {string} css */
function insert(parent, html, css) {
  const box = document.createElement("div");
  const style = Object.assign(document.createElement("style"), { textContent: css });
  box.append(style, document.createRange().createContextualFragment(html));
  parent.markup?.remove();
  parent.markup = parent.appendChild(box);
}

/**
 * The function that the host calls with every message of data: one Part for each place, kept while that is there.
 * @param {new (parent: any) => Part} Part @param {string} html @param {string} css
 */
export const mounting =
  (Part, html, css) =>
  /** @param {{ data: any, parentElement: HTMLElement, setTriggerValue: Tell }} message */
  ({ data, parentElement: parent, setTriggerValue }) => {
    if (parent.component?.constructor !== Part) {
      parent.component?.destroy?.();
      insert(parent, html, css);
      parent.component = new Part(parent);
    }
    parent.component.update(Array.isArray(data) ? data[0] : data, setTriggerValue);
    return () => {
      // The host also calls this when newer data came before the script was loaded: then the place is still there.
      if (parent.isConnected) return;
      parent.component?.destroy?.();
      delete parent.component;
    };
  };

/** @type {Set<Latest>} */
const late = new Set();

/**
 * The latest of many values, sent one at a time: the next when the run that the last one began has ended, and the last
 * one always. `send([value, turn])` is to report; the server hands `turn` back with its next data, to `answered`.
 * Until the answer is there, the document says so (`data-late`), and old pictures are dimmed.
 */
export class Latest {
  turn = 0;

  /** What sends a value with its turn. @type {(told: [any, number]) => void} */
  send = () => {};

  /** The value that was sent last. @type {any} */
  value;

  /** @type {MutationObserver | undefined} */
  watcher;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  looks;

  /** `settled` is called when the last value has been answered. */
  constructor(settled = () => {}) {
    this.settled = settled;
  }

  get busy() {
    return this.due !== undefined;
  }

  /** @param {any} value */
  offer(value) {
    this.next = [value];
    this.flush();
  }

  flush() {
    if (this.busy || !this.next) return;
    [this.value] = this.next;
    this.next = this.seen = undefined;
    this.due = this.turn = Math.max(Date.now(), this.turn + 1);
    this.idle = 0;
    this.watcher ??= watchRuns(() => this.check());
    this.looks ??= setInterval(() => this.look(), 500);
    this.mark(true);
    this.send([this.value, this.due]);
  }

  /** @param {number} turn */
  answered(turn) {
    if (this.busy && turn === this.due) this.seen = true;
    this.check();
  }

  check() {
    if (!this.busy || !this.seen || running()) return;
    this.rest();
    if (this.next) this.flush();
    else this.settled();
  }

  /** A message that was lost, as with a connection: nothing runs and no answer has come. It is sent once more. */
  look() {
    this.idle = running() || !connected() ? 0 : this.idle + 1;
    if (!this.busy || this.idle < 4) return;
    const again = this.next ?? (this.value !== this.repeated && [this.value]);
    this.repeated = this.value;
    this.rest();
    if (again) this.offer(again[0]);
  }

  /** @param {boolean} isLate */
  mark(isLate) {
    if (isLate) late.add(this);
    else late.delete(this);
    document.documentElement.toggleAttribute("data-late", late.size > 0);
  }

  rest() {
    this.due = undefined;
    this.watcher?.disconnect();
    this.watcher = undefined;
    clearInterval(this.looks);
    this.looks = undefined;
    this.mark(false);
  }

  destroy() {
    this.next = undefined;
    this.rest();
  }
}
