import assert from "node:assert/strict";
import { test } from "node:test";

import { labelled, linear, shortened, stacked, ticksTo } from "../../../static/staff/reports/scales.js";

test("an axis has whole round steps and reaches the greatest value", () => {
  assert.deepEqual(ticksTo(0, 4), [0, 1]);
  assert.deepEqual(ticksTo(3, 4), [0, 1, 2, 3]);
  assert.deepEqual(ticksTo(22, 5), [0, 5, 10, 15, 20, 25]);
  for (let most = 1; most < 5_000; most += 7) {
    const ticks = ticksTo(most, 4);
    const step = ticks[1] ?? 0;
    assert.ok((ticks.at(-1) ?? 0) >= most && (ticks.at(-2) ?? 0) < most, `${most}: ${ticks}`);
    assert.ok(ticks.length <= 6 && ticks.every((tick, index) => tick === index * step), `${most}: ${ticks}`);
  }
});

test("a scale reaches from nothing to its whole length", () => {
  const y = linear(50, 200);
  assert.deepEqual([y(0), y(25), y(50)], [0, 100, 200]);
});

test("labels never touch, and the last column has one", () => {
  for (const [count, width] of /** @type {[number, number][]} */ ([[1, 300], [7, 300], [30, 1100], [92, 320], [53, 320]])) {
    const shown = labelled(count, width, 64);
    assert.equal(shown.at(-1), count - 1);
    const gaps = shown.slice(1).map((index, at) => ((index - (shown[at] ?? 0)) * width) / count);
    assert.ok(gaps.every((gap) => gap >= 64), `${count} in ${width}: ${gaps}`);
  }
  assert.deepEqual(labelled(0, 300, 64), []);
});

test("parts stand on top of one another", () => {
  assert.deepEqual(stacked([2, 0, 3]), [{ from: 0, to: 2 }, { from: 2, to: 2 }, { from: 2, to: 5 }]);
});

test("a long name is cut on whole characters", () => {
  assert.equal(shortened("phone.national", 20), "phone.national");
  assert.equal(shortened("📞📞📞📞", 3), "📞📞…");
});
