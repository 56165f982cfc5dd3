// The links of a teacher's plan open in this tab, where the room is: a new tab would have neither its seat nor its secret.
export default class PlanLinks {
  /** @type {Tell} */
  report = () => {};

  constructor() {
    /** @param {MouseEvent} event */
    this.listener = (event) => this.open(event);
    document.addEventListener("click", this.listener, true);
  }

  /** @param {unknown} data @param {Tell} report */
  update(data, report) {
    this.report = report;
  }

  /** @param {MouseEvent} event */
  open(event) {
    const link = /** @type {Element} */ (event.target).closest?.('.st-key-plan a[href^="./"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.report("link", link.getAttribute("href")?.slice(2));
  }

  destroy() {
    document.removeEventListener("click", this.listener, true);
  }
}
