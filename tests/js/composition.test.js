import assert from "node:assert/strict";
import { test } from "node:test";

import {
  advised, edited, isUnchanged, NOTHING, withoutReturned, withReturned,
} from "../../static/sdk/composition.js";
import { textsOf } from "../../static/sdk/marks.js";
import { blockedEntry, finding } from "./support/builders.js";

const ENTRY = blockedEntry("write me on whatsapp", { findings: [finding(12, 20)], hint: "Stay here." });

/** @param {import("../../static/sdk/types.js").Composition} composition */
const marked = ({ text, notice }) => textsOf(text, notice?.spans ?? []);

test("a refused message becomes text again, marked where it was refused", () => {
  const composition = withReturned(NOTHING, ENTRY);
  assert.equal(composition.text, "write me on whatsapp");
  assert.equal(composition.notice?.tone, "refused");
  assert.equal(composition.notice?.hint, "Stay here.");
  assert.deepEqual(marked(composition), ["whatsapp"]);
  assert.equal(composition.returned, ENTRY.client_id);
});

test("what was typed since comes after it, and is not lost", () => {
  const composition = withReturned(edited(NOTHING, "and the colour?"), ENTRY);
  assert.equal(composition.text, "write me on whatsapp\nand the colour?");
  assert.deepEqual(marked(composition), ["whatsapp"]);
});

test("the marks of two refused messages stay on their words", () => {
  const earlier = blockedEntry("zap?", { findings: [finding(0, 3)] });
  const composition = withReturned(withReturned(NOTHING, earlier), ENTRY);
  assert.equal(composition.text, "write me on whatsapp\nzap?");
  assert.deepEqual(marked(composition), ["whatsapp", "zap"]);
});

test("a reply stays a reply", () => {
  assert.equal(withReturned(NOTHING, { ...ENTRY, reply_to: 4 }).reply_to, 4);
  assert.equal(withReturned({ ...NOTHING, reply_to: 9 }, { ...ENTRY, reply_to: 4 }).reply_to, 9);
});

test("the notice goes with its last mark", () => {
  const two = blockedEntry("zap or signal", { findings: [finding(0, 3), finding(7, 13)] });
  const one = edited(withReturned(NOTHING, two), "za or signal");
  assert.deepEqual(marked(one), ["signal"]);
  assert.equal(edited(one, "za or sign").notice, null);
});

test("a refusal without marks is forgotten with the first change", () => {
  const composition = withReturned(NOTHING, blockedEntry("six", { findings: [] }));
  assert.equal(composition.notice?.tone, "refused");
  assert.equal(edited(composition, "six!").notice, null);
});

test("a text that is emptied is nobody's any more, but still a reply", () => {
  const composition = edited(withReturned({ ...NOTHING, reply_to: 3 }, ENTRY), "");
  assert.deepEqual(composition, { ...NOTHING, reply_to: 3 });
});

test("a message that could not be sent for another reason comes back without a notice", () => {
  const entry = { ...ENTRY, review: null, error: { code: "suspended", data: { until: "2026-01-01" } } };
  assert.equal(withReturned(NOTHING, entry).notice, null);
});

test("space around a refused text is no change of it", () => {
  const composition = withReturned(NOTHING, ENTRY);
  assert.equal(isUnchanged(edited(composition, `${ENTRY.text} `), ENTRY), true);
  assert.equal(isUnchanged(edited(composition, `${ENTRY.text}!`), ENTRY), false);
});

test("a message under review takes its own text with it and leaves the rest", () => {
  const typed = withReturned(edited(NOTHING, "and the colour?"), ENTRY);
  assert.deepEqual(withoutReturned(typed, ENTRY), { ...NOTHING, text: "and the colour?" });
  assert.deepEqual(withoutReturned(withReturned(NOTHING, ENTRY), ENTRY), NOTHING);
  const mended = edited(withReturned(NOTHING, ENTRY), "write me here");
  assert.deepEqual(withoutReturned(mended, ENTRY), { ...mended, returned: null });
});

test("advice marks the text it is about, softly", () => {
  const composition = advised(edited(NOTHING, "  my zap"), "  my zap",
    { action: "block", findings: [finding(3, 6)], hint: "Stay here." });
  assert.equal(composition.notice?.tone, "advice");
  assert.deepEqual(marked(composition), ["zap"]);
});

test("advice about an older text is of no use", () => {
  const composition = edited(NOTHING, "my zapatos");
  const advice = /** @type {const} */ ({ action: "block", findings: [finding(3, 6)], hint: "No." });
  assert.equal(advised(composition, "my zap", { ...advice, findings: [...advice.findings] }), composition);
});

test("advice that a text is fine takes the marks away", () => {
  const composition = edited(withReturned(NOTHING, ENTRY), "no whatsapp please, write me on whatsapp");
  const { text } = composition;
  assert.notEqual(composition.notice, null);
  assert.equal(advised(composition, text, { action: "allow", findings: [], hint: "" }).notice, null);
});
