import { chartAfter, columns, rest } from "../host.js";

const REST = "더 보기";
/** @type {Record<string, string>} */
const PICTURE = { en: "Picture", ko: "그림" };
/** @type {Record<string, Record<string, string>>} */
const ANSWERS = {
  en: { check_circle: "Right:", close: "Not right:" },
  ko: { check_circle: "맞음:", close: "틀림:" },
};

// What a chart shows now is said beside it: as its own description it would be part of the spec, and rebuild the chart.
function describe() {
  for (const words of document.querySelectorAll(".picture-words")) {
    const chart = chartAfter(words);
    if (chart && chart.getAttribute("aria-label") !== words.textContent) {
      chart.setAttribute("aria-label", words.textContent);
    }
    // Once they are its label they need not be read a second time.
    if (chart) words.setAttribute("aria-hidden", "true");
  }
}

// An icon stands beside words that say the same, but for those at an answer; its own name is English.
function nameIcons() {
  const own = ANSWERS[document.documentElement.lang] ?? ANSWERS.en;
  for (const icon of document.querySelectorAll("span[role=img][aria-label]")) {
    const name = icon.textContent.trim();
    const label = icon.closest("button, a") ? undefined : own[name];
    if (label && icon.getAttribute("aria-label") !== label) icon.setAttribute("aria-label", label);
    if (!label && icon.getAttribute("aria-label") === `${name} icon`) icon.setAttribute("aria-hidden", "true");
  }
}

// Which sections have no room is counted by the host, in English.
function nameRest() {
  const button = rest();
  if (!button || document.documentElement.lang !== "ko") button?.removeAttribute("aria-label");
  else if (button.getAttribute("aria-label") !== REST) button.setAttribute("aria-label", REST);
}

// What scrolls within itself can have the focus, since there is no other way to scroll it by keys.
function letScroll() {
  for (const column of columns()) {
    const scrolls = column.scrollHeight > column.clientHeight + 1 && getComputedStyle(column).overflowY === "auto";
    const has = { tabindex: "0", role: "group", "aria-label": PICTURE[document.documentElement.lang] ?? PICTURE.en };
    for (const [name, value] of Object.entries(has)) {
      if (!scrolls) column.removeAttribute(name);
      else if (column.getAttribute(name) !== value) column.setAttribute(name, value);
    }
  }
}

export default class ChartWords {
  /** @type {number | undefined} */
  soon;

  constructor() {
    this.later = () => void (this.soon ??= requestAnimationFrame(() => this.act()));
    this.watcher = new MutationObserver(this.later);
    window.addEventListener("resize", this.later);
    // The host writes its own label anew in another language.
    this.watcher.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-label"] });
    this.act();
  }

  act() {
    this.soon = undefined;
    describe();
    nameIcons();
    nameRest();
    letScroll();
  }

  update() {}

  destroy() {
    this.watcher.disconnect();
    window.removeEventListener("resize", this.later);
    if (this.soon) cancelAnimationFrame(this.soon);
  }
}
