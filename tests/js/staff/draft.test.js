import assert from "node:assert/strict";
import { test } from "node:test";

import {
  bodyOf, canErase, EMPTY, heldByOther, isReady, suspendedLonger, SUSPENSIONS, suspensionEnd, UNTIL_DAY,
  withConsequence, withOutcome,
} from "../../../static/staff/queue/draft.js";

const NOW = Date.parse("2026-11-21T12:00:00.000Z");

/** @param {object} changes @returns {any} */
const incident = (changes) => ({ state: "open", seq: null, claim: null, ...changes });

test("what is done to the sender upholds the incident", () => {
  assert.equal(withConsequence(EMPTY, { warn: true }).outcome, "upheld");
  assert.equal(withConsequence(withOutcome(EMPTY, "overturned"), { erase: true }).outcome, "upheld");
  assert.equal(withConsequence(EMPTY, { warn: false }).outcome, null);
});

test("overturning takes back what was meant for the sender, and keeps the note", () => {
  const draft = { ...withConsequence(EMPTY, { warn: true, suspend: 24 }), note: "An order number" };
  assert.deepEqual(withOutcome(draft, "overturned"), { ...EMPTY, outcome: "overturned", note: "An order number" });
});

test("suspending again means longer, and after the longest not at all", () => {
  let draft = EMPTY;
  const seen = SUSPENSIONS.map(() => {
    draft = suspendedLonger(draft);
    return draft.suspend;
  });
  assert.deepEqual(seen, [24, 72, 168, 720, 0]);
});

test("a suspension ends hours from now or with a day", () => {
  assert.equal(suspensionEnd({ ...EMPTY, suspend: 72 }, NOW), "2026-11-24T12:00:00.000Z");
  assert.equal(suspensionEnd({ ...EMPTY, suspend: UNTIL_DAY, until: "2026-12-24" }, NOW), "2026-12-24T23:59:59.000Z");
  assert.equal(suspensionEnd(EMPTY, NOW), null);
});

test("a decision is ready with an outcome, and a day if it asks for one that is to come", () => {
  const until = (/** @type {string} */ day) => withConsequence(EMPTY, { suspend: UNTIL_DAY, until: day });
  assert.equal(isReady(EMPTY, NOW), false);
  assert.equal(isReady(withOutcome(EMPTY, "overturned"), NOW), true);
  assert.equal(isReady(until(""), NOW), false);
  assert.equal(isReady(until("2026-11-20"), NOW), false);
  assert.equal(isReady(until("2026-11-21"), NOW), true);
});

test("the hub is asked only what is wanted", () => {
  assert.deepEqual(bodyOf({ ...withOutcome(EMPTY, "overturned"), note: "  " }, NOW), { outcome: "overturned" });
  const all = { ...withConsequence(EMPTY, { erase: true, warn: true, suspend: 24 }), note: " Again " };
  assert.deepEqual(bodyOf(all, NOW), {
    outcome: "upheld", erase: true, warn: true, suspend_until: "2026-11-22T12:00:00.000Z", note: "Again",
  });
});

test("only what was delivered can be erased", () => {
  assert.equal(canErase(incident({ seq: 3 })), true);
  assert.equal(canErase(incident({})), false);
});

test("somebody else is at it until their claim runs out", () => {
  const claim = { by: "pat", name: "Pat", until: "2026-11-21T12:04:00.000Z" };
  assert.equal(heldByOther(incident({ claim }), "sam", NOW), true);
  assert.equal(heldByOther(incident({ claim }), "pat", NOW), false);
  assert.equal(heldByOther(incident({ claim }), "sam", NOW + 300_000), false);
  assert.equal(heldByOther(incident({ claim, state: "decided" }), "sam", NOW), false);
});
