import assert from "node:assert/strict";
import { test } from "node:test";

import { inboxOf } from "../../static/sdk/state/inbox.js";
import { Store } from "../../static/sdk/store.js";
import { conversation, message, readyAs } from "./support/builders.js";

/** @param {number} day */
const on = (day) => new Date(Date.UTC(2026, 1, day)).toISOString();

/** @param {number} day */
const dated = (day, given = {}) => conversation({ id: `c${day}`, updated_at: on(day), ...given });

/**
 * @param {Store} store
 * @param {import("../../static/sdk/types.js").Conversation[]} conversations
 * @param {object} [given]
 */
function fetched(store, conversations, given = {}) {
  store.dispatch("inbox:fetched", {
    filter: "all", conversations, next_cursor: null, unread_total: 0, first: true,
    before: store.state.conversations, ...given,
  });
}

/** @param {Store} store @param {import("../../static/sdk/types.js").Filter} [filter] */
const ids = (store, filter = "all") => inboxOf(store.state, filter).map(({ id }) => id);

function signedIn() {
  const store = new Store();
  store.dispatch("session:ready", readyAs());
  return store;
}

test("an inbox that was not read shows nothing, whatever is known", () => {
  const store = signedIn();
  store.dispatch("conversation:updated", { conversation: dated(1) });
  assert.deepEqual(ids(store), []);
});

test("the latest activity comes first, and a message brings its conversation up", () => {
  const store = signedIn();
  fetched(store, [dated(3), dated(2), dated(1)]);
  assert.deepEqual(ids(store), ["c3", "c2", "c1"]);
  const late = message(1, { conversation_id: "c1", sent_at: on(9) });
  store.dispatch("message:new", { message: late, unread: 1, unread_total: 1 });
  assert.deepEqual(ids(store), ["c1", "c3", "c2"]);
});

test("what lies below the pages read so far waits for its page", () => {
  const store = signedIn();
  fetched(store, [dated(5), dated(4)], { next_cursor: "more" });
  store.dispatch("conversation:updated", { conversation: dated(1) });
  assert.deepEqual(ids(store), ["c5", "c4"]);
  fetched(store, [dated(3), dated(1)], { first: false });
  assert.deepEqual(ids(store), ["c5", "c4", "c3", "c1"]);
  assert.equal(store.state.folders.all?.count, 4);
});

test("filters look at the conversations themselves", () => {
  const store = signedIn();
  const order = dated(2, { context: { type: "order", id: "o1", card: { title: "Order" } } });
  const page = [dated(3, { unread: 2 }), order];
  fetched(store, page, { filter: "unread" });
  fetched(store, page, { filter: "order" });
  assert.deepEqual(ids(store, "unread"), ["c3"]);
  assert.deepEqual(ids(store, "order"), ["c2"]);
});

test("the open conversation stays among the unread when it has just been read", () => {
  const store = signedIn();
  fetched(store, [dated(3, { unread: 2 })], { filter: "unread" });
  store.dispatch("receipt:updated", {
    conversation_id: "c3", side: "buyer", delivered_seq: 2, read_seq: 2, unread: 0, unread_total: 0,
  });
  assert.deepEqual(inboxOf(store.state, "unread", "c3").map(({ id }) => id), ["c3"]);
  assert.deepEqual(ids(store, "unread"), []);
});

test("a first page read again drops what was hidden elsewhere", () => {
  const store = signedIn();
  fetched(store, [dated(3), dated(2)]);
  fetched(store, [dated(3)]);
  assert.deepEqual(ids(store), ["c3"]);
});

test("a first page read again keeps what was pushed after it was asked for", () => {
  const store = signedIn();
  fetched(store, [dated(3)]);
  const before = store.state.conversations;
  store.dispatch("conversation:updated", { conversation: dated(5) });
  fetched(store, [dated(3)], { before });
  assert.deepEqual(ids(store), ["c5", "c3"]);
});

test("a receipt does not keep what was hidden elsewhere in the inbox", () => {
  const store = signedIn();
  fetched(store, [dated(3), dated(2, { last_seq: 4 })]);
  const before = store.state.conversations;
  store.dispatch("receipt:updated",
    { conversation_id: "c2", side: "seller", delivered_seq: 4, read_seq: 4 });
  fetched(store, [dated(3)], { before });
  assert.deepEqual(ids(store), ["c3"]);
});

test("a hide that overtakes a page stands", () => {
  const store = signedIn();
  fetched(store, [dated(2, { last_seq: 4 })]);
  const before = store.state.conversations;
  const hidden = dated(2, { last_seq: 4, listed: false, cleared_seq: 4, change: 1 });
  store.dispatch("conversation:updated", { conversation: hidden });
  fetched(store, [dated(2, { last_seq: 4 })], { before });
  assert.deepEqual(ids(store), []);
});

test("a page does not put back an older last message", () => {
  const store = signedIn();
  fetched(store, [dated(1, { last_seq: 1 })]);
  const before = store.state.conversations;
  const next = message(2, { conversation_id: "c1", sent_at: on(2) });
  store.dispatch("message:new", { message: next, unread: 1, unread_total: 1 });
  fetched(store, [dated(1, { last_seq: 1 })], { before });
  assert.equal(store.state.conversations["c1"]?.last_seq, 2);
  assert.equal(store.state.conversations["c1"]?.unread, 1);
});

test("a message of an unknown conversation and a new session make the inbox stale", () => {
  const store = signedIn();
  fetched(store, [dated(1)]);
  const stranger = message(7, { conversation_id: "c9" });
  store.dispatch("message:new", { message: stranger, unread: 1, unread_total: 3 });
  assert.equal(store.state.folders.all?.stale, true);
  assert.equal(store.state.unread_total, 3);
  fetched(store, [dated(1)]);
  assert.equal(store.state.folders.all?.stale, false);
  store.dispatch("session:ready", readyAs());
  assert.equal(store.state.folders.all?.stale, true);
});
