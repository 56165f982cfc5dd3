// The teacher's film at rest: its frame is sent, so that it can stand in the link that the class follows.
export default class Leading {
  constructor() {
    [this.before, this.sent, this.still] = [null, null, 0];
    this.timer = setInterval(() => this.look(), 250);
  }

  update(data, report) {
    this.report = report;
  }

  look() {
    /** @type {HTMLElement} */
    const player = document.querySelector("[data-frame]");
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
