export default class FrameButton {
  /** @param {Mount} parent */
  constructor(parent) {
    this.button = parent.querySelector("button");
  }

  /** @param {{ label: string }} data @param {Tell} report */
  update(data, report) {
    this.button.textContent = data.label;
    this.button.onclick = () => {
      const player = /** @type {HTMLElement?} */ (document.querySelector('.film-player[data-name="frame"]'));
      if (player) report("frame", [Number(player.dataset.frame)]);
    };
  }
}
