// A saved film: the page's own components and charts are mounted with what the page had been sent, without a server.

/** What an element holds deflated, as text. */
async function unpacked(id) {
  const packed = Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).text();
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Rows of a table that was kept column by column. */
function rows(columns) {
  const names = Object.keys(columns);
  return (columns[names[0]] ?? []).map((_, i) => Object.fromEntries(names.map((name) => [name, columns[name][i]])));
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** Options with others laid over them, as deep as they go. */
function laidOver(below, above) {
  const all = { ...below };
  for (const [name, value] of Object.entries(above)) {
    all[name] = isObject(value) && isObject(below[name]) ? laidOver(below[name], value) : value;
  }
  return all;
}

// What the host's theme gives a chart before its own configuration, as far as it is seen.
function look() {
  const [ink, ground] = [style("--st-text-color"), style("--st-background-color")];
  const faint = `color-mix(in srgb, ${ink} 12%, ${ground})`;
  const line = { labelColor: ink, titleColor: ink, gridColor: faint, domain: false, ticks: false };
  return {
    font: style("--st-font"),
    background: ground,
    autosize: { type: "fit", contains: "padding" },
    title: { anchor: "start", color: ink, orient: "top" },
    axis: {
      ...line,
      labelFontWeight: 400,
      titleFontWeight: 400,
      labelLimit: 100,
      labelOverlap: true,
      labelSeparation: 4,
    },
    axisDiscrete: { grid: false },
    axisXPoint: { grid: false },
    axisXBand: { grid: false },
    legend: {
      titleFontWeight: 400,
      titlePadding: 5,
      columnPadding: 8,
      rowPadding: 4,
      padding: 7,
      symbolStrokeWidth: 4,
    },
    view: { strokeWidth: 0, stroke: "transparent" },
  };
}

class Chart {
  constructor(place, given) {
    this.place = place;
    this.given = given;
    this.datasets = Object.fromEntries(Object.entries(this.given.tables).map(([name, table]) => [name, rows(table)]));
    this.sizing = new ResizeObserver(() => this.resize());
    this.draw();
    this.sizing.observe(place);
  }

  get width() {
    return this.given.width ? Math.min(this.given.width, this.place.clientWidth) : this.place.clientWidth;
  }

  async draw() {
    const { spec, square } = this.given;
    this.drawnAt = this.width;
    const size = { width: this.drawnAt, height: square ? this.drawnAt : spec.height };
    const padding = { bottom: 20, ...spec.padding };
    const shown = { ...spec, ...size, padding, datasets: this.datasets, config: laidOver(look(), spec.config ?? {}) };
    this.view?.finalize();
    // No eval: expressions are walked, as on the page.
    this.view = await window.vegaEmbed(this.place, structuredClone(shown), {
      ast: true,
      actions: false,
      defaultStyle: false,
      renderer: "svg",
    });
  }

  resize() {
    const { width } = this;
    if (!this.view || !width || width === this.drawnAt) return;
    this.drawnAt = width;
    const { view } = this.view;
    if (this.given.square) view.height(width);
    view.width(width).resize().run();
  }
}

class Part {
  constructor(place, { name, bytes, json }, fixed) {
    this.place = place;
    this.name = name;
    this.fixed = fixed;
    this.data = bytes === undefined ? json : Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0));
    this.mount();
  }

  mount(data = this.data) {
    const report = (_, value) => this.answer(value);
    window.components[this.name]({ data, parentElement: this.place, setTriggerValue: report });
  }

  // What the server would be asked: here nothing is computed, and what waits for an answer goes back to where it was.
  answer(value) {
    document.querySelector(".film-fixed").textContent = this.fixed;
    const [own] = Array.isArray(this.data) ? this.data : [];
    if (Array.isArray(value) && own && "answered" in own) this.mount([{ ...own, answered: value[1] }]);
  }
}

const all = (selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);

async function begin() {
  if (document.getElementById("library")) {
    const library = document.createElement("script");
    library.textContent = await unpacked("library");
    document.head.append(library);
  }
  const film = JSON.parse(await unpacked("film"));
  const parts = all("[data-part-of-film]").map(
    (place) => new Part(place, film.parts[Number(place.dataset.partOfFilm)], film.said.fixed),
  );
  const charts = all("[data-chart]").map((place) => new Chart(place, film.charts[Number(place.dataset.chart)]));
  const words = { data: [{}], parentElement: document.createElement("div"), setTriggerValue() {} };
  window.components.chart_words(words);
  dark.addEventListener("change", () => {
    charts.forEach((chart) => chart.draw());
    parts.forEach((part) => part.mount());
  });
}

// On paper stands the last frame, with its words.
addEventListener("beforeprint", () => {
  for (const player of window.filmPlayers ?? []) player.go(player.last);
  for (const { stage } of all(".stage")) stage.draw(true);
  const captions = all(".film-player [data-part=caption]").map((caption) => caption.textContent);
  document.querySelector(".film-printed").textContent = captions.join(" · ");
});

begin();
