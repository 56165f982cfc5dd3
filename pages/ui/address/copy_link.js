import { connected, notFound, watchConnection } from "../host.js";

const closeFalseAlarm = () => notFound()?.querySelector("button")?.click();

/**
 * What the server says: the words, and the settings of the page as a link has them.
 * @typedef {{ page: string, open?: string, copy: string, copied: string, by_hand: string, frame?: boolean,
 *   language: string, languages: [string, string][], settings?: Record<string, string> }} Shared
 */

export default class ShareLink {
  /** @type {MutationObserver | undefined} */
  back;
  data = /** @type {Shared} */ ({});
  /** @type {Tell} */
  report = () => {};

  /** @param {Mount} parent */
  constructor(parent) {
    this.part = /** @type {Find} */ (parent.querySelector.bind(parent));
    this.part("button").onclick = () => this.copy();
  }

  /** @param {Shared} data @param {Tell} report */
  update(data, report) {
    this.data = data;
    if (!data.open) this.back ??= this.comeBack();
    this.report = report;
    const [arrival] = performance.getEntriesByType("navigation");
    if (new URL(arrival.name).pathname.endsWith("/" + data.page) && !window.alarmWatched) {
      const watcher = (window.alarmWatched = new MutationObserver(closeFalseAlarm));
      watcher.observe(document.body, { childList: true, subtree: true });
      setTimeout(() => watcher.disconnect(), 5000);
      closeFalseAlarm();
    }
    document.documentElement.lang = data.language;
    // The switch names each language in itself.
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll(".st-key-language_switch button")
    )) {
      const [lang] = data.languages.find(([, name]) => button.textContent.trim() === name) ?? [];
      if (lang) button.lang = lang;
    }
    this.part("[data-part=label]").textContent = data.copy;
    this.part("input").setAttribute("aria-label", data.by_hand);
    if (data.open) {
      Object.assign(this.part("a"), { hidden: false, textContent: data.open, href: this.address });
      if (!this.part("input").hidden) Object.assign(this.part("input"), { value: this.address });
      this.part("[role=status]").textContent = "";
    }
  }

  // After a lost connection the host draws nothing by itself, and a new server would answer the next change with the
  // address, which does not know it yet. So the page is drawn anew at once.
  comeBack() {
    let before = connected();
    return watchConnection(() => {
      const now = connected();
      if (now && !before) this.report("back", Date.now());
      before = now;
    });
  }

  get address() {
    const { data } = this;
    const url = new URL(window.location.href);
    // A seat is one's own, and so is a curve that was drawn, unless a teacher hands it on.
    /** @type {Record<string, string | null>} */
    const settings = { lang: data.language, room: null, seat: null, ...data.settings };
    if (url.searchParams.get("drawn") !== "ask") settings.drawn ??= null;
    const player = /** @type {HTMLElement?} */ (document.querySelector("[data-frame]"));
    if (player && data.frame) settings.frame = player.dataset.frame ?? null;
    else if (data.settings) settings.frame = null;
    const predictions = [...url.searchParams.keys()].filter((name) => name.startsWith("predict"));
    predictions.forEach((name) => (settings[name] = null)); // Who is sent the link predicts for themselves.
    for (const [name, word] of Object.entries(settings)) {
      if (word === null) url.searchParams.delete(name);
      else url.searchParams.set(name, word);
    }
    return url.href.replaceAll("%2C", ",");
  }

  async copy() {
    const href = this.address;
    const field = this.part("input");
    field.hidden = false;
    field.value = href;
    field.select();
    let copied = false;
    try {
      await navigator.clipboard.writeText(href);
      copied = true;
    } catch {
      copied = document.execCommand("copy");
    }
    this.part("[role=status]").textContent = copied ? this.data.copied : this.data.by_hand;
  }

  destroy() {
    this.back?.disconnect();
  }
}
