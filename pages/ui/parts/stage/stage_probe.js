import { short } from "./stage_map.js";
import { Later, clamp, put } from "../../kit.js";

// A point sent through the network: under the pointer, or put down on the map, dragged, and moved by keys.
export class Probe {
  /** @type {number} */
  u;
  /** @type {number} */
  v;
  /** @type {number} */
  example;

  constructor(stage) {
    this.stage = stage;
    this.point = null; // its inputs; null while there is none
    this.placed = null; // where it was put down
    Object.assign(this, { u: 0, v: 0, example: -1 });
    this.handle = stage.find(".stage-probe");
    this.report = new Later(() => {
      if (this.placed) stage.send("probe", [this.placed.u, this.placed.v, this.placed.example]);
    }, 300);
    this.listen(stage.find(".stage-plane canvas"), this.handle);
  }

  listen(canvas, handle) {
    canvas.addEventListener("pointermove", (event) => event.pointerType !== "touch" && this.hover(event));
    canvas.addEventListener("pointerleave", () => this.hover(null));
    canvas.addEventListener("click", (event) => this.put(event));
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.focus({ focusVisible: false });
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => handle.hasPointerCapture(event.pointerId) && this.put(event));
    handle.addEventListener("keydown", (event) => this.step(event));
    handle.addEventListener("focus", () => {
      if (handle.matches(":focus-visible") && !this.placed) this.set(...this.center(), -1, true);
    });
    handle.addEventListener("dblclick", () => this.drop());
  }

  // A run of other inputs has come: what was put down is of another plane.
  update(film) {
    if (this.placed && this.placed.inputs !== film.inputs) this.placed = this.point = null;
  }

  center() {
    const [low, high] = this.stage.film.extent;
    return [(low + high) / 2, (low + high) / 2];
  }

  target(event) {
    const [map] = this.stage.maps;
    const box = this.stage.find(".stage-plane").getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { ...map.at(x, y), example: map.nearest(x, y, 8) };
  }

  hover(event) {
    const { stage } = this;
    if (!stage.settings?.probe) return;
    const { u, v, inside, example } = event ? this.target(event) : {};
    if (event && inside) return this.set(u, v, example, false);
    stage.tooltip.hide();
    if (this.placed) return this.aimAt(this.placed);
    this.point = null;
    stage.neurons.leave();
    stage.soon();
  }

  put(event) {
    const { u, v, inside, example } = this.target(event);
    if (this.stage.settings.probe && inside) this.set(u, v, example, true);
  }

  set(u, v, example, keep) {
    this.aimAt({ u, v, example });
    if (keep) this.placed = { u: this.u, v: this.v, example, inputs: this.stage.film.inputs };
    this.placeHandle();
    this.tell();
    if (keep && this.stage.settings.sends.probe) this.report.start();
  }

  // Take a point of the plane, or an example with all its inputs.
  aimAt({ u, v, example }) {
    const { film } = this.stage;
    const size = film.inputs;
    if (this.point?.length !== size) this.point = new Float64Array(size);
    if (example >= 0) [u, v] = film.places.subarray(2 * example, 2 * example + 2);
    Object.assign(this, { u, v, example });
    if (example >= 0) this.point.set(film.x.subarray(example * size, (example + 1) * size));
    else film.lift(u, v, this.point);
    this.stage.soon();
  }

  // Send the point through the network; whether there is one.
  send() {
    if (!this.point) return false;
    const { film } = this.stage;
    film.send(this.point);
    if (film.isCurve) {
      const { layer, neuron } = this.stage.shownOf(film);
      this.v = film.one.layers[layer][neuron ?? 0];
    }
    return true;
  }

  placeHandle() {
    const [map] = this.stage.maps;
    const { u, v } = this.placed ?? this;
    this.handle.classList.toggle("placed", Boolean(this.placed));
    this.send();
    this.handle.style.left = `${map.x(u)}px`;
    this.handle.style.top = `${map.y(this.stage.film.isCurve ? this.v : v)}px`;
  }

  // Beside the probe: the point, and what the network says of it.
  tell() {
    const [map] = this.stage.maps;
    this.send();
    const { left, top } = this.stage.find(".stage-plane").getBoundingClientRect();
    this.stage.tooltip.say(this.answer(), [left + map.x(this.u), top + map.y(this.v)], [14, 16], -44);
  }

  name() {
    const { words } = this.stage.settings;
    this.handle.setAttribute("aria-label", `${words.probe}: ${this.point ? this.answer() : words.move}`);
  }

  answer() {
    const {
      film,
      settings: { words, axes },
    } = this.stage;
    const outputs = film.one.layers.at(-1);
    const said = [];
    if (film.inputs <= 2) said.push(Array.from(this.point, (value, i) => `${axes[i]} ${short(value)}`).join(", "));
    if (this.example >= 0) said.push(`${words.example.replace("{number}", this.example + 1)}: ${this.truth()}`);
    let best = 0;
    for (let j = 1; j < outputs.length; j++) if (outputs[j] > outputs[best]) best = j;
    const taken = film.classes.length ? film.classes[outputs.length > 1 ? best : outputs[0] > 0.5 ? 1 : 0] : "";
    const value =
      outputs.length > 1 ? `${taken} (${short(outputs[best])})` : short(outputs[0]) + (taken && ` (${taken})`);
    said.push(`${words.output} ${value}`);
    return said.join(" · ");
  }

  truth() {
    const { film } = this.stage;
    return film.classes.length ? film.classes[film.labels[this.example]] : short(film.y[this.example]);
  }

  step(event) {
    const { film } = this.stage;
    const [low, high] = film.extent;
    const stride = ((high - low) / 48) * (event.shiftKey ? 5 : 1);
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const turn = { PageDown: 1, PageUp: -1 }[event.key];
    if (event.key === "Escape") return this.drop();
    if (!move && !turn) return;
    event.preventDefault();
    event.stopPropagation();
    const { u, v, example } = this.placed ?? this;
    if (turn) this.set(0, 0, (example + turn + film.count) % film.count, true);
    else this.set(clamp(u + move[0] * stride, low, high), clamp(v + move[1] * stride, low, high), -1, true);
    put(this.stage.find(".stage-told"), this.answer());
    this.stage.name();
  }

  drop() {
    this.placed = this.point = null;
    this.handle.classList.remove("placed");
    this.stage.tooltip.hide();
    this.stage.draw();
    this.stage.name();
  }
}
