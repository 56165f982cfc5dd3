export default class PrintButton {
  constructor(parent) {
    this.button = parent.querySelector("button");
    this.button.onclick = () => window.print();
  }

  update(data) {
    this.button.textContent = data.label;
  }
}
