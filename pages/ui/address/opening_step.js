import { containerOf, running } from "../host.js";

const HANDS = ["wheel", "touchstart", "pointerdown", "keydown"];

export default class OpeningStep {
  /** @type {number | undefined} */
  arrival;
  /** @type {(() => void) | undefined} */
  stop;

  /** @param {{ arrival: number, places: string[] }} data */
  update({ arrival, places }) {
    if (this.arrival === arrival) return;
    this.destroy();
    this.arrival = arrival;
    const began = performance.now();
    let still = 0;
    /** @type {number | undefined} */
    let found;
    const look = () => {
      const target = places.map((place) => /** @type {HTMLElement?} */ (document.querySelector(place))).find(Boolean);
      if (target) found ??= performance.now();
      if (target) {
        const player = /** @type {HTMLElement?} */ (containerOf(document.querySelector(".film-player")));
        const above = player && player.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
        target.style.scrollMarginTop = `${96 + (above ? player.offsetHeight : 0)}px`;
        const before = target.getBoundingClientRect().top;
        target.scrollIntoView({ behavior: "instant", block: "start" });
        still = Math.abs(target.getBoundingClientRect().top - before) < 2 ? still + 1 : 0;
      }
      if ((still > 8 && !running()) || performance.now() - (found ?? began) > 60000) this.destroy();
    };
    const timer = setInterval(look, 150);
    const stop = () => this.destroy();
    HANDS.forEach((hand) => window.addEventListener(hand, stop, { capture: true, passive: true }));
    this.stop = () => {
      clearInterval(timer);
      HANDS.forEach((hand) => window.removeEventListener(hand, stop, true));
    };
  }

  destroy() {
    this.stop?.();
  }
}
