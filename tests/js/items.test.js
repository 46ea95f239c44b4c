import assert from "node:assert/strict";
import { test } from "node:test";

import { firstUnreadOf, threadItems } from "../../static/views/messages/items.js";
import { message } from "./support/builders.js";

/** @param {number} day @param {number} minute */
const at = (day, minute) => ({ sent_at: new Date(2026, 2, day, 12, minute).toISOString() });

/** @param {Partial<Parameters<typeof threadItems>[0]>} given */
function itemsOf(given) {
  return threadItems({ messages: [], entries: [], side: "buyer", firstUnread: null, ...given });
}

/** @param {ReturnType<typeof itemsOf>} items */
const kinds = (items) => items.map((item) => item.kind);

test("days stand between the messages of different days", () => {
  const items = itemsOf({ messages: [message(1, at(1, 0)), message(2, at(1, 1)), message(3, at(2, 0))] });
  assert.deepEqual(kinds(items), ["day", "message", "message", "day", "message"]);
});

test("messages of one person within five minutes stand together", () => {
  const items = itemsOf({
    messages: [message(1, at(1, 0)), message(2, at(1, 4)), message(3, at(1, 30)),
      message(4, { side: "buyer", ...at(1, 31) })],
  });
  const groups = items.flatMap((it) => (it.kind === "message" ? [[it.first, it.last, it.own]] : []));
  assert.deepEqual(groups, [
    [true, false, false], [false, true, false], [true, true, false], [true, true, true],
  ]);
});

test("the unread mark stands before the first unread message and parts its group", () => {
  const messages = [message(1, at(1, 0)), message(2, at(1, 1))];
  const items = itemsOf({ messages, firstUnread: 2 });
  assert.deepEqual(kinds(items), ["day", "message", "unread", "message"]);
  assert.equal(items[1]?.kind === "message" && items[1].last, true);
});

test("one's own messages are never unread", () => {
  const messages = [message(1), message(2, { side: "buyer" }), message(3)];
  assert.equal(firstUnreadOf(messages, "buyer", 1), 3);
  assert.equal(firstUnreadOf(messages, "buyer", 3), null);
});

test("system messages belong to nobody", () => {
  const system = message(2, { kind: "system", side: "system", ...at(1, 0) });
  const items = itemsOf({ messages: [message(1, at(1, 0)), system] });
  assert.deepEqual(kinds(items), ["day", "message", "system"]);
});

test("a message keeps the key it had while it was being sent", () => {
  const entry = /** @type {const} */ ({
    client_id: "k1", conversation_id: "c1", text: "hi", reply_to: null, queued_at: 0, order: 0,
    state: "sending", error: null,
  });
  const sending = itemsOf({ entries: [entry] });
  const stored = itemsOf({ messages: [message(1, { side: "buyer", client_id: "k1" })] });
  assert.equal(sending.at(-1)?.key, "k1");
  assert.equal(stored.at(-1)?.key, "k1");
});
