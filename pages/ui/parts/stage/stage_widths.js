import { Later } from "../../kit.js";

const ROOM = 56; // pixels from layer to layer below which the buttons of one would lie on those of the next

// + and − over each hidden layer, and for the number of layers; what is asked for goes out when the clicks pause.
export class WidthButtons {
  constructor(stage) {
    this.stage = stage;
    this.box = stage.find(".stage-widths");
    this.request = new Later(() => stage.send("layers", this.widths), 250);
  }

  update() {
    this.widths = this.stage.settings.hidden?.slice();
  }

  arrange() {
    const { settings } = this.stage;
    const { places, step } = this.stage.drawing.layout;
    const { hidden, words, most, widest } = settings;
    const focus = this.box.contains(document.activeElement)
      ? /** @type {HTMLElement} */ (document.activeElement).dataset.act
      : null;
    this.box.textContent = "";
    if (!hidden) return;
    const { widths } = this;
    const layers = (change) => (change < 0 ? widths.slice(0, -1) : [...widths, widths.at(-1) ?? 4]);
    const isWide = places.length > 2 && this.middle(1) > 150;
    const told = isWide ? words.counted.replace("{count}", widths.length) : widths.length;
    const [less, more] = [widths.length > 0 && (() => layers(-1)), widths.length < most && (() => layers(1))];
    this.group(0, words.layers, "l", less, more, told).classList.add("layers");
    widths.forEach((width, k) => {
      if (step < ROOM) return; // beside a pinned plane: the widths are set among the controls
      if (k + 2 > places.length - 1 && widths.length !== hidden.length) return;
      const set = (value) => () => widths.map((own, at) => (at === k ? value : own));
      const [narrower, wider] = [width > 1 && set(width - 1), width < widest && set(width + 1)];
      const x = places[k + 1][0] ? this.middle(k + 1) : 0;
      const group = this.group(x, words.width.replace("{layer}", k + 1), `${k}.`, narrower, wider, width);
      if (step < 80) group.querySelector("span").hidden = true;
    });
    if (focus) this.box.querySelector(`[data-act="${focus}"]`)?.focus();
  }

  group(x, name, act, less, more, shown) {
    const { words } = this.stage.settings;
    const group = this.box.appendChild(document.createElement("div"));
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", `${name}: ${shown}`);
    group.style.cssText = `left:${x}px;top:0`;
    const count = Object.assign(document.createElement("span"), { textContent: shown });
    group.append(
      this.button("−", `${act}-`, `${words.less} · ${name}`, less),
      count,
      this.button("+", `${act}+`, `${words.more} · ${name}`, more),
    );
    return group;
  }

  middle(layer) {
    const spots = this.stage.drawing.layout.places[layer];
    return spots.reduce((sum, { x }) => sum + x, 0) / spots.length;
  }

  button(sign, act, name, widths) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", textContent: sign, title: name, disabled: !widths });
    button.dataset.act = act;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () => {
      this.widths = widths();
      if (this.widths.length === this.stage.film.sizes.length - 2) this.arrange();
      this.request.start();
    });
    return button;
  }
}
