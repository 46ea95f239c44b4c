import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { HubError } from "../../static/sdk/errors.js";
import { Outbox } from "../../static/sdk/outbox.js";
import { keyValueStorage } from "../../static/sdk/storage.js";
import { Store } from "../../static/sdk/store.js";
import { conversation, message, readyAs } from "./support/builders.js";
import { memoryStorage, ScriptedHub, settled } from "./support/scripted-hub.js";
import { noPictures } from "./support/uploading.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

/** A page load: everything but the storage starts anew. */
function loadPage(kept = memoryStorage(), { online = true } = {}) {
  const store = new Store();
  const hub = new ScriptedHub();
  const outbox = new Outbox({ store, request: hub.request, storage: keyValueStorage(kept), uploads: noPictures(store) });
  store.dispatch("session:ready", readyAs());
  store.dispatch("conversation:updated", { conversation: conversation() });
  if (!online) store.dispatch("connection:changed", { status: "offline" });
  const texts = () => store.state.outbox.map(({ text, state }) => `${text}: ${state}`);
  return { store, hub, outbox, kept, texts };
}

/** @param {any} request @param {number} seq */
const stored = ({ payload }, seq) =>
  ({ message: message(seq, { side: "buyer", client_id: payload.client_id, text: payload.text }) });

test("messages of a conversation go one at a time, in the order of writing", async () => {
  const { hub, outbox, texts } = loadPage();
  outbox.add("c1", { text: "one" });
  outbox.add("c1", { text: "two" });
  assert.deepEqual(texts(), ["one: sending", "two: queued"]);
  assert.equal(hub.requests.length, 1);
  await hub.answer(stored(hub.requests[0], 1));
  assert.deepEqual(hub.requests.map(({ payload }) => payload.text), ["one", "two"]);
  await hub.answer(stored(hub.requests[1], 2));
  assert.deepEqual(texts(), []);
});

test("conversations do not wait for each other", () => {
  const { hub, outbox } = loadPage();
  outbox.add("c1", { text: "one" });
  outbox.add("c2", { text: "two" });
  assert.deepEqual(hub.requests.map(({ payload }) => payload.conversation_id), ["c1", "c2"]);
});

test("a reply says what it replies to", () => {
  const { hub, outbox } = loadPage();
  outbox.add("c1", { text: "yes", reply_to: 7 });
  assert.equal(hub.requests[0]?.payload.reply_to, 7);
});

test("what is written offline is sent once the connection is back", async () => {
  const { store, hub, outbox, texts } = loadPage(undefined, { online: false });
  outbox.add("c1", { text: "later" });
  assert.equal(hub.requests.length, 0);
  assert.deepEqual(texts(), ["later: queued"]);
  store.dispatch("session:ready", readyAs());
  await hub.answer(stored(hub.requests[0], 1));
  assert.deepEqual(texts(), []);
});

test("a message survives a reload and keeps its client_id", async () => {
  const first = loadPage();
  first.outbox.add("c1", { text: "keep me" });
  const { client_id } = first.hub.requests[0]?.payload;
  const second = loadPage(first.kept);
  assert.equal(second.hub.requests[0]?.payload.client_id, client_id);
  await second.hub.answer(stored(second.hub.requests[0], 1));
  assert.equal(first.kept.length, 0);
});

test("the order of writing survives a reload too", async () => {
  const first = loadPage(undefined, { online: false });
  for (const text of ["one", "two", "three"]) first.outbox.add("c1", { text });
  const second = loadPage(first.kept);
  for (const seq of [1, 2, 3]) await second.hub.answer(stored(second.hub.requests[seq - 1], seq));
  assert.deepEqual(second.hub.requests.map(({ payload }) => payload.text), ["one", "two", "three"]);
});

test("another person's unsent messages stay theirs", () => {
  const first = loadPage(undefined, { online: false });
  first.outbox.add("c1", { text: "Ana's" });
  const store = new Store();
  const hub = new ScriptedHub();
  new Outbox({ store, request: hub.request, storage: keyValueStorage(first.kept), uploads: noPictures(store) });
  store.dispatch("session:ready", readyAs({ id: "li", name: "Li", role: "buyer", lang: "zh", shop: null }));
  assert.deepEqual(store.state.outbox, []);
  assert.equal(first.kept.length, 1);
});

for (const code of ["rate_limited", "overloaded", "internal", "timeout"]) {
  test(`after ${code} the same message is sent again`, async () => {
    const { hub, outbox, texts } = loadPage();
    outbox.add("c1", { text: "again" });
    await hub.refuse(new HubError(code));
    assert.deepEqual(texts(), ["again: queued"]);
    assert.equal(hub.requests.length, 1);
    mock.timers.tick(1_000);
    assert.equal(hub.requests.length, 2);
    assert.equal(hub.requests[1]?.payload.client_id, hub.requests[0]?.payload.client_id);
  });
}

test("the hub's own waiting time is kept to, and nothing overtakes", async () => {
  const { hub, outbox } = loadPage();
  outbox.add("c1", { text: "one" });
  await hub.refuse(new HubError("rate_limited", "slow down", { retry_after_s: 7 }));
  outbox.add("c1", { text: "two" });
  mock.timers.tick(6_999);
  assert.equal(hub.requests.length, 1);
  mock.timers.tick(1);
  assert.deepEqual(hub.requests.map(({ payload }) => payload.text), ["one", "one"]);
});

test("a request lost with the connection waits for the next session, not for a timer", async () => {
  const { store, hub, outbox } = loadPage();
  outbox.add("c1", { text: "lost" });
  store.dispatch("connection:changed", { status: "offline" });
  await hub.refuse(new HubError("offline"));
  assert.equal(hub.requests.length, 1);
  store.dispatch("session:ready", readyAs());
  assert.equal(hub.requests.length, 2);
});

for (const code of ["invalid", "conflict", "blocked_content", "not_found", "suspended", "too_large"]) {
  test(`${code} fails the message, keeps its text and lets the next one go`, async () => {
    const { store, hub, outbox, texts } = loadPage();
    outbox.add("c1", { text: "bad" });
    outbox.add("c1", { text: "good" });
    await hub.refuse(new HubError(code, "no", { findings: [] }));
    assert.deepEqual(texts(), ["bad: failed", "good: sending"]);
    assert.equal(store.state.outbox[0]?.error?.code, code);
    assert.equal(hub.requests[1]?.payload.text, "good");
  });
}

test("a failed message stays failed over a reload", async () => {
  const first = loadPage();
  first.outbox.add("c1", { text: "bad" });
  await first.hub.refuse(new HubError("blocked_content"));
  const second = loadPage(first.kept);
  assert.deepEqual(second.texts(), ["bad: failed"]);
  assert.equal(second.hub.requests.length, 0);
});

test("retrying a failed message makes a new one of it", async () => {
  const { hub, outbox, texts } = loadPage();
  const { client_id } = outbox.add("c1", { text: "bad", reply_to: 3 });
  await hub.refuse(new HubError("conflict"));
  outbox.retry(client_id);
  assert.deepEqual(texts(), ["bad: sending"]);
  assert.notEqual(hub.requests[1]?.payload.client_id, client_id);
  assert.equal(hub.requests[1]?.payload.reply_to, 3);
});

test("a failed message can be taken back, one under way cannot", async () => {
  const { hub, outbox, kept } = loadPage();
  const { client_id } = outbox.add("c1", { text: "bad" });
  assert.equal(outbox.remove(client_id), undefined);
  await hub.refuse(new HubError("invalid"));
  assert.equal(outbox.remove(client_id)?.text, "bad");
  assert.equal(kept.length, 0);
});

test("a message whose ack was lost leaves when it is seen stored", async () => {
  const { store, hub, outbox, kept } = loadPage();
  outbox.add("c1", { text: "stored" });
  const { message: seen } = stored(hub.requests[0], 1);
  store.dispatch("message:new", { message: seen, unread: 0, unread_total: 0 });
  assert.deepEqual(store.state.outbox, []);
  assert.equal(kept.length, 0);
});

test("another's message with the same client_id is not one's own", () => {
  const { store, hub, outbox } = loadPage();
  outbox.add("c1", { text: "mine" });
  const { client_id } = hub.requests[0]?.payload;
  store.dispatch("message:new", { message: message(1, { client_id }), unread: 1, unread_total: 1 });
  assert.equal(store.state.outbox.length, 1);
});

test("nothing is sent while nobody is signed in", async () => {
  const store = new Store();
  const hub = new ScriptedHub();
  const storage = keyValueStorage(memoryStorage());
  const outbox = new Outbox({ store, request: hub.request, storage, uploads: noPictures(store) });
  outbox.add("c1", { text: "early" });
  await settled();
  assert.equal(hub.requests.length, 0);
  store.dispatch("session:ready", readyAs());
  assert.equal(hub.requests.length, 1);
});
