export default class FrameButton {
  constructor(parent) {
    this.button = parent.querySelector("button");
  }

  update(data, report) {
    this.button.textContent = data.label;
    this.button.onclick = () => {
      /** @type {HTMLElement} */
      const player = document.querySelector('.film-player[data-name="frame"]');
      if (player) report("frame", [Number(player.dataset.frame)]);
    };
  }
}
