// The pure functions of the stage, held by what must be true of them; tests/ui/test_forward.py holds them against dlcore.
import assert from "node:assert/strict";
import { test } from "node:test";

const { ACTIVATIONS, FEATURES } = await import("../../pages/ui/parts/stage/formulas.js");
const { place } = await import("../../pages/ui/parts/stage/forward_pass.js");
const { ticks } = await import("../../pages/ui/parts/stage/stage_map.js");

test("every activation rises from left to right, and none makes a number of nothing", () => {
  for (const [name, value] of Object.entries(ACTIVATIONS)) {
    const values = Array.from({ length: 81 }, (_, k) => value(-800 + 20 * k));
    assert.ok(values.every(Number.isFinite), name);
    assert.ok(value(6) > value(1) && value(1) > value(-0.5), name);
  }
});

test("a feature of two inputs is a number everywhere on the plane", () => {
  for (const [name, value] of Object.entries(FEATURES)) assert.ok(Number.isFinite(value(-1.5, 2)), name);
});

test("every weight and bias of a network has a place of its own in θ, and together they fill it", () => {
  const sizes = [2, 3, 1];
  const seen = [];
  for (let layer = 0; layer < 2; layer++) {
    for (let row = 0; row <= sizes[layer]; row++) {
      for (let column = 0; column < sizes[layer + 1]; column++) seen.push(place(sizes, layer, row, column));
    }
  }
  assert.deepEqual(
    seen.sort((a, b) => a - b),
    Array.from({ length: 13 }, (_, k) => k),
  );
});

test("the marks of an axis lie within its ends, evenly, and zero is among them where it lies within", () => {
  for (const [low, high] of [
    [-6, 6],
    [-1.2, 3.7],
    [0, 0.04],
  ]) {
    const marks = ticks(low, high);
    assert.ok(marks.length >= 2 && marks.every((mark) => mark >= low - 1e-9 && mark <= high + 1e-9));
    const steps = marks.slice(1).map((mark, k) => mark - marks[k]);
    assert.ok(Math.max(...steps) - Math.min(...steps) < 1e-9);
    assert.ok(marks.some((mark) => Math.abs(mark) < 1e-9));
  }
});
