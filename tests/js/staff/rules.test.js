import assert from "node:assert/strict";
import { test } from "node:test";

import { formatDuration, formatShare } from "../../../static/staff/numbers.js";
import { categoriesOf, found } from "../../../static/staff/rules/search.js";

/** @param {string} id @param {string} description @returns {any} */
const rule = (id, description) => ({ id, category: id.split(".")[0], description, languages: ["es", "en"] });

const RULES = [rule("phone.national", "A number of the region"), rule("messenger.whatsapp", "WhatsApp by its name"),
  rule("phone.words", "A number in words")];

const ids = (/** @type {any[]} */ rules) => rules.map(({ id }) => id);

test("a rule is found by every word of its id and description", () => {
  assert.deepEqual(ids(found(RULES, "", "")), ids(RULES));
  assert.deepEqual(ids(found(RULES, " NUMBER words ", "")), ["phone.words"]);
  assert.deepEqual(ids(found(RULES, "name", "phone")), []);
  assert.deepEqual(ids(found(RULES, "", "messenger")), ["messenger.whatsapp"]);
});

test("categories come in the order of the rules", () => {
  assert.deepEqual(categoriesOf(RULES), ["phone", "messenger"]);
});

test("shares and durations are said shortly", () => {
  assert.deepEqual([0, 0.004, 0.5, 1].map(formatShare), ["0%", "0.4%", "50%", "100%"]);
  assert.deepEqual([0, 45, 1_500, 14_200, 200_000].map(formatDuration),
    ["0 sec", "45 sec", "25 min", "3.9 hr", "2.3 days"]);
});
