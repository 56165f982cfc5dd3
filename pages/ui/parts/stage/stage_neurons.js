import { put } from "../../kit.js";

const NEAR = 6; // pixels from an edge that a pointer may be off
const TOUCH = 14; // and a finger
const CONTROLS = ".stage-weight, .stage-widths";

const indices = (id) => id.split(".").map(Number);

// The neurons as buttons and the edges between them: pointed at, pulled, chosen, and walked along by keys.
export class NeuronButtons {
  constructor(stage) {
    this.stage = stage;
    this.told = null; // the neuron [layer, index] or the edge [layer, row, column] that is told of
    this.list = stage.find(".stage-neurons");
    this.area = stage.find(".stage-network");
    const { area } = this;
    area.addEventListener("pointermove", (event) => this.point(event));
    area.addEventListener("pointerleave", () => this.point(null));
    area.addEventListener("pointerdown", (event) => this.grasp(event), true);
    area.addEventListener("click", (event) => this.click(event), true);
    area.addEventListener("keydown", (event) => this.walk(event));
    area.addEventListener("focusin", (event) => this.visit(event.target));
    area.addEventListener("focusout", () => this.visit(null));
  }

  arrange() {
    const { list, stage } = this;
    const { places } = stage.drawing.layout;
    const ids = places.flatMap((layer, l) => layer.map((_, j) => `${l}.${j}`));
    while (list.children.length > ids.length) list.lastChild.remove();
    ids.forEach((id, k) => {
      const [layer, j] = indices(id);
      const button = list.children[k] ?? list.appendChild(document.createElement("button"));
      const { x, y, size } = places[layer][j];
      button.type = "button";
      button.style.cssText = `left:${x - size / 2}px;top:${y - size / 2}px;width:${size}px;height:${size}px`;
      button.dataset.neuron = id;
    });
    this.press();
    this.rove(this.roving && stage.has(this.roving) ? this.roving : (stage.chosen ?? "0.0"));
    list.setAttribute("aria-label", stage.settings.words.network);
  }

  press() {
    for (const button of this.list.children) {
      button.setAttribute("aria-pressed", button.dataset.neuron === this.stage.chosen);
    }
  }

  rove(id) {
    this.roving = id;
    for (const button of this.list.children) button.tabIndex = button.dataset.neuron === id ? 0 : -1;
  }

  name() {
    for (const button of this.list.children) {
      button.setAttribute("aria-label", this.stage.names.tells(indices(button.dataset.neuron), false));
    }
  }

  // Whatever the pointer is on, unless a finger only scrolls past.
  point(event) {
    if (this.pulling || event?.pointerType === "touch" || event?.target.closest?.(CONTROLS)) return;
    if (!event && this.visited) return;
    this.visited = false;
    const before = String(this.told);
    this.told = event ? this.under(event, NEAR) : null;
    this.area.style.cursor = this.told?.length === 3 && this.stage.settings.editable ? "ns-resize" : "";
    this.tell(event);
    if (String(this.told) !== before) this.stage.soon();
  }

  leave() {
    this.told = null;
    this.tell(null);
  }

  under(event, reach) {
    const { drawing, film } = this.stage;
    const box = this.area.getBoundingClientRect();
    const edge = drawing.layout.nearest(film, event.clientX - box.left, event.clientY - box.top, reach);
    const { neuron } = event.target.dataset;
    if (neuron && !(edge && edge[1] === film.sizes[edge[0]])) return indices(neuron);
    return edge;
  }

  tell(event, long = false) {
    const { tooltip, names } = this.stage;
    if (!this.told) return tooltip.hide();
    const words = names.tells(this.told, long);
    if (event) return tooltip.say(words, [event.clientX, event.clientY], [12, 16]);
    const own = (document.activeElement?.closest?.(".stage-neurons button") ?? this.area).getBoundingClientRect();
    tooltip.say(words, [own.left, own.bottom], [0, 6]);
  }

  grasp(event) {
    const { stage, area } = this;
    if (!stage.settings?.editable || event.pointerType === "touch" || event.button) return;
    if (event.target.closest(CONTROLS)) return;
    const edge = this.under(event, NEAR);
    if (edge?.length !== 3) return;
    event.preventDefault();
    area.setPointerCapture(event.pointerId);
    const k = stage.weight.index(edge);
    this.pulling = { edge, k, from: stage.film.now[k], y: event.clientY, moved: false };
    const pull = (later) => this.pull(later);
    const release = () => {
      area.removeEventListener("pointermove", pull);
      this.release();
    };
    area.addEventListener("pointermove", pull);
    area.addEventListener("lostpointercapture", release, { once: true });
  }

  pull(event) {
    const { pulling, stage } = this;
    const away = pulling.y - event.clientY;
    if (!pulling.moved && Math.abs(away) < 3) return;
    if (!pulling.moved) stage.weight.open(pulling.edge);
    pulling.moved = true;
    this.told = pulling.edge;
    const step = ((event.shiftKey ? 0.1 : 1) * Math.max(stage.film.widest, 0.5)) / 90;
    stage.weight.set(pulling.k, Number((pulling.from + away * step).toPrecision(3)));
    this.tell(event);
  }

  release() {
    const { pulling } = this;
    this.pulling = null;
    this.justPulled = pulling.moved;
    if (pulling.moved) this.stage.weight.report(pulling.edge);
    setTimeout(() => (this.justPulled = false));
  }

  // A click on an edge, or on the mark of a bias, opens its weight; one on a neuron makes its map large.
  click(event) {
    const { stage } = this;
    if (event.target.closest(CONTROLS)) return;
    if (this.justPulled) return event.stopPropagation();
    const { neuron } = event.target.dataset;
    const reach = event.pointerType === "touch" ? TOUCH : NEAR;
    const found = event.detail ? this.under(event, reach) : neuron && indices(neuron);
    if (found?.length === 3) return stage.settings.editable && stage.weight.open(found);
    if (found) stage.choose(found.join(".") === stage.chosen ? null : found.join("."));
  }

  visit(button) {
    this.visited = Boolean(button?.matches?.(".stage-neurons button:focus-visible"));
    if (!this.visited && !this.told) return;
    this.told = this.visited ? indices(button.dataset.neuron) : null;
    if (this.visited) this.rove(button.dataset.neuron);
    this.tell(null, true);
    this.stage.soon();
  }

  // Arrow keys go from neuron to neuron; with Shift from edge to edge into the neuron, and Enter opens its weight.
  walk(event) {
    const { stage } = this;
    const id = event.target.dataset.neuron;
    const move = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (event.key === "Escape" && stage.weight.edge) return stage.weight.open(null);
    if (!id) return;
    if (event.key === "Enter" && this.told?.length === 3 && stage.settings.editable) {
      event.preventDefault();
      stage.weight.open(this.told);
      return stage.weight.focus();
    }
    if (!move) return;
    event.preventDefault();
    const [layer, j] = indices(id);
    if (event.shiftKey) return this.pass(layer, j, move[1]);
    stage.find(`[data-neuron="${stage.drawing.layout.beyond(layer, j, ...move).join(".")}"]`).focus();
  }

  pass(layer, j, down) {
    if (!layer || !down) return;
    const { stage } = this;
    const count = stage.film.sizes[layer - 1] + 1;
    const [l, i, to] = this.told ?? [];
    const from = this.told?.length === 3 && l === layer - 1 && to === j ? i : down > 0 ? -1 : 0;
    this.told = [layer - 1, (from + down + count) % count, j];
    this.tell(null);
    put(stage.find(".stage-told"), stage.names.tells(this.told, false));
    stage.draw();
  }
}
