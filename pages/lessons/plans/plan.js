export default class PrintButton {
  /** @param {Mount} parent */
  constructor(parent) {
    this.button = parent.querySelector("button");
    this.button.onclick = () => window.print();
  }

  /** @param {{ label: string }} data */
  update(data) {
    this.button.textContent = data.label;
  }
}
