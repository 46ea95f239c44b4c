import assert from "node:assert/strict";
import { test } from "node:test";

import { linesOf } from "../../../static/staff/queue/lines.js";

/** @param {number} seq @returns {any} sent at that minute */
const message = (seq) => ({
  seq, sent_at: `2026-11-21T12:0${seq}:00.000Z`, text: `Message ${seq}`, sender: { id: "ana", side: "buyer", name: "Ana" },
  translations: [], shown: [], attachments: [],
});

/** @param {object} changes @returns {any} */
const incident = (changes) => ({
  id: "i1", seq: null, created_at: "2026-11-21T12:02:30.000Z", text: "Call me", lang: "en",
  sender: { id: "ana", side: "buyer", name: "Ana" }, ...changes,
});

const MESSAGES = [message(1), message(2), message(3)];

test("what was never delivered stands where it was written", () => {
  const lines = linesOf(incident({}), MESSAGES);
  assert.deepEqual(lines.map(({ text }) => text), ["Message 1", "Message 2", "Call me", "Message 3"]);
  assert.deepEqual(lines.filter(({ here }) => here).map(({ delivered }) => delivered), [false]);
});

test("it comes last where nothing was said since", () => {
  assert.equal(linesOf(incident({ created_at: "2026-11-21T13:00:00.000Z" }), MESSAGES).at(-1)?.text, "Call me");
});

test("a delivered message is marked, not repeated", () => {
  const lines = linesOf(incident({ seq: 2 }), MESSAGES);
  assert.deepEqual(lines.map(({ here }) => here), [false, true, false]);
});

test("translations stand beside the original, with who read them", () => {
  const made = { engine: "phrasebook", rough: false, source: "es", at: "2026-11-21T12:01:01.000Z" };
  const translated = {
    ...message(1),
    translations: [
      { ...made, lang: "en", text: "Hello", route: "es>en" }, { ...made, lang: "fr", text: "Bonjour", route: "es>fr" },
    ],
    shown: [{ side: "seller", lang: "en", engine: "phrasebook", route: "es>en", at: "2026-11-21T12:02:00.000Z" }],
  };
  const [line] = linesOf(incident({ seq: 9 }), [translated]);
  assert.equal(line?.text, "Message 1");
  assert.deepEqual(line?.readings.map(({ text, readers }) => [text, readers]), [["Hello", ["seller"]], ["Bonjour", []]]);
});

test("a text that is no longer kept leaves no line", () => {
  assert.equal(linesOf(incident({ text: null }), MESSAGES).length, 3);
});

test("an order's change of state is worded", () => {
  const moved = { ...message(1), text: "", system: { type: "order_status", status: "shipped" } };
  assert.equal(linesOf(incident({ seq: 9 }), [moved])[0]?.text, "Order shipped");
});
