import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Store } from "../../static/sdk/store.js";
import { Typing } from "../../static/sdk/typing.js";
import { conversation, readyAs } from "./support/builders.js";
import { ScriptedHub } from "./support/scripted-hub.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

function signedIn() {
  const store = new Store();
  const hub = new ScriptedHub();
  const typing = new Typing(store, hub.request);
  store.dispatch("session:ready", readyAs());
  store.dispatch("conversation:updated", { conversation: conversation() });
  const said = () => hub.requests.map(({ payload }) => payload.typing);
  return { store, typing, said };
}

test("typing is told once, and again only while it goes on", () => {
  const { typing, said } = signedIn();
  for (let key = 0; key < 20; key += 1) {
    typing.pressed("c1");
    mock.timers.tick(200);
  }
  assert.deepEqual(said(), [true, true]);
});

test("a pause takes it back", () => {
  const { typing, said } = signedIn();
  typing.pressed("c1");
  mock.timers.tick(4_000);
  assert.deepEqual(said(), [true, false]);
  mock.timers.tick(60_000);
  assert.equal(said().length, 2);
});

test("sending takes it back at once; nothing is taken back twice", () => {
  const { typing, said } = signedIn();
  typing.pressed("c1");
  typing.paused("c1");
  typing.paused("c1");
  mock.timers.tick(60_000);
  assert.deepEqual(said(), [true, false]);
});

test("the other side's typing is forgotten unless it is told again", () => {
  const { store, typing } = signedIn();
  const pushed = () => {
    store.dispatch("typing", { conversation_id: "c1", side: "seller", typing: true });
    typing.expireLater("c1");
  };
  pushed();
  mock.timers.tick(5_000);
  pushed();
  mock.timers.tick(5_000);
  assert.deepEqual(store.state.typing, { c1: true });
  mock.timers.tick(1_000);
  assert.deepEqual(store.state.typing, {});
});
