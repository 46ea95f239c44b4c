import assert from "node:assert/strict";
import { test } from "node:test";

import { sorted } from "../../static/views/pictures/kinds.js";
import { fittedInto, sizeInThread } from "../../static/views/pictures/layout.js";
import { moved, toggled, WHOLE, zoomed } from "../../static/views/pictures/zoom.js";

const FRAME = { stage: { width: 400, height: 300 }, picture: { width: 400, height: 200 } };
const MIDDLE = { x: 0, y: 0 };

test("what lies under the pointer stays there", () => {
  const at = { x: 100, y: 20 };
  const view = zoomed(WHOLE, 2, at, FRAME);
  const under = (/** @type {typeof view} */ { scale, x, y }) => [(at.x - x) / scale, (at.y - y) / scale];
  assert.equal(view.scale, 2);
  assert.equal(under(view)[0], under(WHOLE)[0]);
});

test("a picture is never smaller than the whole nor lost out of sight", () => {
  assert.deepEqual(zoomed(WHOLE, 0.1, MIDDLE, FRAME), WHOLE);
  assert.deepEqual(moved(WHOLE, { x: 50, y: 50 }, FRAME), WHOLE);
  const large = zoomed(WHOLE, 3, MIDDLE, FRAME);
  assert.deepEqual(moved(large, { x: 9_999, y: -9_999 }, FRAME), { scale: 3, x: 400, y: -150 });
  assert.equal(zoomed(large, 100, MIDDLE, FRAME).scale, 6);
});

test("a double click looks close, and a second one at the whole again", () => {
  const close = toggled(WHOLE, MIDDLE, FRAME);
  assert.ok(close.scale > 1);
  assert.equal(toggled(close, MIDDLE, FRAME), WHOLE);
});

test("a picture keeps its shape within its place, and a very narrow one can still be seen", () => {
  assert.deepEqual(sizeInThread({ width: 4_000, height: 3_000 }), { width: 280, height: 210 });
  assert.deepEqual(sizeInThread({ width: 1_000, height: 2_000 }), { width: 170, height: 340 });
  assert.deepEqual(sizeInThread({ width: 5_000, height: 50 }), { width: 280, height: 96 });
  assert.deepEqual(sizeInThread({ width: 120, height: 100 }), { width: 240, height: 200 });
  assert.deepEqual(sizeInThread({ width: 24, height: 16 }), { width: 144, height: 96 });
  assert.deepEqual(sizeInThread({ width: null, height: null }), { width: 280, height: 210 });
  assert.deepEqual(fittedInto({ width: 100, height: 50 }, { width: 400, height: 300 }), { width: 200, height: 100 });
});

test("pictures are told from videos and other files, by name where the type is not known", () => {
  const files = [
    { name: "a.jpg", type: "image/jpeg" }, { name: "b.HEIC", type: "" }, { name: "c.mov", type: "" },
    { name: "d.svg", type: "image/svg+xml" },
  ];
  assert.deepEqual(sorted(files).pictures.map(({ name }) => name), ["a.jpg", "b.HEIC"]);
  assert.equal(sorted(files).refused, "video");
  assert.equal(sorted([{ name: "e.pdf", type: "application/pdf" }]).refused, "kind");
  assert.equal(sorted(files.slice(0, 2)).refused, null);
});
