import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { HubError } from "../../static/sdk/errors.js";
import { Links } from "../../static/sdk/links.js";
import { Store } from "../../static/sdk/store.js";
import { ScriptedHub, settled } from "./support/scripted-hub.js";

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

function someLinks() {
  const hub = new ScriptedHub();
  return { hub, links: new Links(new Store(), hub.request) };
}

const renewed = { id: "a1", thumb_url: "/thumb", url: "/full" };

test("what several pictures need is asked for at once", async () => {
  const { hub, links } = someLinks();
  const [first, second] = [links.renew("c1", "a1"), links.renew("c1", "a2")];
  void links.renew("c2", "a3");
  mock.timers.tick(30);
  await settled();
  assert.deepEqual(hub.requests.map(({ payload }) => payload), [
    { conversation_id: "c1", ids: ["a1", "a2"] }, { conversation_id: "c2", ids: ["a3"] },
  ]);
  await hub.answer({ links: [renewed] });
  assert.deepEqual(await Promise.all([first, second]), [true, false]);
});

test("the same one is not asked for again at once", async () => {
  const { hub, links } = someLinks();
  void links.renew("c1", "a1");
  mock.timers.tick(30);
  await settled();
  await hub.answer({ links: [renewed] });
  assert.equal(await links.renew("c1", "a1"), false);
  mock.timers.tick(10_000);
  void links.renew("c1", "a1");
  mock.timers.tick(30);
  await settled();
  assert.equal(hub.requests.length, 2);
});

test("a question that could not be asked may be repeated", async () => {
  const { hub, links } = someLinks();
  const asked = links.renew("c1", "a1");
  mock.timers.tick(30);
  await settled();
  await hub.refuse(new HubError("offline"));
  assert.equal(await asked, false);
  void links.renew("c1", "a1");
  mock.timers.tick(30);
  await settled();
  assert.equal(hub.requests.length, 2);
});
