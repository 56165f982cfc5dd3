import { diverging, shaded } from "./colours.js";
import { Film } from "./film.js";
import { parts, readJson } from "./message.js";
import { NetworkNames } from "./network_names.js";
import { LargeMap } from "./stage_map.js";
import { NetworkDrawing } from "./stage_network.js";
import { NeuronButtons } from "./stage_neurons.js";
import { Probe } from "./stage_probe.js";
import { Tooltip } from "./stage_tooltip.js";
import { WeightBox } from "./stage_weight.js";
import { WidthButtons } from "./stage_widths.js";
import { Later, minus, put } from "../../kit.js";

const NARROW = 560; // pixels of width below which the maps stand over the network
const QUIET = 140; // milliseconds after which a picture that changed is at rest, and drawn as fine as it can be
const MAP_OPACITY = 0.78;

// A network's run at the frame of the player: the network, the large map with the examples, a probe, and weights to pull.
export default class Stage {
  constructor(parent) {
    this.root = parent.querySelector(".stage");
    this.find = (selector) => this.root.querySelector(selector);
    this.store = new ArrayBuffer(0);
    this.length = 0;
    this.version = 0;
    this.drawing = new NetworkDrawing(this.find(".stage-network"));
    this.maps = ["map", "pinned"].map((part) => new LargeMap(this.find(`[data-part="${part}"]`)));
    this.films = [];
    this.names = new NetworkNames(this);
    this.tooltip = new Tooltip(this.root);
    this.neurons = new NeuronButtons(this);
    this.weight = new WeightBox(this);
    this.widths = new WidthButtons(this);
    this.probe = new Probe(this);
    this.resting = new Later(() => this.rested(), QUIET);
    this.input = this.find("form.vega-bindings input");
    this.input.addEventListener("input", () => this.moved());
    this.sizing = new ResizeObserver(() => this.arrange());
    this.sizing.observe(this.root);
    // On a telephone its parts are laid out by the page, each by itself: then the room is that of the experiment.
    this.around = this.root.closest(".st-key-stage");
    if (this.around) this.sizing.observe(this.around);
    for (const button of this.root.querySelectorAll("[data-part=back]")) {
      button.addEventListener("click", () => this.choose(null));
    }
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
    this.probe.update(film);
    if (isNew) this.weight.open(null);
    this.widths.update();
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
    root.setAttribute("aria-hidden", String(!settings.alt)); // a card's picture, told by its title
    for (const part of [this.drawing, ...this.maps]) part.family = getComputedStyle(root).fontFamily;
    const narrow = width < NARROW;
    root.classList.toggle("narrow", narrow);
    root.classList.toggle("bare", settings.bare);
    const caption = settings.bare ? 0 : Math.max(Math.round(settings.font * 2.9), 42);
    const count = settings.map ? films.length : 0;
    const share = narrow ? 1 : settings.network ? (count > 1 ? 0.36 : 0.5) : 1 / Math.max(count, 1);
    const side = Math.floor(Math.min(settings.height - caption, width * share - (narrow ? 0 : 8)));
    this.isTight = side < 24 * settings.font; // The words of the losses need as much.
    this.maps.forEach((map, k) => {
      map.figure.hidden = k >= count;
      if (k >= count) return;
      map.figure.style.width = `${side}px`;
      const words = map.figure.querySelector("figcaption");
      words.style.height = `${caption}px`;
      words.hidden = settings.bare;
      map.arrange(side);
    });
    this.find(".stage-network").hidden = !settings.network;
    if (settings.network) this.arrangeNetwork(narrow ? width : width - count * (side + 12), settings.height);
    this.draw();
    this.name(); // a film that plays on and on is never at rest
    this.resting.start();
  }

  arrangeNetwork(width, height) {
    const top = this.settings.hidden || this.settings.editable ? 32 : 4;
    this.drawing.arrange(width, height, top);
    this.neurons.arrange();
    this.widths.arrange();
  }

  // The player has moved on.
  moved() {
    if (!this.film) return;
    if (this.frame === this.film.frame && this.drawn) return;
    if (this.weight.edge && this.film.edits.size) this.weight.open(null);
    this.playing = performance.now() - (this.before ?? 0) < 400;
    this.before = performance.now();
    this.version += 1;
    this.draw();
    this.resting.start();
  }

  // A weight was changed here.
  edited() {
    this.version += 1;
    this.playing = true;
    this.soon();
    this.resting.start();
  }

  soon() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.draw();
    });
  }

  // When nothing has changed for a moment the large map is drawn as fine as the screen, and the numbers are told.
  rested() {
    this.playing = false;
    this.draw(true);
    this.name();
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
    const probe = this.probe.send() ? this.probe : null;
    const told = this.neurons.told ?? this.weight.edge;
    if (settings.network) this.drawing.draw({ ink, ground, probe, told, version, playing });
    films.forEach((film, k) => {
      if (!settings.map) return;
      maps[k].draw(this.shownOf(film), ink, fine, version);
      if (probe && !k) maps[k].drawProbe(probe, Boolean(probe.placed));
    });
    this.caption();
    this.root.dataset.shown = this.frame;
    this.drawn = true;
  }

  caption() {
    const {
      settings: { words, pinned_title },
      films,
      maps,
    } = this;
    films.forEach((film, k) => {
      const { figure } = maps[k];
      const { training, test, right, testRight } = film.result;
      const name = (word) => (this.isTight ? "" : `${word} `);
      const percent = (share) => (film.classes.length ? ` · ${Math.round(share * 100)}%` : "");
      put(figure.querySelector("[data-part=losses]"), this.isTight ? "" : words.losses);
      put(figure.querySelector("[data-part=training]"), `● ${name(words.training)}${loss(training)}${percent(right)}`);
      put(figure.querySelector("[data-part=test]"), `○ ${name(words.test)}${loss(test)}${percent(testRight)}`);
      const batch = figure.querySelector("[data-part=batch]");
      if (batch) put(batch, film.batch ? `◉ ${name(words.batch)}${loss(film.result.batch)}` : "");
      const shown = this.chosen ? this.names.calls(...this.chosen.split(".").map(Number)) : words.all;
      put(figure.querySelector("[data-part=title]"), k ? pinned_title || `${words.pinned}: ${shown}` : shown);
      const back = figure.querySelector("[data-part=back]");
      put(back, words.back);
      back.hidden = !this.chosen || k > 0;
    });
  }

  // What the screen reader is told of each neuron and of the map, with the numbers of now.
  name() {
    if (!this.film) return;
    const { settings, films, maps } = this;
    if (settings.network) this.neurons.name();
    films.forEach((_, k) => maps[k].canvas.setAttribute("aria-label", this.tellsMap(maps[k].figure)));
    this.probe.name();
  }

  tellsMap(figure) {
    const said = (part) => figure.querySelector(`[data-part=${part}]`).textContent;
    const { words } = this.settings;
    const [training, test] = ["training", "test"].map(
      (part) => `${words[part]} ${said(part).replace(words[part], "").slice(2).trim()}`,
    );
    return `${said("title")} · ${words.losses}: ${training}, ${test}`;
  }

  choose(name) {
    const last = this.film.sizes.length - 1;
    this.chosen = name === `${last}.0` && this.film.outputs === 1 ? null : name;
    this.neurons.press();
    this.draw(true);
    this.name();
    if (this.settings.sends.neuron) this.send("neuron", this.chosen ?? "");
  }

  destroy() {
    this.sizing.disconnect();
    for (const later of [this.resting, this.probe.report, this.widths.request]) later.stop();
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
