import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { HubError } from "../../static/sdk/errors.js";
import { Receipts } from "../../static/sdk/receipts.js";
import { Store } from "../../static/sdk/store.js";
import { conversation, message, readyAs } from "./support/builders.js";
import { ScriptedHub, settled } from "./support/scripted-hub.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

function signedIn() {
  const store = new Store();
  const hub = new ScriptedHub();
  const receipts = new Receipts(store, hub.request);
  store.dispatch("session:ready", readyAs());
  store.dispatch("conversation:updated", { conversation: conversation() });
  const said = () => hub.requests.map(({ event, payload }) => `${event} ${payload.seq}`);
  return { store, hub, receipts, said };
}

/** @param {Store} store @param {number} seq @param {string} [side] */
const arrives = (store, seq, side = "seller") =>
  store.dispatch("message:new", { message: message(seq, { side }), unread: seq, unread_total: seq });

test("a message that is not displayed is told as delivered", () => {
  const { store, said } = signedIn();
  arrives(store, 1);
  mock.timers.tick(1_000);
  assert.deepEqual(said(), ["message:delivered 1"]);
});

test("one's own messages are not", () => {
  const { store, said } = signedIn();
  arrives(store, 1, "buyer");
  mock.timers.tick(5_000);
  assert.deepEqual(said(), []);
});

test("a message that is displayed at once costs one event", () => {
  const { store, receipts, said } = signedIn();
  arrives(store, 1);
  receipts.displayed("c1", 1);
  mock.timers.tick(5_000);
  assert.deepEqual(said(), ["message:read 1"]);
});

test("many messages in a row cost one event", () => {
  const { store, receipts, said } = signedIn();
  for (let seq = 1; seq <= 9; seq += 1) {
    arrives(store, seq);
    receipts.displayed("c1", seq);
    mock.timers.tick(10);
  }
  mock.timers.tick(200);
  assert.deepEqual(said(), ["message:read 9"]);
});

test("marks only go up", async () => {
  const { store, hub, receipts, said } = signedIn();
  arrives(store, 5);
  receipts.displayed("c1", 5);
  mock.timers.tick(200);
  await hub.answer({ delivered_seq: 5, read_seq: 5 });
  receipts.displayed("c1", 3);
  receipts.displayed("c1", 5);
  mock.timers.tick(5_000);
  assert.deepEqual(said(), ["message:read 5"]);
});

test("what another device has read is not told again", () => {
  const { store, receipts, said } = signedIn();
  arrives(store, 2);
  store.dispatch("receipt:updated",
    { conversation_id: "c1", side: "buyer", delivered_seq: 2, read_seq: 2 });
  receipts.displayed("c1", 2);
  mock.timers.tick(5_000);
  assert.deepEqual(said(), []);
});

test("one event is under way at a time; what came meanwhile follows", async () => {
  const { store, hub, receipts, said } = signedIn();
  arrives(store, 1);
  receipts.displayed("c1", 1);
  mock.timers.tick(200);
  arrives(store, 2);
  receipts.displayed("c1", 2);
  mock.timers.tick(5_000);
  assert.deepEqual(said(), ["message:read 1"]);
  await hub.answer({ delivered_seq: 1, read_seq: 1 });
  mock.timers.tick(200);
  assert.deepEqual(said(), ["message:read 1", "message:read 2"]);
});

test("what was read without a connection is told when it is back", async () => {
  const { store, hub, receipts, said } = signedIn();
  arrives(store, 1);
  store.dispatch("connection:changed", { status: "offline" });
  receipts.displayed("c1", 1);
  mock.timers.tick(5_000);
  assert.deepEqual(said(), []);
  store.dispatch("session:ready", readyAs());
  mock.timers.tick(0);
  assert.deepEqual(said(), ["message:read 1"]);
  await hub.answer({ delivered_seq: 1, read_seq: 1 });
  assert.equal(store.state.conversations["c1"]?.receipts.buyer.read_seq, 1);
});

test("a refusal that passes is tried again, a final one is not", async () => {
  const { store, hub, receipts, said } = signedIn();
  arrives(store, 1);
  receipts.displayed("c1", 1);
  mock.timers.tick(200);
  await hub.refuse(new HubError("rate_limited", "slow", { retry_after_s: 2 }));
  mock.timers.tick(2_000);
  assert.deepEqual(said(), ["message:read 1", "message:read 1"]);
  await hub.refuse(new HubError("not_found"));
  mock.timers.tick(60_000);
  await settled();
  assert.equal(said().length, 2);
});

test("what was displayed as a translation is told with the mark, once", async () => {
  const { store, hub, receipts } = signedIn();
  const payloads = () => hub.requests.map(({ payload: { conversation_id: _, ...what } }) => what);
  arrives(store, 2);
  receipts.displayed("c1", 2, [{ seq: 1, lang: "es" }]);
  mock.timers.tick(200);
  assert.deepEqual(payloads(), [{ seq: 2, shown: [{ seq: 1, lang: "es" }] }]);
  await hub.answer({ delivered_seq: 2, read_seq: 2 });
  receipts.displayed("c1", 2, [{ seq: 1, lang: "es" }, { seq: 2, lang: "es" }]);
  mock.timers.tick(200);
  assert.deepEqual(payloads().at(-1), { seq: 2, shown: [{ seq: 2, lang: "es" }] });
  await hub.answer({ delivered_seq: 2, read_seq: 2 });
  receipts.displayed("c1", 2, [{ seq: 1, lang: "es" }, { seq: 2, lang: "es" }]);
  mock.timers.tick(5_000);
  assert.equal(payloads().length, 2);
});

test("many of them are told in turn, and refused ones are not told again", async () => {
  const { store, hub, receipts } = signedIn();
  arrives(store, 70);
  receipts.displayed("c1", 70, Array.from({ length: 70 }, (_, index) => ({ seq: index + 1, lang: "es" })));
  mock.timers.tick(200);
  await hub.answer({ delivered_seq: 70, read_seq: 70 });
  mock.timers.tick(200);
  assert.deepEqual(hub.requests.map(({ payload }) => payload.shown.length), [50, 20]);
  await hub.refuse(new HubError("invalid"));
  mock.timers.tick(60_000);
  assert.equal(hub.requests.length, 2);
});
