// The numbers of the stage against those that dlcore wrote into the file named by FORWARD_CASES: see test_forward.py.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

const modules = ["colours", "film", "formulas", "forward_pass", "message", "picture", "stage_map"].map(
  (name) => import(`../../pages/ui/parts/stage/${name}.js`),
);
const forward = Object.assign({}, ...(await Promise.all(modules)));
const cases = JSON.parse(readFileSync(process.env.FORWARD_CASES, "utf-8"));
const film = (name) => new forward.Film(new Uint8Array(Buffer.from(cases.films[name].bytes, "base64")));

function near(found, wanted, tolerance = 1e-6) {
  assert.equal(found.length, wanted.length);
  found.forEach((value, k) =>
    assert.ok(
      Math.abs(value - wanted[k]) <= tolerance * Math.max(1, Math.abs(wanted[k])),
      `${value} is not ${wanted[k]}`,
    ),
  );
}

test("every activation, feature and loss of dlcore is there, and no other", () => {
  assert.deepEqual(Object.keys(forward.ACTIVATIONS).sort(), Object.keys(cases.activations).sort());
  assert.deepEqual(Object.keys(forward.FEATURES).sort(), Object.keys(cases.features).sort());
  assert.deepEqual([...forward.LOSSES].sort(), cases.losses);
});

for (const [name, wanted] of Object.entries(cases.activations)) {
  test(`activation ${name}`, () => near(cases.z.map(forward.ACTIVATIONS[name]), wanted, 1e-12));
}

for (const [name, wanted] of Object.entries(cases.features)) {
  test(`feature ${name}`, () =>
    near(
      cases.points.map(([x, y]) => forward.FEATURES[name](x, y)),
      wanted,
      1e-12,
    ));
}

for (const [name, { frames }] of Object.entries(cases.films)) {
  test(`film ${name}: losses, right answers, predictions and every neuron`, () => {
    const shown = film(name);
    for (const { frame, ...wanted } of frames) {
      shown.show(frame);
      const found = shown.measure();
      assert.equal(shown.loss, wanted.loss);
      near([found.training, found.test], wanted.losses);
      if (wanted.right) near([found.right, found.testRight], wanted.right, 1e-12);
      near([...shown.pass.scores], wanted.predictions);
      wanted.points.forEach((point, k) => {
        shown.send(point);
        near(
          shown.one.layers.flatMap((layer) => [...layer]),
          wanted.neurons[k],
        );
      });
    }
  });

  test(`film ${name}: the examples lie where dlcore has them, and so do the points of a picture`, () => {
    const shown = film(name);
    near([...shown.places], cases.films[name].places);
    const picture = new forward.Picture(shown, 25);
    shown.show(shown.frames - 1);
    picture.run(5, 0, 25, shown.sizes.length - 1);
    near([...picture.pass.scores], cases.films[name].picture, 2e-4); // in single precision, as pixels are
  });
}

test("an activation that is brought in by the share of the frame", () => {
  const { bytes, predictions } = cases["brought in"];
  const shown = new forward.Film(new Uint8Array(Buffer.from(bytes, "base64")));
  const picture = new forward.Picture(shown, shown.count);
  predictions.forEach((wanted, frame) => {
    shown.show(frame);
    shown.measure();
    near([...shown.pass.scores], wanted);
    for (let p = 0; p < shown.count; p++) shown.fill(picture.pass.layers[0], shown.count, p, shown.x, p * shown.inputs);
    picture.finish(shown.count, shown.sizes.length - 1);
    near([...picture.pass.scores], wanted, 2e-4);
  });
});

test("an edit is seen in the losses, at its own frame alone", () => {
  const shown = film(Object.keys(cases.films)[0]);
  shown.show(1);
  const before = { ...shown.measure() };
  shown.edit(forward.place(shown.sizes, 0, 0, 1), 3);
  assert.notEqual(shown.measure().training, before.training);
  assert.equal(shown.weight(0, 0, 1), 3);
  shown.show(0);
  shown.show(1);
  assert.deepEqual({ ...shown.measure() }, before);
});

test("halves are read as numpy wrote them", () => {
  const { bits, values } = cases.halves;
  const found = forward.fromHalf(Uint16Array.from(bits), new Float32Array(bits.length));
  assert.deepEqual(
    [...found],
    values.map((value) => (value === null ? Infinity : value)),
  );
});

test("a film that says which rows of θ its frames have shows those", () => {
  const shown = Object.assign(Object.create(forward.Film.prototype), { frames: 5, rows: [0, 0, 1, 2, 2] });
  assert.deepEqual(
    [0, 1, 2, 4, 9].map((frame) => shown.rowOf(frame)),
    [0, 0, 1, 2, 2],
  );
});

test("colours: zero is the middle, the ends are full, what is no number is grey", () => {
  const colours = {
    negative: "#f59322",
    zero: "#e8eaeb",
    positive: "#0877bd",
    paper: "#ffffff",
    classes: ["#f59322", "#0877bd", "#2f9c8c"],
  };
  const signs = forward.diverging(colours);
  const seen = (value) => (signs[forward.level(value)] & 0xffffff).toString(16);
  assert.deepEqual([-5, -1, 0, NaN, 1, Infinity].map(seen), [
    "2293f5",
    "2293f5",
    "ebeae8",
    "ebeae8",
    "bd7708",
    "bd7708",
  ]);
  const classes = forward.shaded(colours, 3);
  const even = classes[forward.shade([1 / 3, 1 / 3, 1 / 3], 3, 1, 0)];
  const sure = classes[forward.shade([0, 0, 1], 3, 1, 0)];
  assert.deepEqual(
    [even, sure].map((pixel) => (pixel & 0xffffff).toString(16)),
    ["ebeae8", "8c9c2f"],
  );
});

test("ticks are round numbers within the axis", () => {
  near(forward.ticks(-1.2, 1.2), [-1, -0.5, 0, 0.5, 1], 1e-12);
  near(forward.ticks(-11, 11), [-10, -5, 0, 5, 10], 1e-12);
});
