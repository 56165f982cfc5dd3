// The teacher's film at rest: its frame is sent, so that it can stand in the link that the class follows.
export default class Leading {
  /** The frame at the last look, and the one that was sent last. @type {string | null | undefined} */
  before = null;
  /** @type {string | null | undefined} */
  sent = null;
  still = 0;
  /** @type {Tell} */
  report = () => {};

  constructor() {
    this.timer = setInterval(() => this.look(), 250);
  }

  /** @param {unknown} data @param {Tell} report */
  update(data, report) {
    this.report = report;
  }

  look() {
    const player = /** @type {HTMLElement?} */ (document.querySelector("[data-frame]"));
    const frame = player && player.dataset.playing !== "true" ? player.dataset.frame : null;
    this.still = frame === this.before ? this.still + 1 : 0;
    this.before = frame;
    if (frame === null || this.still !== 2 || frame === this.sent) return;
    if (this.sent !== null) this.report("frame", Number(frame));
    this.sent = frame;
  }

  destroy() {
    clearInterval(this.timer);
  }
}
