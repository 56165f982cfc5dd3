import { place } from "./forward_pass.js";
import { put } from "../../kit.js";

const REACH = 5; // how far from 0 a weight can be pulled at least

// The box of one weight: a slider and a number that change it in the browser, and the way back to the trained value.
export class WeightBox {
  /** @type {HTMLInputElement} */
  range;
  /** @type {HTMLInputElement} */
  number;

  constructor(stage) {
    this.stage = stage;
    this.edge = null; // [layer, row, column] of the weight that is open
    this.box = stage.find(".stage-weight");
    [this.range, this.number] = this.box.querySelectorAll("input");
    this.listen();
  }

  listen() {
    const { box, stage } = this;
    const report = () => this.edge && this.report(this.edge);
    for (const input of [this.range, this.number]) {
      input.addEventListener("input", () => {
        const value = Number(input.value);
        if (this.edge && input.value !== "" && Number.isFinite(value)) this.set(this.index(this.edge), value, input);
      });
      input.addEventListener("change", report);
    }
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.leave();
    });
    box.querySelector("[data-part=close]").addEventListener("click", () => this.leave());
    box.querySelector("[data-part=trained]").addEventListener("click", () => {
      const k = this.index(this.edge);
      this.set(k, stage.film.trained(k));
      stage.film.edits.delete(k);
      report();
    });
  }

  // Where the weight of an edge stands in θ.
  index(edge) {
    return place(this.stage.film.sizes, ...edge);
  }

  open(edge) {
    const { box, stage } = this;
    this.edge = edge;
    box.hidden = !edge;
    stage.find(".stage-widths").hidden = Boolean(edge);
    if (!edge) return stage.film && stage.soon();
    const { words } = stage.settings;
    const [layer, row, column] = edge;
    const sender = row === stage.film.sizes[layer] ? words.bias : stage.names.calls(layer, row);
    const name = `${sender} → ${stage.names.calls(layer + 1, column)}`;
    put(box.querySelector("span"), name);
    box.setAttribute("aria-label", name);
    for (const input of [this.range, this.number]) input.setAttribute("aria-label", `${words.weight} · ${name}`);
    for (const part of ["trained", "close"]) {
      const button = box.querySelector(`[data-part=${part}]`);
      button.title = words[part];
      button.setAttribute("aria-label", words[part]);
    }
    this.fill();
    stage.soon();
  }

  fill(by) {
    const { range, number, stage } = this;
    const value = stage.film.now[this.index(this.edge)];
    const reach = Math.max(REACH, Math.ceil(Math.abs(value)), Math.ceil(stage.film.widest));
    if (Number(range.max) < reach || by === undefined) [range.min, range.max] = [String(-reach), String(reach)];
    if (by !== range) range.value = String(value);
    if (by !== number) number.value = String(Number(value.toPrecision(3)));
  }

  focus() {
    this.range.focus();
  }

  leave() {
    const { edge } = this;
    this.open(null);
    if (edge) this.stage.find(`[data-neuron="${edge[0] + 1}.${edge[2]}"]`)?.focus();
  }

  set(k, value, by = null) {
    this.stage.film.edit(k, value);
    if (this.edge) this.fill(by);
    this.stage.edited();
  }

  report([layer, row, column]) {
    const { film, settings, frame } = this.stage;
    if (!settings.sends.weight) return;
    const value = Number(film.now[this.index([layer, row, column])].toPrecision(6));
    this.stage.send("weight", [layer, row === film.sizes[layer] ? -1 : row, column, value, frame]);
  }
}
