import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { HubError } from "../../static/sdk/errors.js";
import { Store } from "../../static/sdk/store.js";
import { Sync } from "../../static/sdk/sync.js";
import { conversation, message, messages, readyAs } from "./support/builders.js";
import { ScriptedHub, settled } from "./support/scripted-hub.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** A client with two messages of one conversation loaded. */
function withThread() {
  const store = new Store();
  const hub = new ScriptedHub();
  new Sync(store, hub.request);
  store.dispatch("session:ready", readyAs());
  store.dispatch("conversation:updated", { conversation: conversation({ last_seq: 2, change: 4 }) });
  store.dispatch("thread:opened", { conversation_id: "c1" });
  store.dispatch("history:fetched", {
    conversation_id: "c1", messages: messages(1, 2), has_more: false, last_seq: 2, change: 4,
  });
  return { store, hub };
}

const nothingMissed = {
  messages: [], changes: [], receipts: conversation().receipts, change: 4, reset: false,
};

test("a gap is caught up from the last seq and change known", async () => {
  const { store, hub } = withThread();
  store.dispatch("message:new", { message: message(5), unread: 3, unread_total: 3 });
  assert.deepEqual(hub.requests, [{
    event: "conversation:catch_up",
    payload: { conversation_id: "c1", after_seq: 2, after_change: 4 },
  }]);
  await hub.answer({ ...nothingMissed, messages: messages(3, 5) });
  assert.deepEqual(store.state.threads["c1"]?.messages.map(({ seq }) => seq), [1, 2, 3, 4, 5]);
  assert.equal(hub.requests.length, 1);
});

test("a reconnect asks again for what is shown, and only once it is connected", async () => {
  const { store, hub } = withThread();
  store.dispatch("connection:changed", { status: "offline" });
  assert.equal(hub.requests.length, 0);
  store.dispatch("session:ready", readyAs());
  assert.equal(hub.requests[0]?.event, "conversation:catch_up");
  await hub.answer(nothingMissed);
  assert.equal(store.state.threads["c1"]?.stale, false);
});

test("the inbox comes before threads, as far as it had been read", async () => {
  const { store, hub } = withThread();
  store.dispatch("inbox:fetched", {
    filter: "all", unread_total: 0, first: true, before: {}, next_cursor: null,
    conversations: Array.from({ length: 80 }, (_, index) => conversation({ id: `i${index}` })),
  });
  store.dispatch("session:ready", readyAs());
  assert.deepEqual(hub.requests, [{ event: "conversation:list", payload: { filter: "all", limit: 80 } }]);
  await hub.answer({ conversations: [], next_cursor: null, unread_total: 0 });
  assert.equal(hub.requests[1]?.event, "conversation:catch_up");
});

test("the thread opened last is caught up first", async () => {
  const { store, hub } = withThread();
  store.dispatch("thread:opened", { conversation_id: "c2" });
  store.dispatch("history:fetched",
    { conversation_id: "c2", messages: [], has_more: false, last_seq: 0, change: 0 });
  store.dispatch("session:ready", readyAs());
  assert.equal(hub.requests[0]?.payload.conversation_id, "c2");
  await hub.answer({ ...nothingMissed, change: 0 });
  assert.equal(hub.requests[1]?.payload.conversation_id, "c1");
});

test("a refusal that passes is tried again after a while", async () => {
  const { store, hub } = withThread();
  store.dispatch("session:ready", readyAs());
  await hub.refuse(new HubError("overloaded", "busy", { retry_after_s: 3 }));
  mock.timers.tick(2_999);
  assert.equal(hub.requests.length, 1);
  mock.timers.tick(1);
  assert.equal(hub.requests.length, 2);
});

test("a thread that is no longer one's own is dropped", async () => {
  const { store, hub } = withThread();
  store.dispatch("session:ready", readyAs());
  await hub.refuse(new HubError("not_found"));
  assert.equal("c1" in store.state.threads, false);
  mock.timers.tick(60_000);
  await settled();
  assert.equal(hub.requests.length, 1);
});
