import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Checker } from "../../static/sdk/checker.js";
import { HubError } from "../../static/sdk/errors.js";
import { ScriptedHub, settled } from "./support/scripted-hub.js";

const FINE = { action: "allow", findings: [], hint: "" };

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

/** A checker and what it says. */
function checking({ online = true } = {}) {
  const hub = new ScriptedHub();
  /** @type {[string, string, unknown][]} */
  const said = [];
  const checker = new Checker({
    request: hub.request,
    online: () => online,
    onAdvice: (id, text, advice) => said.push([id, text, advice]),
  });
  const asked = () => hub.requests.map(({ payload }) => payload.text);
  const type = (/** @type {string} */ text, /** @type {number} */ then) => {
    checker.typed("c1", text);
    mock.timers.tick(then);
  };
  return { hub, checker, said, asked, type };
}

test("it asks after a pause, and only about the last text", async () => {
  const { hub, said, asked, type } = checking();
  type("my zap", 300);
  type("my zapp", 300);
  type("my zap is", 699);
  assert.deepEqual(asked(), []);
  mock.timers.tick(1);
  assert.deepEqual(asked(), ["my zap is"]);
  assert.equal(hub.requests[0]?.event, "message:check");
  await hub.answer(FINE);
  assert.deepEqual(said, [["c1", "my zap is", FINE]]);
});

test("the same text is asked about once, space around it or not", async () => {
  const { hub, said, asked, type } = checking();
  type("my zap", 700);
  await hub.answer(FINE);
  type("my zap is", 100);
  type("my zap ", 700);
  await settled();
  assert.deepEqual(asked(), ["my zap"]);
  assert.deepEqual(said.map(([, text]) => text), ["my zap", "my zap "]);
});

test("what was sent or emptied is not asked about", () => {
  const { checker, asked, type } = checking();
  type("my zap", 100);
  checker.left("c1");
  mock.timers.tick(1_000);
  type("  a ", 1_000);
  type("", 1_000);
  assert.deepEqual(asked(), []);
});

for (const code of ["rate_limited", "offline", "timeout", "invalid", "suspended", "unknown_event"]) {
  test(`${code} is no reason to say anything, nor to ask again`, async () => {
    const { hub, said, asked, type } = checking();
    type("my zap", 700);
    await hub.refuse(new HubError(code));
    type("my zap?", 100);
    type("my zap", 700);
    await settled();
    assert.deepEqual(asked(), ["my zap"]);
    assert.deepEqual(said, []);
  });
}

test("nothing is asked without a connection, and the text may be asked about later", () => {
  const offline = checking({ online: false });
  offline.type("my zap", 700);
  assert.deepEqual(offline.asked(), []);
});

test("after a decision a text may be judged differently", async () => {
  const { hub, checker, asked, type } = checking();
  type("my zap", 700);
  await hub.answer(FINE);
  checker.forget();
  type("my zap", 700);
  assert.deepEqual(asked(), ["my zap", "my zap"]);
});
