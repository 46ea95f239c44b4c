import assert from "node:assert/strict";
import { test } from "node:test";

import { entryAt, exceptionsAt, withEntry, withStrikes } from "../../../static/staff/rules/policy.js";

const POLICY = {
  default: { phone: "block", on_review: "deliver" },
  stage: { during_delivery: { buyer: { phone: "review" } }, support: { phone: "allow" } },
  strikes: { suspend_at: 6 },
};

/** @param {string} stage @param {string} [side] @param {string} [name] */
const at = (stage, side = "", name = "phone") => ({ stage, side, name });

test("the side goes before the stage, and the stage before the default", () => {
  assert.equal(entryAt(POLICY, at("before_purchase")), "block");
  assert.equal(entryAt(POLICY, at("support", "seller")), "allow");
  assert.equal(entryAt(POLICY, at("during_delivery", "buyer")), "review");
  assert.equal(entryAt(POLICY, at("during_delivery", "seller")), "block");
  assert.equal(entryAt(POLICY, at("support", "", "on_review")), "deliver");
});

test("who is held to something else is told", () => {
  assert.deepEqual(exceptionsAt(POLICY, at("during_delivery")), ["buyer"]);
  assert.deepEqual(exceptionsAt(POLICY, at("support")), []);
  assert.deepEqual(exceptionsAt(POLICY, at("during_delivery", "buyer")), []);
});

test("a change keeps what was changed before", () => {
  const first = withEntry({ strikes: { suspend_at: 9 } }, at("support"), "review");
  const second = withEntry(first, at("support", "buyer"), "block");
  assert.deepEqual(second, {
    strikes: { suspend_at: 9 }, stage: { support: { phone: "review", buyer: { phone: "block" } } },
  });
  assert.deepEqual(withStrikes(second, "suspend_at", 12).strikes, { suspend_at: 12 });
  assert.deepEqual(first.stage, { support: { phone: "review" } });
});
