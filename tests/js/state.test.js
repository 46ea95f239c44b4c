import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "../../static/sdk/store.js";
import { conversation, message, messages, readyAs } from "./support/builders.js";

/** @param {Partial<import("../../static/sdk/types.js").Conversation>} [given] */
function signedIn(given) {
  const store = new Store();
  store.dispatch("session:ready", readyAs());
  store.dispatch("conversation:updated", { conversation: conversation(given) });
  return store;
}

/** @param {number} last */
function withThread(last) {
  const store = signedIn({ last_seq: last, last_message: message(last) });
  store.dispatch("history:fetched", {
    conversation_id: "c1", messages: messages(1, last), has_more: false, last_seq: last, change: 0,
  });
  return store;
}

/** @param {Store} store */
const seqs = (store) => store.state.threads["c1"]?.messages.map(({ seq }) => seq);

test("a new message moves the conversation, its unread and the total", () => {
  const store = signedIn();
  store.dispatch("message:new", { message: message(1), unread: 1, unread_total: 4 });
  const known = store.state.conversations["c1"];
  assert.equal(known?.last_seq, 1);
  assert.equal(known?.unread, 1);
  assert.equal(known?.updated_at, message(1).sent_at);
  assert.equal(store.state.unread_total, 4);
});

test("states are never changed in place", () => {
  const store = withThread(2);
  const before = structuredClone(store.state);
  const held = store.state;
  store.dispatch("message:new", { message: message(3), unread: 1, unread_total: 1 });
  store.dispatch("message:hidden", { conversation_id: "c1", seqs: [1], change: 1 });
  store.dispatch("receipt:updated",
    { conversation_id: "c1", side: "seller", delivered_seq: 2, read_seq: 1 });
  assert.deepEqual(held, before);
});

test("a message that comes twice is shown once", () => {
  const store = withThread(2);
  store.dispatch("message:new", { message: message(3), unread: 1, unread_total: 1 });
  const once = store.state;
  store.dispatch("message:new", { message: message(3), unread: 1, unread_total: 1 });
  assert.deepEqual(store.state, once);
});

test("a message beyond a gap is kept in order and makes the thread stale", () => {
  const store = withThread(2);
  store.dispatch("message:new", { message: message(5), unread: 3, unread_total: 3 });
  assert.deepEqual(seqs(store), [1, 2, 5]);
  assert.equal(store.state.threads["c1"]?.tip, 2);
  assert.equal(store.state.threads["c1"]?.stale, true);
});

test("catching up fills the gap, whatever was pushed meanwhile", () => {
  const store = withThread(2);
  store.dispatch("message:new", { message: message(5), unread: 3, unread_total: 3 });
  store.dispatch("message:new", { message: message(6), unread: 4, unread_total: 4 });
  store.dispatch("catch_up:fetched", {
    conversation_id: "c1", after_seq: 2, messages: messages(3, 5), changes: [], change: 0,
    receipts: conversation().receipts, reset: false,
  });
  assert.deepEqual(seqs(store), [1, 2, 3, 4, 5, 6]);
  assert.equal(store.state.threads["c1"]?.tip, 6);
  assert.equal(store.state.threads["c1"]?.stale, false);
});

test("a message that arrives while a catch-up is due does not call it off", () => {
  const store = withThread(2);
  store.dispatch("session:ready", readyAs());
  store.dispatch("message:new", { message: message(3), unread: 1, unread_total: 1 });
  assert.equal(store.state.threads["c1"]?.stale, true);
});

test("a reset drops what was loaded", () => {
  const store = withThread(3);
  store.dispatch("catch_up:fetched", {
    conversation_id: "c1", after_seq: 3, messages: messages(400, 449), changes: [], change: 2,
    receipts: conversation().receipts, reset: true,
  });
  const thread = store.state.threads["c1"];
  assert.equal(seqs(store)?.[0], 400);
  assert.deepEqual([thread?.tip, thread?.change, thread?.has_more], [449, 2, true]);
});

test("catching up applies hides, erasures and clearings", () => {
  const store = withThread(5);
  store.dispatch("catch_up:fetched", {
    conversation_id: "c1", after_seq: 5, messages: [], change: 3, reset: false,
    receipts: conversation().receipts,
    changes: [
      { change: 1, type: "hidden", seqs: [3] },
      { change: 2, type: "erased", seqs: [4] },
      { change: 3, type: "cleared", cleared_seq: 2 },
    ],
  });
  assert.deepEqual(seqs(store), [4, 5]);
  assert.equal(store.state.threads["c1"]?.messages[0]?.text, "");
  assert.equal(store.state.threads["c1"]?.messages[0]?.erased, true);
});

test("a change number that skips one makes the thread stale", () => {
  const store = withThread(3);
  store.dispatch("message:hidden", { conversation_id: "c1", seqs: [1], change: 1 });
  assert.equal(store.state.threads["c1"]?.stale, false);
  store.dispatch("message:hidden", { conversation_id: "c1", seqs: [2], change: 3 });
  assert.deepEqual(seqs(store), [3]);
  assert.equal(store.state.threads["c1"]?.stale, true);
});

/** What a catch-up gives when nothing but messages was missed. */
const plain = { changes: [], receipts: conversation().receipts, reset: false, conversation_id: "c1" };

test("a hide that overtakes a catch-up is applied to what the catch-up brings", () => {
  const store = withThread(2);
  store.dispatch("message:new", { message: message(5), unread: 3, unread_total: 3 });
  store.dispatch("message:hidden", { conversation_id: "c1", seqs: [4], change: 1 });
  store.dispatch("catch_up:fetched", { ...plain, after_seq: 2, messages: messages(3, 5), change: 0 });
  const thread = store.state.threads["c1"];
  assert.deepEqual([thread?.stale, thread?.change], [true, 0]);
  store.dispatch("catch_up:fetched", {
    ...plain, after_seq: 5, messages: [], change: 1, changes: [{ change: 1, type: "hidden", seqs: [4] }],
  });
  assert.deepEqual(seqs(store), [1, 2, 3, 5]);
  assert.equal(store.state.threads["c1"]?.stale, false);
});

test("a hide that overtakes an older page is applied to it", () => {
  const store = withThread(5);
  store.dispatch("message:hidden", { conversation_id: "c1", seqs: [1], change: 1 });
  store.dispatch("older:fetched",
    { conversation_id: "c1", messages: messages(1, 2), has_more: false, change: 0 });
  assert.deepEqual([store.state.threads["c1"]?.stale, store.state.threads["c1"]?.change], [true, 0]);
});

test("a conversation told late still tells that it was cleared", () => {
  const store = withThread(3);
  store.dispatch("message:new", { message: message(4), unread: 1, unread_total: 1 });
  const late = conversation({ last_seq: 3, listed: false, cleared_seq: 3, change: 1 });
  store.dispatch("conversation:updated", { conversation: late });
  const known = store.state.conversations["c1"];
  assert.deepEqual([known?.listed, known?.last_seq, known?.unread, known?.cleared_seq], [true, 4, 1, 3]);
  assert.deepEqual(seqs(store), [4]);
});

test("a hide told with older receipts still takes the conversation out of the inbox", () => {
  const store = signedIn({ last_seq: 3, unread: 3 });
  store.dispatch("receipt:updated", {
    conversation_id: "c1", side: "buyer", delivered_seq: 3, read_seq: 3, unread: 0, unread_total: 0,
  });
  const hidden = conversation({ last_seq: 3, listed: false, cleared_seq: 3, change: 1 });
  store.dispatch("conversation:updated", { conversation: hidden });
  const known = store.state.conversations["c1"];
  assert.deepEqual([known?.listed, known?.receipts.buyer.read_seq], [false, 3]);
});

test("a newer last message told with older receipts is taken, its unread count is not", () => {
  const store = signedIn({ last_seq: 3, unread: 3 });
  store.dispatch("receipt:updated", {
    conversation_id: "c1", side: "buyer", delivered_seq: 3, read_seq: 3, unread: 1, unread_total: 1,
  });
  const told = conversation({ last_seq: 4, last_message: message(4), unread: 4 });
  store.dispatch("conversation:updated", { conversation: told });
  const known = store.state.conversations["c1"];
  assert.deepEqual([known?.last_seq, known?.last_message?.seq, known?.unread], [4, 4, 1]);
});

test("a conversation told before it was read does not become unread again", () => {
  const store = signedIn({ last_seq: 2, unread: 2 });
  store.dispatch("receipt:updated", {
    conversation_id: "c1", side: "buyer", delivered_seq: 2, read_seq: 2, unread: 0, unread_total: 0,
  });
  store.dispatch("conversation:updated", { conversation: conversation({ last_seq: 2, unread: 2 }) });
  assert.equal(store.state.conversations["c1"]?.unread, 0);
});

test("history that was asked for before a push is known to be behind it", () => {
  const store = signedIn({ last_seq: 2 });
  store.dispatch("message:new", { message: message(3), unread: 1, unread_total: 1 });
  store.dispatch("history:fetched", {
    conversation_id: "c1", messages: messages(1, 2), has_more: false, last_seq: 2, change: 0,
  });
  assert.equal(store.state.threads["c1"]?.stale, true);
});

test("hiding the last message previews the one before", () => {
  const store = withThread(3);
  store.dispatch("message:hidden", { conversation_id: "c1", seqs: [3], change: 1 });
  assert.equal(store.state.conversations["c1"]?.last_message?.seq, 2);
  assert.equal(store.state.conversations["c1"]?.last_seq, 3);
});

test("hiding unread messages makes fewer unread", () => {
  const store = signedIn({ last_seq: 2, unread: 2 });
  store.dispatch("message:hidden",
    { conversation_id: "c1", seqs: [2], change: 1, unread: 1, unread_total: 7 });
  assert.equal(store.state.conversations["c1"]?.unread, 1);
  assert.equal(store.state.unread_total, 7);
});

test("watermarks never fall", () => {
  const store = signedIn({ last_seq: 9 });
  const mark = { conversation_id: "c1", side: /** @type {const} */ ("seller") };
  store.dispatch("receipt:updated", { ...mark, delivered_seq: 7, read_seq: 7 });
  store.dispatch("receipt:updated", { ...mark, delivered_seq: 8, read_seq: 3 });
  assert.deepEqual(store.state.conversations["c1"]?.receipts.seller,
    { delivered_seq: 8, read_seq: 7 });
});

test("hiding a conversation empties its thread and takes it out of the inbox", () => {
  const store = withThread(3);
  const hidden = conversation(
    { last_seq: 3, last_message: null, listed: false, cleared_seq: 3, change: 1 });
  store.dispatch("conversation:updated", { conversation: hidden });
  assert.deepEqual(seqs(store), []);
  assert.equal(store.state.conversations["c1"]?.listed, false);
  store.dispatch("message:new", { message: message(4), unread: 1, unread_total: 1 });
  assert.deepEqual(seqs(store), [4]);
  assert.equal(store.state.conversations["c1"]?.listed, true);
});

test("only the other side's typing shows, until they send", () => {
  const store = signedIn();
  store.dispatch("typing", { conversation_id: "c1", side: "buyer", typing: true });
  assert.deepEqual(store.state.typing, {});
  store.dispatch("typing", { conversation_id: "c1", side: "seller", typing: true });
  assert.deepEqual(store.state.typing, { c1: true });
  store.dispatch("message:new", { message: message(1), unread: 1, unread_total: 1 });
  assert.deepEqual(store.state.typing, {});
});

test("presence is unknown while there is no connection", () => {
  const store = signedIn();
  store.dispatch("presence:updated",
    { conversation_id: "c1", side: "seller", online: true, last_seen: null });
  assert.equal(store.state.presence["c1"]?.online, true);
  store.dispatch("connection:changed", { status: "offline" });
  assert.deepEqual(store.state.presence, {});
});

test("the twenty threads opened last are kept", () => {
  const store = signedIn();
  for (let index = 0; index < 25; index += 1) {
    const id = `c${index}`;
    store.dispatch("thread:opened", { conversation_id: id });
    store.dispatch("history:fetched",
      { conversation_id: id, messages: [], has_more: false, last_seq: 0, change: 0 });
  }
  assert.equal(Object.keys(store.state.threads).length, 20);
  assert.equal("c4" in store.state.threads, false);
  assert.equal("c24" in store.state.threads, true);
});

test("what is erased is gone from the thread, the preview and whatever else shows it", () => {
  const store = withThread(3);
  store.dispatch("message:erased", { conversation_id: "c1", seq: 3, change: 1 });
  const [erased, preview] = [store.state.threads["c1"]?.messages[2], store.state.conversations["c1"]?.last_message];
  assert.deepEqual([erased?.erased, erased?.text], [true, ""]);
  assert.deepEqual([preview?.erased, preview?.text], [true, ""]);
  assert.deepEqual(store.state.erased, { c1: [3] });
  assert.equal(store.state.threads["c1"]?.change, 1);
});

test("an erasure that was missed is caught up with, in the preview too", () => {
  const store = withThread(3);
  store.dispatch("catch_up:fetched", {
    ...plain, after_seq: 3, messages: [], change: 1, changes: [{ change: 1, type: "erased", seqs: [3] }],
  });
  assert.equal(store.state.threads["c1"]?.messages[2]?.erased, true);
  assert.equal(store.state.conversations["c1"]?.last_message?.erased, true);
  assert.deepEqual(store.state.erased, { c1: [3] });
});

test("a translation that comes after the erasure does not bring the text back", () => {
  const store = withThread(2);
  store.dispatch("message:erased", { conversation_id: "c1", seq: 2, change: 1 });
  const told = { lang: "es", text: "texto 2", engine: "none", rough: false, source: "en" };
  store.dispatch("message:translated",
    { conversation_id: "c1", seq: 2, source: "en", lang: "es", translation: told });
  assert.equal(store.state.threads["c1"]?.messages[1]?.translation, undefined);
});

test("what one has reported is remembered for the session", () => {
  const store = withThread(2);
  store.dispatch("message:reported", { conversation_id: "c1", seq: 2 });
  store.dispatch("message:reported", { conversation_id: "c1", seq: 2 });
  assert.deepEqual(store.state.reported, { c1: [2] });
});
