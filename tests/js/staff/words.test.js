import assert from "node:assert/strict";
import { test } from "node:test";

import { say, sayOr, words } from "../../../static/staff/words.js";
import { unused } from "../support/unused.js";

test("nothing is said in vain: every word is used", async () => {
  assert.deepEqual(await unused(words(), ["static/staff"], "words.js"), []);
});

test("counts have their plural, and a word that is not known falls back", () => {
  assert.equal(say("queue.reports", { count: 1 }), "1 report");
  assert.equal(say("queue.reports", { count: 1_200 }), "1,200 reports");
  assert.equal(sayOr("category.phone", "phone"), "Phone number");
  assert.equal(sayOr("category.pigeon", "pigeon"), "pigeon");
});
