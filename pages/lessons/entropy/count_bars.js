import { clamp, Later, Latest } from "../../ui/kit.js";

const shares = (counts) => counts.map((count) => count / counts.reduce((a, b) => a + b, 0));
const written = (value) => (Number.isFinite(value) ? value.toFixed(3) : "∞");

// What is read off while a bar is held: the mean of -log(model) over the truth, in units of log(base).
function cost(truth, model, base) {
  const parts = truth.map((share, i) => (share > 0 ? (-share * Math.log(model[i])) / Math.log(base) : 0));
  return Math.abs(parts.reduce((a, b) => a + b, 0));
}

// The sets of bars on the page, by name: a reading may hold one against another, also while that one is held.
const sets = (window.countBars ??= new Map());

export default class Bars {
  constructor(parent) {
    this.root = parent.querySelector(".count-bars");
    this.later = new Later(() => this.report());
    this.latest = new Latest();
    this.find = (part) => this.root.querySelector(`.bars-${part}`);
    this.root.addEventListener("pointerdown", (event) => this.press(event));
    this.root.addEventListener("pointermove", (event) => this.held?.pointer === event.pointerId && this.follow(event));
    this.root.addEventListener("pointerup", (event) => this.release(event));
    this.root.addEventListener("pointercancel", () => this.forget());
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("focusout", () => this.later.waiting && this.report());
  }

  update(data, report) {
    const rebuilt = this.data?.bars.length !== data.bars.length;
    if (rebuilt) this.forget();
    this.data = data;
    this.latest.send = (value) => report("counts", value);
    this.latest.answered(data.answered);
    if (!this.held && !this.later.waiting && !this.latest.busy) this.counts = [...data.counts];
    this.root.setAttribute("aria-label", data.label);
    this.find("label").textContent = data.label;
    if (rebuilt) this.build();
    sets.set(data.name, this);
    this.draw();
    sets.forEach((set) => set.read());
  }

  build() {
    const bar = `<div class="bar" role="slider" tabindex="0" aria-valuemin="0"><span class="bar-name"><svg viewBox="-1.2 -1.2 2.4 2.4"><path/></svg><span></span></span>
<span class="bar-track"><span class="bar-fill"></span><span class="bar-grip"></span></span><span class="bar-told"></span></div>`;
    this.find("rows").innerHTML = bar.repeat(this.data.bars.length);
    this.rows = [...this.root.querySelectorAll(".bar")];
  }

  draw() {
    const { bars, most, hollow, base, told } = this.data;
    shares(this.counts).forEach((share, i) => {
      const [row, count, { outline, name, colour }] = [this.rows[i], this.counts[i], bars[i]];
      const [fill, words] = [row.querySelector(".bar-fill"), row.querySelector(".bar-told")];
      const ball = hollow ? `transparent 52%, ${colour} 58% 88%, transparent 94%` : `${colour} 88%, transparent 94%`;
      const mark = row.querySelector("path");
      mark.setAttribute("d", outline);
      mark.setAttribute("fill", colour);
      row.querySelector(".bar-name span").textContent = name;
      fill.style.width = row.querySelector(".bar-grip").style.left = `${(100 * count) / most}%`;
      fill.style.background = `radial-gradient(circle closest-side, ${ball}) 0 0 / ${100 / Math.max(count, 1)}% 100%`;
      const surprise = share > 0 ? Math.abs(Math.log(share) / Math.log(base)).toFixed(2) : "∞";
      const filled = { count, share: `${Math.round(1000 * share) / 10}%`, surprise };
      words.textContent = told.replace(/{(\w+)}/g, (_, part) => filled[part]);
      row.setAttribute("aria-label", `${this.data.label}: ${name}`);
      row.setAttribute("aria-disabled", this.data.locked);
      row.setAttribute("aria-valuemax", most);
      row.setAttribute("aria-valuenow", count);
      row.setAttribute("aria-valuetext", words.textContent);
    });
  }

  read() {
    const lines = this.data.readings.map(({ words, truth, model, extra }) => {
      const [q, p] = [truth, model].map((name) => sets.get(name)).map((set) => set && shares(set.counts));
      if (!q || !p || q.length !== p.length) return "";
      const whole = cost(q, p, this.data.base);
      return words.replace(
        "{value}",
        written(extra && Number.isFinite(whole) ? whole - cost(q, q, this.data.base) : whole),
      );
    });
    const place = this.find("readings");
    while (place.childElementCount < lines.length) place.append(document.createElement("div"));
    while (place.childElementCount > lines.length) place.lastChild.remove();
    lines.forEach((line, i) => (place.children[i].textContent = line));
  }

  move(i, count) {
    const others = this.counts.reduce((a, b) => a + b, 0) - this.counts[i];
    this.counts[i] = clamp(Math.round(count), others ? 0 : 1, this.data.most);
    this.draw();
    sets.forEach((set) => set.read());
  }

  press(event) {
    const row = event.target.closest(".bar");
    if (this.data.locked || !row || event.button !== 0 || !event.target.closest(".bar-track")) return;
    const touch = event.pointerType === "touch";
    this.held = { pointer: event.pointerId, row: this.rows.indexOf(row), before: [...this.counts], touch };
    document.documentElement.dataset.held = "";
    this.root.setPointerCapture(event.pointerId);
    row.focus({ preventScroll: true });
    event.preventDefault();
    this.follow(event);
  }

  follow(event) {
    const box = this.rows[this.held.row].querySelector(".bar-track").getBoundingClientRect();
    const before = String(this.counts);
    this.move(this.held.row, ((event.clientX - box.left) / box.width) * this.data.most);
    // A finger may be about to scroll the page: what it does is told when it is lifted.
    if (!this.held.touch && String(this.counts) !== before) this.latest.offer([...this.counts]);
  }

  release(event) {
    if (this.held?.pointer !== event.pointerId) return;
    this.let();
    this.report();
  }

  let() {
    this.held = undefined;
    delete document.documentElement.dataset.held;
  }

  forget() {
    if (!this.held) return;
    this.counts = this.held.before;
    this.let();
    this.draw();
    sets.forEach((set) => set.read());
    this.report();
  }

  key(event) {
    const i = this.rows.indexOf(event.target);
    const [now, most] = [this.counts[i], this.data.most];
    const to = {
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      PageUp: now + 5,
      PageDown: now - 5,
      Home: 0,
      End: most,
    }[event.key];
    if (event.key === "Enter" && this.later.waiting) return this.report();
    if (this.data.locked || i < 0 || to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.move(i, to);
    this.later.start();
  }

  report() {
    this.later.stop();
    const last = this.latest.busy ? this.latest.value : this.data.counts;
    if (this.latest.next || String(this.counts) !== String(last)) this.latest.offer([...this.counts]);
  }

  destroy() {
    this.later.stop();
    this.latest.destroy();
    if (this.held) this.let();
    if (sets.get(this.data.name) === this) sets.delete(this.data.name);
  }
}
