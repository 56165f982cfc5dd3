// What the scripts of several components share, held on its own: no document, a clock by hand.
import assert from "node:assert/strict";
import { mock, test } from "node:test";

globalThis.document = { querySelector: () => null, documentElement: { toggleAttribute() {} } };
const { Later, clamp, minus, put } = await import("../../pages/ui/kit.js");

test("a value is kept within its ends, and at them", () => {
  assert.deepEqual(
    [-3, -1, 0.5, 2, 7].map((value) => clamp(value, -1, 2)),
    [-1, -1, 0.5, 2, 2],
  );
});

test("a number has the minus sign of mathematics, also in its exponent", () => {
  assert.equal(minus(-1.5), "−1.5");
  assert.equal(minus("-2e-7"), "−2e−7");
  assert.equal(minus(3), "3");
});

test("words that stand there already are not written again", () => {
  let written = 0;
  const element = {
    words: "a",
    get textContent() {
      return this.words;
    },
    set textContent(words) {
      written += 1;
      this.words = words;
    },
  };
  put(element, "a");
  assert.equal(written, 0);
  put(element, "b");
  assert.deepEqual([written, element.words], [1, "b"]);
});

test("an act waits until nothing more has come, is done once, and can be hurried or stopped", (t) => {
  const timers = new Map();
  let now = 0;
  let last = 0;
  mock.method(globalThis, "setTimeout", (act, wait) => (timers.set(++last, { act, due: now + wait }), last));
  mock.method(globalThis, "clearTimeout", (id) => timers.delete(id));
  t.after(() => mock.restoreAll());
  const pass = (time) => {
    now += time;
    for (const [id, { act, due }] of [...timers]) if (due <= now && timers.delete(id)) act();
  };
  let done = 0;
  const later = new Later(() => (done += 1), 100);
  later.start();
  pass(60);
  later.start();
  pass(60);
  assert.deepEqual([done, later.waiting], [0, true]);
  pass(40);
  assert.deepEqual([done, later.waiting], [1, false]);
  later.start();
  later.now();
  pass(200);
  assert.equal(done, 2);
  later.start();
  later.stop();
  pass(200);
  assert.equal(done, 2);
});
