import assert from "node:assert/strict";
import { test } from "node:test";

import { inUnits, movedSpans, shiftedSpans, textsOf } from "../../static/sdk/marks.js";

/** Every edit below starts from this; "whatsapp" is marked. */
const BEFORE = "write me on whatsapp now";
const MARK = [{ start: 12, end: 20 }];

/** @param {string} after what is still marked in it */
const marked = (after) => textsOf(after, movedSpans(MARK, BEFORE, after));

for (const [what, after] of Object.entries({
  "writing before it": "please write me on whatsapp now",
  "writing behind it": "write me on whatsapp now, please",
  "writing right at its end": "write me on whatsapp, now",
  "writing right at its beginning": "write me on (whatsapp now",
  "deleting before it": "on whatsapp now",
  "deleting behind it": "write me on whatsapp",
})) {
  test(`${what} leaves a mark on its word`, () => assert.deepEqual(marked(after), ["whatsapp"]));
}

for (const [what, after] of Object.entries({
  "deleting it": "write me on  now",
  "deleting a letter of it": "write me on whatsap now",
  "writing within it": "write me on whats app now",
  "writing over everything": "is it in stock?",
  "deleting across its edge": "write me whatsapp".slice(0, 12),
})) {
  test(`${what} takes a mark away`, () => assert.deepEqual(marked(after), []));
}

test("marks are counted in code points, whatever stands before them", () => {
  const before = "👨‍👩‍👧🇪🇸 whatsapp";
  const start = Array.from(before).length - 8;
  const after = `𝒶𝒷 ${before}`;
  assert.deepEqual(textsOf(after, movedSpans([{ start, end: start + 8 }], before, after)), ["whatsapp"]);
});

test("an input field counts in UTF-16 units", () => {
  assert.deepEqual(inUnits("😀😀 zap", { start: 3, end: 6 }), { start: 5, end: 8 });
});

test("several marks live and go on their own", () => {
  const before = "zap or signal";
  const spans = [{ start: 0, end: 3 }, { start: 7, end: 13 }];
  assert.deepEqual(textsOf("za or signal", movedSpans(spans, before, "za or signal")), ["signal"]);
});

test("a text put before others moves their marks along", () => {
  assert.deepEqual(shiftedSpans(MARK, 3), [{ start: 15, end: 23 }]);
});
