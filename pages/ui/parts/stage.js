import { Film, diverging, parts, place, readJson, shaded } from "./forward.js";
import { LargeMap, short } from "./stage_map.js";
import { NetworkDrawing } from "./stage_network.js";
import { clamp, minus } from "../kit.js";

const NARROW = 560; // pixels of width below which the maps stand over the network
const QUIET = 140; // milliseconds after which a picture that changed is at rest, and drawn as fine as it can be
const REACH = 5; // how far from 0 a weight can be pulled at least
const TOUCH = 14; // pixels from an edge that a finger may be off
const MAP_OPACITY = 0.78;

// A network's run at the frame of the player: the network, the large map with the examples, a probe, and weights to pull.
export default class Stage {
  constructor(parent) {
    this.root = parent.querySelector(".stage");
    this.find = (selector) => this.root.querySelector(selector);
    this.store = new ArrayBuffer(0);
    this.length = 0;
    this.version = 0;
    this.probe = { point: null, u: 0, v: 0, example: -1 };
    this.placed = null;
    this.drawing = new NetworkDrawing(this.find(".stage-network"));
    this.maps = ["map", "pinned"].map((part) => new LargeMap(this.find(`[data-part="${part}"]`)));
    this.films = [];
    this.input = this.find("form.vega-bindings input");
    this.input.addEventListener("input", () => this.moved());
    this.sizing = new ResizeObserver(() => this.arrange());
    this.sizing.observe(this.root);
    // On a telephone its parts are laid out by the page, each by itself: then the room is that of the experiment.
    this.around = this.root.closest(".st-key-stage");
    if (this.around) this.sizing.observe(this.around);
    this.listenToNeurons(this.find(".stage-network"));
    this.listenToMap(this.find(".stage-plane"));
    this.listenToWeight(this.find(".stage-weight"));
    for (const button of this.root.querySelectorAll("[data-part=back]")) button.addEventListener("click", () => this.choose(null));
    this.root.stage = this;
  }

  // A message, as `stage.show` wrote it. One that only says what is known already changes nothing.
  update(bytes, report) {
    this.send = report;
    if (this.isKnown(bytes)) return this.recolour();
    if (this.store.byteLength < bytes.length) this.store = new ArrayBuffer(Math.ceil(bytes.length * 1.25));
    const before = this.filmBytes && this.filmBytes.slice();
    new Uint8Array(this.store).set(bytes);
    this.length = bytes.length;
    const [settings, ...films] = parts(this.store, bytes.length);
    this.settings = readJson(settings);
    this.filmBytes = films[0];
    const isNew = !before || !equal(before, films[0]);
    const edits = isNew || !this.film ? null : this.film.edits;
    this.films = films.map((film) => new Film(film));
    this.film = this.films[0];
    if (edits) this.film.edits = edits;
    this.film.frame = edits ? this.frame : -1;
    this.settle(isNew);
  }

  isKnown(bytes) {
    return bytes.length === this.length && equal(bytes, new Uint8Array(this.store, 0, this.length));
  }

  // The host also calls when only its theme has changed.
  recolour() {
    if (this.ink !== getComputedStyle(this.root).color) this.soon();
  }

  settle(isNew) {
    const { settings, film, films } = this;
    this.input.name = settings.name;
    this.palettes = {
      signs: diverging(settings.colours),
      classes: film.classes.length > 2 ? shaded(settings.colours, film.classes.length) : null,
    };
    this.faded = {
      signs: diverging(settings.colours, MAP_OPACITY),
      classes: film.classes.length > 2 ? shaded(settings.colours, film.classes.length, MAP_OPACITY) : null,
    };
    films.forEach((own, k) => this.maps[k].update(own, settings, this.faded));
    this.drawing.update(film, settings, this.palettes, this.maps[0].full);
    if (settings.selected !== this.asked) this.chosen = this.asked = settings.selected;
    if (this.chosen && !this.has(this.chosen)) this.chosen = null;
    if (isNew && this.placed && this.placed.inputs !== film.inputs) this.placed = this.probe.point = null;
    if (isNew) this.openWeight(null);
    this.widths = settings.hidden?.slice();
    this.version += 1;
    this.arrange();
  }

  has(name) {
    const [layer, j] = name.split(".").map(Number);
    return j < this.film.sizes[layer];
  }

  get frame() {
    return Math.min(Number(this.input.value), this.film.frames - 1);
  }

  // Which neuron is shown large: of several classes all outputs together, unless one of them is chosen.
  shownOf(film) {
    const last = film.sizes.length - 1;
    const [layer, neuron] = this.chosen ? this.chosen.split(".").map(Number) : [last, film.outputs > 1 ? null : 0];
    if (neuron !== null && !(neuron < film.sizes[layer])) return { layer: last, neuron: film.outputs > 1 ? null : 0 };
    return { layer, neuron };
  }

  arrange() {
    if (!this.film) return;
    const { settings, root, films } = this;
    const width = root.clientWidth || this.around?.clientWidth;
    if (!width) return;
    root.style.setProperty("--stage-font", `${settings.font}px`);
    root.setAttribute("aria-label", settings.alt);
    for (const part of [this.drawing, ...this.maps]) part.family = getComputedStyle(root).fontFamily;
    const narrow = width < NARROW;
    root.classList.toggle("narrow", narrow);
    const caption = Math.max(Math.round(settings.font * 2.9), 42);
    const count = settings.map ? films.length : 0;
    const share = narrow ? 1 : settings.network ? (count > 1 ? 0.36 : 0.5) : 1 / Math.max(count, 1);
    const side = Math.floor(Math.min(settings.height - caption, width * share - (narrow ? 0 : 8)));
    this.isTight = side < 330;
    this.maps.forEach((map, k) => {
      map.figure.hidden = k >= count;
      if (k >= count) return;
      map.figure.style.width = `${side}px`;
      map.figure.querySelector("figcaption").style.height = `${caption}px`;
      map.arrange(side);
    });
    this.find(".stage-network").hidden = !settings.network;
    if (settings.network) this.arrangeNetwork(narrow ? width : width - count * (side + 12), settings.height);
    this.draw();
    this.name(); // a film that plays on and on is never at rest
    this.rest();
  }

  arrangeNetwork(width, height) {
    const top = this.settings.hidden || this.settings.editable ? 32 : 4;
    this.drawing.arrange(width, height, top);
    this.arrangeNeurons();
    this.arrangeWidths();
  }

  arrangeNeurons() {
    const { drawing, settings } = this;
    const list = this.find(".stage-neurons");
    const ids = drawing.places.flatMap((layer, l) => layer.map((_, j) => `${l}.${j}`));
    while (list.children.length > ids.length) list.lastChild.remove();
    ids.forEach((id, k) => {
      const [layer, j] = id.split(".").map(Number);
      const button = list.children[k] ?? list.appendChild(document.createElement("button"));
      const { x, y, size } = drawing.places[layer][j];
      button.type = "button";
      button.style.cssText = `left:${x - size / 2}px;top:${y - size / 2}px;width:${size}px;height:${size}px`;
      button.dataset.neuron = id;
      button.setAttribute("aria-pressed", id === this.chosen);
    });
    const current = this.roving && this.has(this.roving) ? this.roving : (this.chosen ?? "0.0");
    this.rove(current);
    list.setAttribute("aria-label", settings.words.network);
  }

  rove(id) {
    this.roving = id;
    for (const button of this.find(".stage-neurons").children) button.tabIndex = button.dataset.neuron === id ? 0 : -1;
  }

  // + and − over each hidden layer, and for the number of layers; what is asked for goes out when the clicks pause.
  arrangeWidths() {
    const { settings: { hidden, words, most, widest }, drawing } = this;
    const box = this.find(".stage-widths");
    const focus = box.contains(document.activeElement) ? document.activeElement.dataset.act : null;
    box.textContent = "";
    if (!hidden) return;
    const widths = this.widths;
    const group = (x, name, act, less, more, shown) => {
      const div = box.appendChild(document.createElement("div"));
      div.setAttribute("role", "group");
      div.setAttribute("aria-label", `${name}: ${shown}`);
      div.style.cssText = `left:${x}px;top:0`;
      div.append(this.knob("−", `${act}-`, `${words.less} · ${name}`, less), this.count(shown), this.knob("+", `${act}+`, `${words.more} · ${name}`, more));
      return div;
    };
    const layers = (change) => (change < 0 ? widths.slice(0, -1) : [...widths, widths.at(-1) ?? 4]);
    const room = drawing.step >= 80;
    const isWide = drawing.places.length > 2 && this.middle(1) > 150;
    const told = isWide ? words.counted.replace("{count}", widths.length) : widths.length;
    group(0, words.layers, "l", widths.length > 0 && (() => layers(-1)), widths.length < most && (() => layers(1)), told).classList.add("layers");
    widths.forEach((width, k) => {
      if (k + 2 > drawing.places.length - 1 && widths.length !== hidden.length) return;
      const set = (value) => () => widths.map((own, at) => (at === k ? value : own));
      const name = words.width.replace("{layer}", k + 1);
      const div = group(drawing.places[k + 1][0] ? this.middle(k + 1) : 0, name, `${k}.`, width > 1 && set(width - 1), width < widest && set(width + 1), width);
      if (!room) div.querySelector("span").hidden = true;
    });
    if (focus) box.querySelector(`[data-act="${focus}"]`)?.focus();
  }

  middle(layer) {
    const spots = this.drawing.places[layer];
    return spots.reduce((sum, { x }) => sum + x, 0) / spots.length;
  }

  count(shown) {
    const span = document.createElement("span");
    span.textContent = shown;
    return span;
  }

  knob(sign, act, name, widths) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: sign, title: name, disabled: !widths });
    button.dataset.act = act;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () => {
      this.widths = widths();
      if (this.widths.length === this.film.sizes.length - 2) this.arrangeWidths();
      clearTimeout(this.asking);
      this.asking = setTimeout(() => this.send("layers", this.widths), 250);
    });
    return button;
  }

  // The player has moved on.
  moved() {
    if (!this.film) return;
    if (this.frame === this.film.frame && this.drawn) return;
    if (this.edge && this.film.edits.size) this.openWeight(null);
    this.playing = performance.now() - (this.before ?? 0) < 400;
    this.before = performance.now();
    this.version += 1;
    this.draw();
    this.rest();
  }

  soon() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.draw();
    });
  }

  // When nothing has changed for a moment the large map is drawn as fine as the screen, and the numbers are told.
  rest() {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.playing = false;
      this.draw(true);
      this.name();
    }, QUIET);
  }

  draw(fine = this.fineAt === this.version) {
    if (!this.film) return;
    if (fine) this.fineAt = this.version;
    const style = getComputedStyle(this.root);
    const [ink, ground] = [style.color, style.getPropertyValue("--st-background-color")];
    this.ink = ink;
    const { settings, films, maps, version, playing } = this;
    for (const film of films) film.show(Math.min(this.frame, film.frames - 1));
    if (this.measured !== version) for (const film of films) film.measure();
    this.measured = version;
    const probe = this.aim();
    const told = this.told ?? this.edge ?? null;
    if (settings.network) this.drawing.draw({ ink, ground, probe, told, version, playing });
    films.forEach((film, k) => {
      if (!settings.map) return;
      maps[k].draw(this.shownOf(film), ink, fine, version);
      if (probe && !k) maps[k].drawProbe(this.probe, Boolean(this.placed));
    });
    this.caption();
    this.root.dataset.shown = this.frame;
    this.drawn = true;
  }

  // Send the probe's point through the network; nothing while there is no probe.
  aim() {
    const { probe, film } = this;
    if (!probe.point) return null;
    film.send(probe.point);
    if (film.isCurve) {
      const { layer, neuron } = this.shownOf(film);
      probe.v = film.one.layers[layer][neuron ?? 0];
    }
    return probe;
  }

  caption() {
    const { settings: { words }, films, maps } = this;
    films.forEach((film, k) => {
      const { figure } = maps[k];
      const { training, test, right, testRight } = film.result;
      const name = (word) => (this.isTight ? "" : `${word} `);
      const percent = (share) => (film.classes.length ? ` · ${Math.round(share * 100)} %` : "");
      put(figure.querySelector("[data-part=losses]"), this.isTight ? "" : words.losses);
      put(figure.querySelector("[data-part=training]"), `● ${name(words.training)}${loss(training)}${percent(right)}`);
      put(figure.querySelector("[data-part=test]"), `○ ${name(words.test)}${loss(test)}${percent(testRight)}`);
      const shown = this.chosen ? this.drawing.calls(...this.chosen.split(".").map(Number)) : words.all;
      put(figure.querySelector("[data-part=title]"), k ? `${words.pinned}: ${shown}` : shown);
      const back = figure.querySelector("[data-part=back]");
      put(back, words.back);
      back.hidden = !this.chosen || k > 0;
    });
  }

  // What the screen reader is told of each neuron and of the map, with the numbers of now.
  name() {
    if (!this.film) return;
    const { settings, drawing, films, maps } = this;
    if (settings.network) {
      for (const button of this.find(".stage-neurons").children) {
        button.setAttribute("aria-label", drawing.tells(button.dataset.neuron.split(".").map(Number), false));
      }
    }
    films.forEach((_, k) => maps[k].canvas.setAttribute("aria-label", this.tellsMap(maps[k].figure)));
    const handle = this.find(".stage-probe");
    handle.setAttribute("aria-label", `${settings.words.probe}: ${this.probe.point ? this.answer() : settings.words.move}`);
  }

  tellsMap(figure) {
    const said = (part) => figure.querySelector(`[data-part=${part}]`).textContent;
    const { words } = this.settings;
    const [training, test] = ["training", "test"].map((part) => `${words[part]} ${said(part).replace(words[part], "").slice(2).trim()}`);
    return `${said("title")} · ${words.losses}: ${training}, ${test}`;
  }

  // ---- neurons and edges

  listenToNeurons(area) {
    area.addEventListener("pointermove", (event) => this.point(event));
    area.addEventListener("pointerleave", () => this.point(null));
    area.addEventListener("pointerdown", (event) => this.grasp(event), true);
    area.addEventListener("click", (event) => this.click(event), true);
    area.addEventListener("keydown", (event) => this.walk(event));
    area.addEventListener("focusin", (event) => this.visit(event.target));
    area.addEventListener("focusout", () => this.visit(null));
  }

  spot(event) {
    const box = this.find(".stage-network").getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  // Whatever the pointer is on, unless a finger only scrolls past.
  point(event) {
    if (this.pulling || event?.pointerType === "touch" || event?.target.closest?.(".stage-weight, .stage-widths")) return;
    if (!event && this.visited) return;
    this.visited = false;
    const before = String(this.told);
    this.told = event ? this.under(event, 6) : null;
    this.find(".stage-network").style.cursor = this.told?.length === 3 && this.settings.editable ? "ns-resize" : "";
    this.tell(event);
    if (String(this.told) !== before) this.soon();
  }

  under(event, reach) {
    const edge = this.drawing.nearest(...this.spot(event), reach);
    const neuron = event.target.dataset?.neuron;
    if (neuron && !(edge && edge[1] === this.film.sizes[edge[0]])) return neuron.split(".").map(Number);
    return edge;
  }

  tell(event, long = false) {
    const telling = this.find(".stage-telling");
    telling.hidden = !this.told;
    if (!this.told) return;
    put(telling, this.drawing.tells(this.told, long));
    const box = this.ground(telling);
    const [x, y] = event ? [event.clientX - box.left + 12, event.clientY - box.top + 16] : this.beneath();
    telling.style.left = `${clamp(x, 0, Math.max(0, box.width - telling.offsetWidth))}px`;
    telling.style.top = `${y}px`;
  }

  // What it is placed in: the stage, or the page's experiment where that lays out its parts.
  ground(telling) {
    return (telling.offsetParent ?? this.root).getBoundingClientRect();
  }

  beneath() {
    const box = this.ground(this.find(".stage-telling"));
    const own = (document.activeElement?.closest?.(".stage-neurons button") ?? this.find(".stage-network")).getBoundingClientRect();
    return [own.left - box.left, own.bottom - box.top + 6];
  }

  grasp(event) {
    if (!this.settings?.editable || event.pointerType === "touch" || event.button) return;
    if (event.target.closest(".stage-weight, .stage-widths")) return;
    const edge = this.under(event, 6);
    if (edge?.length !== 3) return;
    event.preventDefault();
    const area = this.find(".stage-network");
    area.setPointerCapture(event.pointerId);
    const k = place(this.film.sizes, ...edge);
    this.pulling = { edge, k, from: this.film.now[k], y: event.clientY, moved: false };
    const pull = (later) => this.pull(later);
    const release = () => {
      area.removeEventListener("pointermove", pull);
      this.release();
    };
    area.addEventListener("pointermove", pull);
    area.addEventListener("lostpointercapture", release, { once: true });
  }

  pull(event) {
    const { pulling, film } = this;
    const away = pulling.y - event.clientY;
    if (!pulling.moved && Math.abs(away) < 3) return;
    if (!pulling.moved) this.openWeight(pulling.edge);
    pulling.moved = true;
    this.told = pulling.edge;
    const step = (event.shiftKey ? 0.1 : 1) * Math.max(film.widest, 0.5) / 90;
    this.setWeight(pulling.k, Number((pulling.from + away * step).toPrecision(3)));
    this.tell(event);
  }

  release() {
    const { pulling } = this;
    this.pulling = null;
    this.justPulled = pulling.moved;
    if (pulling.moved) this.tellWeight(pulling.edge);
    setTimeout(() => (this.justPulled = false));
  }

  // A click on an edge, or on the mark of a bias, opens its weight; one on a neuron makes its map large.
  click(event) {
    if (event.target.closest(".stage-weight, .stage-widths")) return;
    if (this.justPulled) return event.stopPropagation();
    const touch = event.pointerType === "touch";
    const found = event.detail ? this.under(event, touch ? TOUCH : 6) : event.target.dataset.neuron?.split(".").map(Number);
    if (found?.length === 3) return this.settings.editable && this.openWeight(found);
    if (found) this.choose(found.join(".") === this.chosen ? null : found.join("."));
  }

  choose(name) {
    const last = this.film.sizes.length - 1;
    this.chosen = name === `${last}.0` && this.film.outputs === 1 ? null : name;
    for (const button of this.find(".stage-neurons").children) button.setAttribute("aria-pressed", button.dataset.neuron === this.chosen);
    this.draw(true);
    this.name();
    if (this.settings.sends.neuron) this.send("neuron", this.chosen ?? "");
  }

  visit(button) {
    this.visited = Boolean(button?.matches?.(".stage-neurons button:focus-visible"));
    if (!this.visited && !this.told) return;
    this.told = this.visited ? button.dataset.neuron.split(".").map(Number) : null;
    if (this.visited) this.rove(button.dataset.neuron);
    this.tell(null, true);
    this.soon();
  }

  // Arrow keys go from neuron to neuron; with Shift from edge to edge into the neuron, and Enter opens its weight.
  walk(event) {
    const id = event.target.dataset.neuron;
    const move = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
    if (event.key === "Escape" && this.edge) return this.openWeight(null);
    if (!id) return;
    if (event.key === "Enter" && this.told?.length === 3 && this.settings.editable) {
      event.preventDefault();
      this.openWeight(this.told);
      return this.find(".stage-weight input[type=range]").focus();
    }
    if (!move) return;
    event.preventDefault();
    const [layer, j] = id.split(".").map(Number);
    if (event.shiftKey) return this.pass(layer, j, move[1]);
    const to = this.drawing.beyond(layer, j, ...move).join(".");
    this.find(`[data-neuron="${to}"]`).focus();
  }

  pass(layer, j, down) {
    if (!layer || !down) return;
    const count = this.film.sizes[layer - 1] + 1;
    const [l, i, to] = this.told ?? [];
    const from = this.told?.length === 3 && l === layer - 1 && to === j ? i : down > 0 ? -1 : 0;
    this.told = [layer - 1, (from + down + count) % count, j];
    this.tell(null);
    put(this.find(".stage-told"), this.drawing.tells(this.told, false));
    this.draw();
  }

  // ---- one weight, pulled or typed

  listenToWeight(box) {
    const [range, number] = box.querySelectorAll("input");
    const set = (input) => () => {
      const value = Number(input.value);
      if (!this.edge || input.value === "" || !Number.isFinite(value)) return;
      this.setWeight(place(this.film.sizes, ...this.edge), value, input);
    };
    const told = () => this.edge && this.tellWeight(this.edge);
    for (const input of [range, number]) {
      input.addEventListener("input", set(input));
      input.addEventListener("change", told);
    }
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") this.leaveWeight();
    });
    box.querySelector("[data-part=close]").addEventListener("click", () => this.leaveWeight());
    box.querySelector("[data-part=trained]").addEventListener("click", () => {
      const k = place(this.film.sizes, ...this.edge);
      this.setWeight(k, this.film.trained(k));
      this.film.edits.delete(k);
      told();
    });
  }

  openWeight(edge) {
    const box = this.find(".stage-weight");
    this.edge = edge;
    box.hidden = !edge;
    this.find(".stage-widths").hidden = Boolean(edge);
    if (!edge) return this.film && this.soon();
    const { words } = this.settings;
    const [layer, row, column] = edge;
    const sender = row === this.film.sizes[layer] ? words.bias : this.drawing.calls(layer, row);
    const name = `${sender} → ${this.drawing.calls(layer + 1, column)}`;
    put(box.querySelector("span"), name);
    box.setAttribute("aria-label", name);
    box.querySelectorAll("input").forEach((input) => input.setAttribute("aria-label", `${words.weight} · ${name}`));
    for (const [part, word] of [["trained", words.trained], ["close", words.close]]) {
      const button = box.querySelector(`[data-part=${part}]`);
      button.title = word;
      button.setAttribute("aria-label", word);
    }
    this.fillWeight();
    this.soon();
  }

  fillWeight(by) {
    const [range, number] = this.root.querySelectorAll(".stage-weight input");
    const value = this.film.now[place(this.film.sizes, ...this.edge)];
    const reach = Math.max(REACH, Math.ceil(Math.abs(value)), Math.ceil(this.film.widest));
    if (Number(range.max) < reach || by === undefined) [range.min, range.max] = [-reach, reach];
    if (by !== range) range.value = value;
    if (by !== number) number.value = Number(value.toPrecision(3));
  }

  leaveWeight() {
    const edge = this.edge;
    this.openWeight(null);
    if (edge) this.find(`[data-neuron="${edge[0] + 1}.${edge[2]}"]`)?.focus();
  }

  setWeight(k, value, by = null) {
    this.film.edit(k, value);
    this.version += 1;
    this.playing = true;
    if (this.edge) this.fillWeight(by);
    this.soon();
    this.rest();
  }

  tellWeight([layer, row, column]) {
    const value = this.film.now[place(this.film.sizes, layer, row, column)];
    if (!this.settings.sends.weight) return;
    this.send("weight", [layer, row === this.film.sizes[layer] ? -1 : row, column, Number(value.toPrecision(6)), this.frame]);
  }

  // ---- the probe

  listenToMap(plane) {
    const [canvas, handle] = [plane.querySelector("canvas"), plane.querySelector(".stage-probe")];
    canvas.addEventListener("pointermove", (event) => event.pointerType !== "touch" && this.hover(event));
    canvas.addEventListener("pointerleave", () => this.hover(null));
    canvas.addEventListener("click", (event) => this.putProbe(event));
    handle.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      handle.focus({ focusVisible: false });
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => handle.hasPointerCapture(event.pointerId) && this.putProbe(event));
    handle.addEventListener("keydown", (event) => this.step(event));
    handle.addEventListener("focus", () => handle.matches(":focus-visible") && !this.placed && this.setProbe(...this.center(), -1, true));
    handle.addEventListener("dblclick", () => this.dropProbe());
  }

  center() {
    const [low, high] = this.film.extent;
    return [(low + high) / 2, (low + high) / 2];
  }

  target(event) {
    const box = this.find(".stage-plane").getBoundingClientRect();
    const [px, py] = [event.clientX - box.left, event.clientY - box.top];
    return { ...this.maps[0].at(px, py), example: this.maps[0].nearest(px, py, 8) };
  }

  hover(event) {
    if (!this.settings?.probe) return;
    const { u, v, inside, example } = event ? this.target(event) : {};
    if (event && inside) return this.setProbe(u, v, example, false);
    this.find(".stage-telling").hidden = true;
    if (this.placed) return this.aimAt(this.placed);
    this.probe.point = null;
    this.told = null;
    this.tell(null);
    this.soon();
  }

  putProbe(event) {
    const { u, v, inside, example } = this.target(event);
    if (this.settings.probe && inside) this.setProbe(u, v, example, true);
  }

  setProbe(u, v, example, keep) {
    this.aimAt({ u, v, example });
    const { probe } = this;
    if (keep) this.placed = { u: probe.u, v: probe.v, example, inputs: this.film.inputs };
    this.placeHandle();
    this.tellProbe();
    if (keep && this.settings.sends.probe) this.askAbout();
  }

  // Probe a point of the plane, or an example with all its inputs.
  aimAt({ u, v, example }) {
    const { film, probe } = this;
    const size = film.inputs;
    probe.point = probe.point?.length === size ? probe.point : new Float64Array(size);
    if (example >= 0) [u, v] = film.places.subarray(2 * example, 2 * example + 2);
    Object.assign(probe, { u, v, example });
    if (example >= 0) probe.point.set(film.x.subarray(example * size, (example + 1) * size));
    else film.lift(u, v, probe.point);
    this.soon();
  }

  askAbout() {
    clearTimeout(this.asking);
    this.asking = setTimeout(() => this.placed && this.send("probe", [this.placed.u, this.placed.v, this.placed.example]), 300);
  }

  placeHandle() {
    const handle = this.find(".stage-probe");
    handle.classList.toggle("placed", Boolean(this.placed));
    const { u, v } = this.placed ?? this.probe;
    this.aim();
    handle.style.left = `${this.maps[0].x(u)}px`;
    handle.style.top = `${this.maps[0].y(this.film.isCurve ? this.probe.v : v)}px`;
  }

  // Beside the probe: the point, and what the network says of it.
  tellProbe() {
    this.aim();
    const telling = this.find(".stage-telling");
    put(telling, this.answer());
    telling.hidden = false;
    const [box, plane] = [this.ground(telling), this.find(".stage-plane").getBoundingClientRect()];
    const x = plane.left - box.left + this.maps[0].x(this.probe.u);
    const y = plane.top - box.top + this.maps[0].y(this.probe.v);
    telling.style.left = `${clamp(x + 14, 0, Math.max(0, box.width - telling.offsetWidth))}px`;
    telling.style.top = `${y + (y > box.height - 60 ? -44 : 16)}px`;
  }

  answer() {
    const { film, probe, settings: { words, axes } } = this;
    const outputs = film.one.layers.at(-1);
    const said = [];
    if (film.inputs <= 2) said.push(Array.from(probe.point, (value, i) => `${axes[i]} ${short(value)}`).join(", "));
    if (probe.example >= 0) said.push(`${words.example.replace("{number}", probe.example + 1)}: ${this.truthOf(probe.example)}`);
    let best = 0;
    for (let j = 1; j < outputs.length; j++) if (outputs[j] > outputs[best]) best = j;
    const taken = film.classes.length ? film.classes[outputs.length > 1 ? best : outputs[0] > 0.5 ? 1 : 0] : "";
    said.push(`${words.output} ${outputs.length > 1 ? `${taken} (${short(outputs[best])})` : short(outputs[0]) + (taken && ` (${taken})`)}`);
    return said.join(" · ");
  }

  truthOf(example) {
    const { film } = this;
    return film.classes.length ? film.classes[film.labels[example]] : short(film.y[example]);
  }

  step(event) {
    const { film } = this;
    const [low, high] = film.extent;
    const stride = ((high - low) / 48) * (event.shiftKey ? 5 : 1);
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const turn = { PageDown: 1, PageUp: -1 }[event.key];
    if (event.key === "Escape") return this.dropProbe();
    if (!move && !turn) return;
    event.preventDefault();
    event.stopPropagation();
    const { u, v, example } = this.placed ?? this.probe;
    if (turn) this.setProbe(0, 0, (example + turn + film.count) % film.count, true);
    else this.setProbe(clamp(u + move[0] * stride, low, high), clamp(v + move[1] * stride, low, high), -1, true);
    put(this.find(".stage-told"), this.answer());
    this.name();
  }

  dropProbe() {
    this.placed = this.probe.point = null;
    this.find(".stage-probe").classList.remove("placed");
    this.find(".stage-telling").hidden = true;
    this.draw();
    this.name();
  }

  destroy() {
    this.sizing.disconnect();
    clearTimeout(this.resting);
    clearTimeout(this.asking);
    cancelAnimationFrame(this.waiting);
    this.waiting = undefined;
  }
}

function equal(a, b) {
  if (a.length !== b.length) return false;
  for (let k = 0; k < a.length; k++) if (a[k] !== b[k]) return false;
  return true;
}

// A loss as the charts write it: three digits after the point, or a power of ten.
function loss(value) {
  if (!Number.isFinite(value)) return "∞";
  const isFar = (Math.abs(value) < 0.0005 && value !== 0) || Math.abs(value) >= 1e4;
  return minus(isFar ? value.toExponential(1) : value.toFixed(3));
}

function put(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
