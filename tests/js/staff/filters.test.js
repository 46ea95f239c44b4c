import assert from "node:assert/strict";
import { test } from "node:test";

import { filtersOf, narrowing, searchOf } from "../../../static/staff/queue/filters.js";

test("an address without a query asks for the open incidents", () => {
  assert.deepEqual(filtersOf(""), { state: "open" });
  assert.equal(searchOf({ state: "open" }), "");
});

test("filters survive the way through an address", () => {
  const filters = {
    state: "decided", kind: "held", category: "phone", lang: "zh-Hans", shop: "nord & co", rule: "phone.national",
    sender: "li=na", appealed: "true",
  };
  assert.deepEqual(filtersOf(searchOf(filters)), filters);
});

test("what nobody could ask for is left out", () => {
  assert.deepEqual(filtersOf("?state=closed&kind=odd&appealed=no&colour=red&shop=+"), { state: "open" });
});

test("only what narrows the queue counts as a filter", () => {
  assert.deepEqual(narrowing({ state: "all" }), []);
  assert.deepEqual(narrowing({ state: "all", rule: "email.plain", kind: "held" }),
    [["kind", "held"], ["rule", "email.plain"]]);
});
