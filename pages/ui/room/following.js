// The film of who follows goes to the teacher's frame, as if its slider had been moved there.
export default class Following {
  /** @type {number | undefined} */
  done;

  /** @type {ReturnType<typeof setInterval> | undefined} */
  timer;
  patience = 0;

  /** @param {{ frame: number, number: number }} data */
  update({ frame, number }) {
    if (this.done === number) return;
    this.done = number;
    this.patience = 60;
    clearInterval(this.timer);
    this.timer = setInterval(() => this.go(frame), 150);
  }

  /** @param {number} frame */
  go(frame) {
    const slider = /** @type {HTMLInputElement?} */ (document.querySelector("[data-frame] [data-part=slider]"));
    if (slider && Number(slider.max) >= frame) {
      slider.value = String(frame);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      this.patience = 0;
    }
    if (this.patience-- <= 0) clearInterval(this.timer);
  }

  destroy() {
    clearInterval(this.timer);
  }
}
