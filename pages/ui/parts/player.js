const players = (window.filmPlayers ??= new Set());
const SPEEDS = [0.25, 0.5, 1, 2, 4];
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

// What a chart shows now is said beside it: as its own description it would be part of the spec, and rebuild the chart.
function describe() {
  for (const words of document.querySelectorAll(".picture-words")) {
    const beside = words.closest(".stElementContainer").nextElementSibling;
    const chart = beside?.querySelector("[data-testid=stVegaLiteChart]");
    if (chart && chart.getAttribute("aria-label") !== words.textContent) {
      chart.setAttribute("aria-label", words.textContent);
    }
    // Once they are its label they need not be read a second time.
    if (chart) words.setAttribute("aria-hidden", "true");
  }
}

class Player {
  constructor(parent) {
    this.root = parent.querySelector(".film-player");
    this.find = (part) => this.root.querySelector(`[data-part="${part}"]`);
    this.position = null;
    this.playing = false;
    this.speed = 1;
    this.used = 0;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    const on = (part, event, act) => this.find(part).addEventListener(event, act);
    on("first", "click", () => this.go(0));
    on("back", "click", () => this.go(this.frame - 1));
    on("play", "click", () => this.play(!this.playing));
    on("forward", "click", () => this.go(this.frame + 1));
    on("last", "click", () => this.go(this.last));
    on("slider", "input", (event) => this.go(Number(event.target.value)));
    on("speed", "change", (event) => (this.speed = Number(event.target.value)));
    this.root.addEventListener("pointerdown", () => (this.used = performance.now()));
    this.stop = new AbortController();
    const options = { signal: this.stop.signal };
    document.addEventListener("keydown", (event) => this.key(event), options);
    document.addEventListener("pointerdown", (event) => this.press(event), options);
    document.addEventListener("pointermove", (event) => event.buttons === 1 && this.press(event), options);
    this.watcher = new MutationObserver(() => (this.soon ??= requestAnimationFrame(() => (describe(), this.write()))));
    this.watcher.observe(document.body, { childList: true, subtree: true });
    players.add(this);
  }

  update(data) {
    const { frames, name, start, autoplay, labels } = data;
    const atEnd = this.position !== null && this.frame === this.last;
    const fresh = this.position === null;
    this.data = data;
    this.last = Math.max(frames - 1, 0);
    this.root.dataset.name = name;
    this.root.setAttribute("aria-label", labels.player);
    this.find("slider").max = this.last;
    for (const part of ["first", "back", "forward", "last", "slider", "speed"]) {
      this.find(part).setAttribute("aria-label", labels[part]);
      this.find(part).title = labels[part];
    }
    if (fresh) this.position = start < 0 ? frames + start : start;
    else if (atEnd && !this.playing) this.position = this.last;
    if (data.follow && !this.following && !this.playing) this.position = this.last;
    this.following = data.follow;
    this.position = clamp(this.position, 0, this.last);
    if (fresh && autoplay && !this.calm.matches) this.play(true);
    this.draw();
  }

  get frame() {
    return Math.floor(this.position);
  }

  go(frame) {
    this.play(false);
    this.position = clamp(frame, 0, this.last);
    this.draw();
  }

  play(playing) {
    if (playing && this.frame >= this.last) this.position = 0;
    if (playing && !this.playing) {
      this.before = null;
      this.ticking = requestAnimationFrame((now) => this.tick(now));
    }
    if (!playing) cancelAnimationFrame(this.ticking);
    this.playing = playing;
    this.draw();
  }

  tick(now) {
    const rate = this.calm.matches ? 2 : this.data.rate;
    const passed = this.before === null ? 0 : Math.min(now - this.before, 250) / 1000;
    this.before = now;
    const shown = this.frame;
    this.position += passed * rate * this.speed;
    const end = this.last + (this.data.loop ? rate * this.speed * 1.5 : 0);
    if (this.position >= end && this.data.loop) this.position = 0;
    if (this.position >= this.last && !this.data.loop) return this.go(this.last);
    if (this.frame !== shown) this.draw();
    this.ticking = requestAnimationFrame((later) => this.tick(later));
  }

  draw() {
    const frame = Math.min(this.frame, this.last);
    const { captions, spoken, labels } = this.data;
    const caption = captions[frame] ?? String(frame);
    const told = spoken[frame] ? `${caption} · ${spoken[frame]}` : caption;
    const slider = this.find("slider");
    const play = this.find("play");
    const label = this.playing ? labels.pause : labels.play;
    this.root.dataset.frame = frame;
    this.root.dataset.playing = this.playing;
    this.find("caption").textContent = caption;
    slider.value = frame;
    slider.style.setProperty("--done", this.last ? frame / this.last : 1);
    slider.setAttribute("aria-valuetext", told);
    this.tell(told);
    if (play.title !== label) {
      play.title = label;
      play.setAttribute("aria-label", label);
    }
    this.write();
  }

  // A frame one steps to is read out; those of a film that plays would never end, and the slider says its own.
  tell(told) {
    if (this.playing || document.activeElement === this.find("slider")) return;
    if (this.find("told").textContent !== told) this.find("told").textContent = told;
  }

  write() {
    this.soon = undefined;
    const frame = String(Math.min(this.frame, this.last));
    for (const input of document.querySelectorAll(`form.vega-bindings input[name="${this.data.name}"]`)) {
      if (input.value === frame) continue;
      input.value = frame;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  key(event) {
    const inside = this.root.contains(event.target);
    if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
    if (!inside && (event.target !== document.body || latest() !== this)) return;
    if (event.target.tagName === "SELECT" || (event.key === " " && event.target.tagName === "BUTTON")) return;
    const act = {
      " ": () => this.play(!this.playing),
      ArrowLeft: () => this.go(this.frame - 1),
      ArrowRight: () => this.go(this.frame + 1),
      Home: () => this.go(0),
      End: () => this.go(this.last),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    this.used = performance.now();
    act();
  }

  press(event) {
    const datum = [event.target.__data__].flat()[0]?.datum;
    if (datum && datum.seek === this.data.name) this.go(datum.frame);
  }

  destroy() {
    cancelAnimationFrame(this.ticking);
    cancelAnimationFrame(this.soon);
    this.watcher.disconnect();
    this.stop.abort();
    players.delete(this);
  }
}

const latest = () => [...players].reduce((a, b) => (b.used > a.used ? b : a));

export default function ({ data: [data], parentElement }) {
  const player = (parentElement.filmPlayer ??= new Player(parentElement));
  player.update(data);
  return () => {
    player.destroy();
    delete parentElement.filmPlayer;
  };
}
