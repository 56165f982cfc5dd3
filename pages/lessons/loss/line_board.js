import { clamp, Later, minus } from "../../ui/kit.js";

const [FINE, WHILE_DRAGGED] = [300, 120];
const HALO = 'style="paint-order: stroke; stroke: var(--st-background-color); stroke-width: 3px"';
const apart = ([x, y], [u, v]) => Math.hypot(x - u, y - v);
const round = (value) => Math.round(value * 100) / 100 || 0;
// Halves go up, as in pictures.py: a sum that ends in one must not depend on the order it was added in.
const written = (value, digits) => minus((value + 1e-9).toFixed(digits).replace(/^-(0\.?0*)$/, "$1"));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const text = (x, y, words, more = "") => `<text x="${x}" y="${y}" fill="currentColor" ${more}>${words}</text>`;
const segment = (from, to, more) => `<line x1="${from[0]}" y1="${from[1]}" x2="${to[0]}" y2="${to[1]}" ${more}/>`;

// What a residual adds to the loss, as dlcore.regression.lines.each has it.
const RHO = {
  squared: () => (r) => r * r,
  absolute: () => (r) => Math.abs(r),
  huber: (delta) => (r) => {
    const inside = Math.min(Math.abs(r), delta);
    return inside * (Math.abs(r) - inside / 2);
  },
};

function lossOf([a, b], points, rho, upright) {
  const size = upright ? 1 / Math.sqrt(1 + a * a) : 1;
  let sum = 0;
  for (const [x, y] of points) sum += rho((y - a * x - b) * size);
  return sum / points.length;
}

// The line of least weighted squares, as dlcore.regression.best_lines.weighted_line.
function fit(points, weight, upright) {
  const total = weight.reduce((sum, w) => sum + w, 0);
  const [mx, my] = [0, 1].map((k) => points.reduce((sum, p, i) => sum + weight[i] * p[k], 0) / total);
  let [xx, xy, yy] = [0, 0, 0];
  points.forEach(([x, y], i) => {
    xx += weight[i] * (x - mx) ** 2;
    xy += weight[i] * (x - mx) * (y - my);
    yy += weight[i] * (y - my) ** 2;
  });
  const a = upright ? Math.tan(Math.atan2(2 * xy, xx - yy) / 2) : xy / xx;
  return [a, my - a * mx];
}

function through(points) {
  const lines = [];
  points.forEach(([x, y], i) =>
    points.slice(i + 1).forEach(([u, v]) => u !== x && lines.push([(v - y) / (u - x), y - ((v - y) / (u - x)) * x])),
  );
  return lines;
}

function best(points, loss, delta, upright) {
  const rho = RHO[loss](delta);
  const least = (lines) => {
    const losses = lines.map((line) => lossOf(line, points, rho, upright));
    return lines[losses.indexOf(Math.min(...losses))];
  };
  const plain = fit(points, points.map(() => 1), upright);
  if (loss === "squared") return plain;
  if (loss === "absolute") return least(through(points));
  const weigh = (line, rounds) => {
    for (; rounds > 0; rounds--) {
      const size = upright ? Math.sqrt(1 + line[0] ** 2) : 1;
      const weight = points.map(([x, y]) => delta / Math.max(Math.abs(y - line[0] * x - line[1]) / size, delta));
      const moved = fit(points, weight, upright);
      const still = Math.abs(moved[0] - line[0]) + Math.abs(moved[1] - line[1]) < 1e-9;
      line = moved;
      if (still) break;
    }
    return line;
  };
  return weigh(least((upright ? [plain, ...through(points)] : [plain]).map((line) => weigh(line, 40))), 4000);
}

class Frame {
  constructor(panel, extent, wide, high, font, titles) {
    Object.assign(this, { extent, wide, high, font, titles, left: font * 2.9, top: 6 });
    this.full = [wide + this.left + 8, high + this.top + font * 2.9];
    this.svg = panel.querySelector("svg");
    Object.assign(panel.style, { width: `${this.full[0]}px`, height: `${this.full[1]}px` });
    this.svg.setAttribute("width", this.full[0]);
    this.svg.setAttribute("height", this.full[1]);
  }

  at([x, y]) {
    const [x0, x1, y0, y1] = this.extent;
    return [this.left + ((x - x0) / (x1 - x0)) * this.wide, this.top + ((y1 - y) / (y1 - y0)) * this.high];
  }

  from(panel, event) {
    const [x0, x1, y0, y1] = this.extent;
    const box = panel.getBoundingClientRect();
    const [x, y] = [(event.clientX - box.left - this.left) / this.wide, (event.clientY - box.top - this.top) / this.high];
    return [x0 + x * (x1 - x0), y1 - y * (y1 - y0)];
  }

  draw(inside, outside = "") {
    const { font, extent, left, top, wide, high } = this;
    const step = (low, n) => [-4, -2, 0, 2, 4, 6].filter((t) => t >= low && t <= n);
    const marks = step(extent[0], extent[1]).map((t) => text(this.at([t, 0])[0], top + high + font * 1.2, written(t, 0), 'text-anchor="middle"'));
    marks.push(...step(extent[2], extent[3]).map((t) => text(left - 6, this.at([0, t])[1] + font * 0.35, written(t, 0), 'text-anchor="end"')));
    const titles =
      text(left + wide / 2, top + high + font * 2.5, this.titles[0], 'text-anchor="middle"') +
      text(0, 0, this.titles[1], `text-anchor="middle" transform="translate(${font} ${top + high / 2}) rotate(-90)"`);
    const box = `x="${left}" y="${top}" width="${wide}" height="${high}"`;
    this.svg.innerHTML = `<g font-size="${font}">${marks.join("")}${titles}</g>
      <svg ${box} viewBox="${left} ${top} ${wide} ${high}" font-size="${font}">${inside}</svg>
      <rect ${box} fill="none" stroke="currentColor" stroke-opacity=".25"/>${outside}`;
  }
}

export default class Board {
  constructor(parent) {
    this.root = parent.querySelector(".line-board");
    this.later = new Later(() => this.report());
    this.find = (name) => this.root.querySelector(name);
    this.grips = Object.fromEntries([...this.root.querySelectorAll(".grip")].map((grip) => [grip.dataset.grip, grip]));
    this.before = new Set();
    this.sizing = new ResizeObserver(() => this.arrange());
    this.sizing.observe(this.root.parentElement);
    for (const [name, grip] of Object.entries(this.grips)) {
      grip.addEventListener("pointerdown", (event) => this.press(event, name));
      grip.addEventListener("keydown", (event) => this.key(event, name));
      grip.addEventListener("blur", () => this.later.waiting && this.report());
    }
    this.find(".surface .panel").addEventListener("pointerdown", (event) => this.press(event, "dot"));
    this.root.addEventListener("pointermove", (event) => this.held === event.pointerId && this.follow(event));
    this.root.addEventListener("pointerup", (event) => this.held === event.pointerId && this.release());
    this.root.addEventListener("pointercancel", () => this.release());
    for (const slider of this.root.querySelectorAll("input")) {
      slider.addEventListener("input", () => this.move({ line: this.line.with(slider.dataset.part, Number(slider.value)) }));
      slider.addEventListener("change", () => this.report());
    }
    this.find(".chips").addEventListener("click", (event) => {
      const chip = event.target.closest("button");
      if (!chip) return;
      this.move({ line: this.chips[chip.dataset.chip].line });
      this.report();
    });
  }

  get points() {
    return [...this.data.points, this.free];
  }

  update(data, report) {
    const same = this.data && JSON.stringify(data) === JSON.stringify(this.data);
    this.data = data;
    this.send = (value) => report("place", value);
    // Until the server has caught up with what was said to it last, the places it knows from before are late.
    const late = this.before.has(String([...data.line, ...data.free]));
    if (!late) this.before.clear();
    if (!late && !this.later.waiting && this.held === undefined) [this.line, this.free] = [data.line, data.free];
    if (same) return this.draw();
    this.root.setAttribute("aria-label", data.words.alt);
    this.root.dataset.measure = `${data.loss} ${data.distance}`;
    this.root.style.setProperty("--series", data.colours.series);
    const sample = ({ loss, dash, label }) =>
      `<span>${this.sample(loss === data.loss ? "" : dash, loss === data.loss ? "var(--series)" : "currentColor")} ${label}</span>`;
    ["fit", "surface", "cost"].forEach((name) => (this.find(`.${name} figcaption`).textContent = data.words[name]));
    ["surface", "cost"].forEach((name) => (this.find(`.${name}`).hidden = name !== data.beside));
    this.find(".cost figcaption").innerHTML += `<div>${data.curves.map(sample).join("")}</div>`;
    this.root.querySelectorAll("input").forEach((slider, i) => {
      Object.assign(slider, { min: -data.ends[i], max: data.ends[i], disabled: data.locked.includes("line") });
      slider.previousElementSibling.textContent = [data.words.slope, data.words.intercept][i];
    });
    this.arrange();
  }

  arrange() {
    if (!this.data) return;
    const { font, height, reach, ends, words } = this.data;
    const room = this.root.parentElement.clientWidth;
    const pad = font * 2.9 + 8;
    const narrow = room < 620;
    const side = Math.min(narrow ? room - pad : (room - 32) * 0.5 - pad, height);
    if (side <= 0) return;
    // Beside the two pictures the numbers want a third of the room; where it is short, they stand below.
    const left = room - side - 2 * pad - (room > 900 ? room / 3 + 48 : 24);
    const [other, share] = narrow ? [side, side * 0.7] : [Math.min(left, height * 1.3), side];
    this.fit = new Frame(this.find(".fit .panel"), [-reach, reach, -reach, reach], side, side, font, ["x", "y"]);
    this.surface = new Frame(this.find(".surface .panel"), [-ends[0], ends[0], -ends[1], ends[1]], other, share, font, [words.slope, words.intercept]);
    this.cost = new Frame(this.find(".cost .panel"), [-5, 5, -0.4, 6], other, share - font * 1.7, font, [words.residual, words.adds]);
    const canvas = this.find("canvas");
    Object.assign(canvas.style, { left: `${this.surface.left}px`, top: `${this.surface.top}px`, width: `${other}px`, height: `${share}px` });
    this.painted = undefined;
    this.draw();
  }

  press(event, name) {
    if (event.button !== 0 || this.held !== undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.held = event.pointerId;
    this.grip = name;
    this.side = Math.sign(this.lever()[0]);
    this.root.setPointerCapture(event.pointerId);
    this.grips[name].focus({ preventScroll: true });
    if (name === "dot") this.follow(event);
  }

  follow(event) {
    const { reach, ends } = this.data;
    if (this.grip === "dot") return this.move({ line: this.surface.from(this.find(".surface .panel"), event) });
    const [x, y] = this.fit.from(this.find(".fit .panel"), event).map((value) => clamp(value, -reach, reach));
    if (this.grip === "free") return this.move({ free: [x, y] });
    if (this.grip === "intercept") return this.move({ line: [this.line[0], y] });
    this.reached = this.side * Math.max(this.side * x, 0.3);
    this.move({ line: [(y - this.line[1]) / this.reached, this.line[1]] });
  }

  move({ line = this.line, free = this.free }) {
    const { ends, reach, locked } = this.data;
    if (locked.includes("line")) line = this.line;
    if (locked.includes("outlier")) free = this.free;
    this.line = line.map((value, i) => round(clamp(value, -ends[i], ends[i])));
    this.free = free.map((value) => round(clamp(value, -reach, reach)));
    this.draw();
  }

  release() {
    this.held = this.reached = undefined;
    this.draw();
    this.report();
  }

  key(event, name) {
    const moves = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    if (event.key === "Enter" && this.later.waiting) return this.report();
    if (!moves[event.key]) return;
    event.preventDefault();
    const stride = event.shiftKey ? 0.5 : 0.1;
    const [across, up] = moves[event.key].map((way) => way * stride);
    const [a, b] = this.line;
    if (name === "free") this.move({ free: [this.free[0] + across, this.free[1] + up] });
    if (name === "dot") this.move({ line: [a + across, b + up] });
    if (name === "intercept") this.move({ line: [a, b + up + across] });
    if (name === "slope") this.move({ line: [a + up + across, b] });
    this.later.start();
  }

  report() {
    this.later.stop();
    const place = [...this.line, ...this.free];
    if (String(place) === String([...this.data.line, ...this.data.free])) return;
    this.before.add(String([...this.data.line, ...this.data.free]));
    if (this.told) this.before.add(this.told);
    this.told = String(place);
    this.before.delete(this.told);
    this.send(place);
  }

  // Where on the line the slope's handle is: as far out as the picture goes, and if it can on no point.
  lever() {
    const [a, b] = this.line;
    if (this.reached) return [this.reached, a * this.reached + b];
    const places = [2.4, 2, 1.6, 1.2, 0.8, 0.5, -2.4, -2, -1.6, -1.2, -0.8, -0.5].map((x) => [x, a * x + b]);
    const inside = places.filter(([, y]) => Math.abs(y) <= this.data.reach + 1e-9);
    const free = (place) => this.points.every((point) => apart(this.fit.at(place), this.fit.at(point)) > 28);
    return inside.find(free) ?? inside[0] ?? places[5];
  }

  draw() {
    if (!this.fit || !this.data) return;
    const { data } = this;
    const upright = data.distance === "perpendicular";
    const rho = RHO[data.loss](data.delta);
    const [a, b] = this.line;
    const size = upright ? 1 / Math.sqrt(1 + a * a) : 1;
    const residuals = this.points.map(([x, y]) => (y - a * x - b) * size);
    const loss = mean(residuals.map(rho));
    this.chips = this.compared(rho, upright);
    this.drawFit(residuals, rho, loss, upright);
    if (data.beside === "surface") {
      this.paint(rho, upright);
      this.drawSurface();
    } else this.drawCost(residuals, rho);
    this.tell(residuals, loss);
    this.place();
  }

  compared(rho, upright) {
    const key = JSON.stringify([this.free, this.data]);
    if (this.known !== key) {
      const { delta } = this.data;
      this.known = key;
      this.lines = [
        ...this.data.three.map((one) => ({ ...one })),
        ...this.data.best.map((one) => ({ ...one, line: best(this.points, one.loss, delta, upright), best: true })),
      ];
    }
    return this.lines.map((one) => ({ ...one, value: lossOf(one.line, this.points, rho, upright) }));
  }

  sample(dash, colour = "currentColor") {
    return `<svg viewBox="0 0 30 10" aria-hidden="true"><path d="M0,5H30" stroke="${colour}" stroke-width="3" stroke-dasharray="${dash}"/></svg>`;
  }

  colour(residual) {
    return residual < 0 ? this.data.colours.negative : this.data.colours.positive;
  }

  drawFit(residuals, rho, loss, upright) {
    const { data, fit, line } = this;
    const [a, b] = line;
    const span = ([slope, intercept], more) =>
      segment(...[-data.reach, data.reach].map((x) => fit.at([x, slope * x + intercept])), more);
    const [areas, sticks] = [[], []];
    this.points.forEach(([x, y], i) => {
      const r = residuals[i];
      if (Math.abs(r) < 1e-9) return;
      const length = upright ? Math.sqrt(1 + a * a) : 1;
      const foot = upright ? [x + (a * r) / length, y - r / length] : [x, a * x + b];
      const colour = this.colour(r);
      const drawn = () => this.area(foot, [x, y], rho(r) / Math.abs(r), a * r > 0 ? -1 : 1, colour);
      if (data.area) areas.push([rho(r), drawn()]);
      sticks.push(segment(fit.at(foot), fit.at([x, y]), `stroke="${colour}" stroke-width="3.5"`));
    });
    // The largest lowest, so that none hides another.
    const layers = areas.sort((one, other) => other[0] - one[0]).map(([, drawn]) => drawn);
    for (const one of this.chips) {
      if (one.best) layers.push(span(one.line, `stroke="currentColor" stroke-width="2" stroke-dasharray="${one.dash}"`));
      else layers.push(span(one.line, 'stroke="currentColor" stroke-opacity=".45" stroke-width="1.2"'), this.letter(one));
    }
    layers.push(...sticks);
    layers.push(span(line, 'stroke="var(--series)" stroke-width="4"'));
    layers.push(...data.points.map((point) => this.point(point)), this.outlier());
    if (data.area) layers.push(this.average(loss, areas.map(([, drawn]) => drawn)));
    fit.draw(layers.join(""));
  }

  letter({ line: [slope, intercept], name }) {
    const [x, y] = this.fit.at([-2.8, slope * -2.8 + intercept]);
    return text(x, y - 5, name, 'font-weight="700" text-anchor="middle"');
  }

  // A rectangle on the residual whose area, in units of the axes, is what the point adds: where it does not cross the
  // line, or on the other side if it would leave the picture there.
  area(foot, point, width, way, colour) {
    const [dx, dy] = [point[0] - foot[0], point[1] - foot[1]];
    const length = Math.hypot(dx, dy);
    const [ux, uy] = [(Math.abs(dy) / length) * width, ((-dx * Math.sign(dy)) / length) * width];
    const room = (w) => this.data.reach - Math.max(w * (point[0] + w * ux), w * (foot[0] + w * ux));
    const side = room(way) < 0 && room(-way) > room(way) ? -way : way;
    const far = [point, foot].map(([x, y]) => [x + side * ux, y + side * uy]);
    const corners = [foot, point, ...far].map((corner) => this.fit.at(corner));
    return `<polygon class="area" points="${corners.join(" ")}" fill="${colour}" fill-opacity=".22" stroke="${colour}"/>`;
  }

  outlier() {
    const { font, words } = this.data;
    const [x, y] = this.fit.at(this.free);
    const above = y > this.fit.top + font + 24;
    const half = font * (/[ㄱ-힣]/.test(words.outlier) ? 0.5 : 0.3) * words.outlier.length;
    const across = clamp(x, this.fit.left + half, this.fit.left + this.fit.wide - half);
    return text(across, above ? y - 18 : y + font + 18, words.outlier, `text-anchor="middle" ${HALO}`);
  }

  average(loss, areas) {
    const side = (Math.sqrt(loss) * this.fit.wide) / (2 * this.data.reach);
    const { font, words } = this.data;
    // While something is dragged it stays in its corner.
    if (this.held === undefined || this.corner === undefined) this.corner = this.emptiest(side, areas);
    const [right, low] = this.corner;
    const x = right ? this.fit.left + this.fit.wide - 8 - side : this.fit.left + 8;
    const y = low ? this.fit.top + this.fit.high - 8 - side : this.fit.top + font * 1.6;
    return (
      text(right ? x + side : x, y - font * 0.45, words.average, `text-anchor="${right ? "end" : "start"}" ${HALO}`) +
      `<rect class="average" x="${x}" y="${y}" width="${side}" height="${side}" fill="var(--series)" fill-opacity=".3" stroke="var(--series)" stroke-width="2"/>`
    );
  }

  // The corner, [right, low], where the average covers least of points, letters, areas and line.
  emptiest(side, areas) {
    const { fit, data, line } = this;
    const [wide, tall] = [Math.max(side, data.font * 6) + 16, side + data.font * 1.6 + 16];
    const letters = data.three.map(({ line: [a, b] }) => [-2.8, b - 2.8 * a]);
    const seen = [...this.points, ...letters].map((place) => [fit.at(place), 3]);
    for (let x = -data.reach; x <= data.reach; x += 0.1) seen.push([fit.at([x, line[0] * x + line[1]]), 1]);
    for (const area of areas) {
      const corners = area.match(/points="([^"]*)"/)[1].split(" ").map((pair) => pair.split(",").map(Number));
      const middle = [0, 1].map((k) => mean(corners.map((corner) => corner[k])));
      for (const corner of [...corners, middle]) seen.push([corner, 1]);
    }
    const covered = ([right, low]) =>
      seen.reduce((sum, [[x, y], weight]) => {
        const across = right ? fit.left + fit.wide - x : x - fit.left;
        const down = low ? fit.top + fit.high - y : y - fit.top;
        return sum + (across < wide && down < tall ? weight : 0);
      }, 0);
    const corners = [[false, false], [true, false], [true, true], [false, true]];
    return corners.reduce((best, corner) => (covered(corner) < covered(best) ? corner : best));
  }

  point(point) {
    const [x, y] = this.fit.at(point);
    return `<circle cx="${x}" cy="${y}" r="5" fill="currentColor"/>`;
  }

  // The loss of every line in bands, on the scale of charts/contour.py.
  paint(rho, upright) {
    const { data } = this;
    const fine = this.held === undefined ? FINE : WHILE_DRAGGED;
    const key = String([data.loss, data.delta, upright, data.points, this.free]);
    if (this.painted === key && this.fine >= fine) return;
    [this.painted, this.fine] = [key, fine];
    const canvas = this.find("canvas");
    Object.assign(canvas, { width: fine, height: fine });
    const { points } = this;
    const heights = new Float64Array(fine * fine);
    let [low, high] = [Infinity, 0];
    for (let row = 0; row < fine; row++) {
      const b = data.ends[1] * (1 - (2 * row + 1) / fine);
      for (let column = 0; column < fine; column++) {
        const a = data.ends[0] * ((2 * column + 1) / fine - 1);
        const value = lossOf([a, b], points, rho, upright);
        heights[row * fine + column] = value;
        if (value < low) low = value;
        if (value > high) high = value;
      }
    }
    const floor = data.deepest * (high - low) || 1e-12;
    const range = Math.log((high - low + floor) / floor);
    const { shades } = data;
    const bands = shades.length - 1;
    const levels = heights.map((value) => Math.min(Math.floor((Math.log((value - low + floor) / floor) / range) * bands), bands - 1));
    const pen = canvas.getContext("2d");
    const image = pen.createImageData(fine, fine);
    levels.forEach((level, i) => {
      const edge = (i % fine && levels[i - 1] !== level) || (i >= fine && levels[i - fine] !== level);
      image.data.set([...shades[edge ? bands : level], 255], 4 * i);
    });
    pen.putImageData(image, 0, 0);
  }

  drawSurface() {
    const { surface } = this;
    const shown = (one) => one.best && one.loss === this.data.loss;
    const taken = [this.line, ...this.chips.filter(shown).map((one) => one.line)].map((line) => surface.at(line));
    const marks = this.chips.map((one) => {
      const [x, y] = surface.at(one.line);
      if (one.best) return shown(one) ? `<path d="M${x - 6},${y - 6}l12,12m0,-12l-12,12" stroke="#16202b" stroke-width="2.5"/>` : "";
      // A letter steps aside for the dot and the cross.
      const aside = [0, 20, -20].find((step) => taken.every((place) => apart(place, [x + step, y]) > 17)) ?? 0;
      return text(x + aside, y + 5, one.name, 'font-weight="700" text-anchor="middle" style="fill:#16202b"');
    });
    surface.draw(marks.join(""));
  }

  drawCost(residuals, rho) {
    const { cost, data } = this;
    const xs = Array.from({ length: 101 }, (_, i) => -5 + i / 10);
    const curves = data.curves.map(({ loss, dash }) => {
      const f = RHO[loss](data.delta);
      const path = xs.map((x) => cost.at([x, f(x)])).join(" ");
      const mine = loss === data.loss;
      return `<polyline points="${path}" fill="none" stroke="${mine ? "var(--series)" : "currentColor"}" stroke-opacity="${mine ? 1 : 0.55}" stroke-width="${mine ? 3.5 : 1.8}" stroke-dasharray="${mine ? "" : dash}"/>`;
    });
    const dots = residuals.map((r) => {
      const [x, y] = cost.at([clamp(r, -4.9, 4.9), Math.min(rho(r), 5.7)]);
      const shape = rho(r) > 5.8 || Math.abs(r) > 4.9 ? `<path d="M${x},${y - 6}l6,10h-12z"` : `<circle cx="${x}" cy="${y}" r="5"`;
      return `${shape} fill="${this.colour(r)}" stroke="#fff" stroke-width="1.2"/>`;
    });
    cost.draw(curves.join("") + dots.join(""));
  }

  tell(residuals, loss) {
    const { data, line } = this;
    const { words } = data;
    this.root.querySelectorAll("input").forEach((slider, i) => {
      slider.value = line[i];
      slider.nextElementSibling.textContent = written(line[i], 2);
    });
    const html = data.beside === "cost" ? this.table() : this.buttons();
    if (this.told_chips !== html) this.find(".chips").innerHTML = this.told_chips = html;
    const form = { squared: ["", "²"], absolute: ["|", "|"], huber: ["h(", ")"] }[data.loss];
    const terms = residuals.map((r) => {
      const number = data.loss === "squared" && r < -0.004 ? `(${written(r, 2)})` : written(r, 2);
      return `<span class="term" style="border-color:${this.colour(r)}">${form[0]}${number}${form[1]}</span>`;
    });
    const sum = data.beside === "cost" ? "" : ` = <sup>1</sup>⁄<sub>${residuals.length}</sub> ( ${terms.join(" + ")}&nbsp;)`;
    this.find(".formula").innerHTML = `ŷ = ${this.formula(line)}<br>
      ${words.loss}${sum} <span class="total">= <b>${written(loss, 3)}</b></span>`;
  }

  formula([a, b]) {
    return `${written(a, 2)}·x ${b < 0 ? "−" : "+"} ${written(Math.abs(b), 2)}`;
  }

  buttons() {
    const least = Math.min(...this.chips.filter((one) => !one.best).map((one) => one.value));
    const button = (one, i) =>
      `<button type="button" data-chip="${i}" data-least="${!one.best && one.value === least}">${this.named(one)} <b>${written(one.value, 3)}</b></button>`;
    return this.chips.map(button).join("");
  }

  named({ best: found, dash, label }) {
    return `${found ? `${this.sample(dash)} ` : ""}${label}`;
  }

  // The loss of every line by every loss; the least of the three lines in bold.
  table() {
    const { data } = this;
    const upright = data.distance === "perpendicular";
    const rows = [...this.chips, { line: this.line, label: data.words.yours, mine: true }];
    const columns = data.curves.map(({ loss }) => rows.map(({ line }) => lossOf(line, this.points, RHO[loss](data.delta), upright)));
    const least = columns.map((values) => Math.min(...values.filter((_, i) => !rows[i].best && !rows[i].mine)));
    const cells = (i) =>
      columns.map((values, k) => {
        const [value, stands] = [written(values[i], 3), !rows[i].best && !rows[i].mine && values[i] === least[k]];
        return `<td>${stands ? `<b>${value}</b>` : value}</td>`;
      });
    const head = (one, i) => (one.mine ? one.label : `<button type="button" data-chip="${i}">${this.named(one)}</button>`);
    const body = rows.map((one, i) => `<tr><th scope="row">${head(one, i)}</th>${cells(i).join("")}</tr>`).join("");
    const heads = data.curves.map(({ head }) => `<th scope="col">${head}</th>`).join("");
    return `<table aria-label="${data.words.table}"><thead><tr><td></td>${heads}</tr></thead><tbody>${body}</tbody></table>`;
  }

  place() {
    const { words, reach, ends } = this.data;
    const put = (name, [x, y], label, end, now, told) => {
      Object.assign(this.grips[name].style, { left: `${x}px`, top: `${y}px` });
      this.grips[name].setAttribute("aria-label", label);
      this.grips[name].title = label;
      const slider = { valuemin: -end, valuemax: end, valuenow: now, valuetext: told };
      for (const [part, value] of Object.entries(slider)) this.grips[name].setAttribute(`aria-${part}`, value);
    };
    const [a, b] = this.line.map((value) => written(value, 2));
    const [x, y] = this.free.map((value) => written(value, 2));
    put("intercept", this.fit.at([0, this.line[1]]), words.grip_intercept.replace("{b}", b), ends[1], this.line[1], b);
    put("slope", this.fit.at(this.lever()), words.grip_slope.replace("{a}", a), ends[0], this.line[0], a);
    put("free", this.fit.at(this.free), words.grip_free.replace("{x}", x).replace("{y}", y), reach, this.free[0], `(${x}, ${y})`);
    put("dot", this.surface.at(this.line), words.grip_dot.replace("{a}", a).replace("{b}", b), ends[0], this.line[0], `(${a}, ${b})`);
  }

  destroy() {
    this.sizing.disconnect();
    this.later.stop();
  }
}
