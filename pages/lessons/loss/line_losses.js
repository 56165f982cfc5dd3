// The losses of a line and the best line of each, as dlcore.regression has them.

export const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

// What a residual adds to the loss, as dlcore.regression.lines.each has it.
export const RHO = {
  squared: () => (r) => r * r,
  absolute: () => (r) => Math.abs(r),
  huber: (delta) => (r) => {
    const inside = Math.min(Math.abs(r), delta);
    return inside * (Math.abs(r) - inside / 2);
  },
};

export function lossOf([a, b], points, rho, upright) {
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

export function best(points, loss, delta, upright) {
  const rho = RHO[loss](delta);
  const least = (lines) => {
    const losses = lines.map((line) => lossOf(line, points, rho, upright));
    return lines[losses.indexOf(Math.min(...losses))];
  };
  const plain = fit(
    points,
    points.map(() => 1),
    upright,
  );
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
