/** A client's parts together, when the hub stops, holds or pauses what one sends. */

import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Drafts } from "../../static/sdk/drafts.js";
import { HubError } from "../../static/sdk/errors.js";
import { Outbox } from "../../static/sdk/outbox.js";
import { Pause } from "../../static/sdk/pause.js";
import { Reviews } from "../../static/sdk/reviews.js";
import { draftStorage, keyValueStorage } from "../../static/sdk/storage.js";
import { Store } from "../../static/sdk/store.js";
import { conversation, finding, message, readyAs } from "./support/builders.js";
import { memoryStorage, ScriptedHub, settled } from "./support/scripted-hub.js";
import { noPictures } from "./support/uploading.js";

const TEXT = "write me on whatsapp";
const BLOCKED = { findings: [finding(12, 20)], hint: "Stay here.", incident_id: "i1" };
const blocked = () => new HubError("blocked_content", "no", BLOCKED);

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
});

/** A page load: everything but what is kept starts anew. */
function loadPage({ kept = memoryStorage(), tab = memoryStorage() } = {}) {
  const store = new Store();
  const hub = new ScriptedHub();
  const { request } = hub;
  const uploads = noPictures(store);
  const outbox = new Outbox({ store, request, storage: keyValueStorage(kept), uploads });
  const drafts = new Drafts({ store, request, outbox, uploads, storage: draftStorage(tab) });
  const reviews = new Reviews(store, request, uploads);
  new Pause(store);
  store.dispatch("session:ready", readyAs());
  store.dispatch("conversation:updated", { conversation: conversation() });
  const draft = () => drafts.of("c1");
  const entry = () => store.state.outbox[0];
  const events = () => hub.requests.map(({ event }) => event);
  const write = (/** @type {string} */ text) => {
    drafts.write("c1", text);
    return drafts.send("c1");
  };
  return { store, hub, drafts, reviews, kept, tab, draft, entry, events, write };
}

/** A message that was blocked and is back among what is being written. */
async function refused(given = {}) {
  const page = loadPage(given);
  page.write(TEXT);
  await page.hub.refuse(blocked());
  return page;
}

test("a blocked message comes back marked, and is kept in case the tab is closed", async () => {
  const { draft, entry } = await refused();
  assert.equal(draft().text, TEXT);
  assert.deepEqual(draft().notice?.spans, [{ start: 12, end: 20 }]);
  assert.equal(entry()?.state, "failed");
  assert.equal(draft().returned, entry()?.client_id);
});

test("the same text is not sent again, a mended one is, and nothing of the old one stays", async () => {
  const { drafts, hub, store, write, draft, kept } = await refused();
  assert.equal(drafts.send("c1"), null);
  assert.equal(hub.requests.length, 1);
  write("write me here");
  assert.equal(hub.requests[1]?.payload.text, "write me here");
  assert.deepEqual(store.state.outbox.map(({ text }) => text), ["write me here"]);
  assert.equal(draft().text, "");
  assert.equal(kept.length, 1);
});

test("emptying the text lets the blocked message go", async () => {
  const { drafts, store, kept } = await refused();
  drafts.write("c1", "");
  assert.deepEqual(store.state.outbox, []);
  assert.equal(kept.length, 0);
});

test("what was typed since stays, and an input method is not disturbed", async () => {
  const { drafts, hub, draft, write } = loadPage();
  write(TEXT);
  drafts.composing("c1", true);
  drafts.write("c1", "に");
  await hub.refuse(blocked());
  assert.equal(draft().text, "に");
  drafts.composing("c1", false);
  assert.equal(draft().text, `${TEXT}\nに`);
});

test("one blocked message is mended at a time; the next waits in the thread", async () => {
  const { hub, drafts, store, draft, write } = loadPage();
  write(TEXT);
  write("or on signal");
  await hub.refuse(blocked());
  await hub.refuse(new HubError("blocked_content", "no", { ...BLOCKED, incident_id: "i2" }));
  assert.equal(draft().text, TEXT);
  const second = store.state.outbox.find(({ text }) => text === "or on signal");
  assert.equal(second?.state, "failed");
  drafts.edit(/** @type {import("../../static/sdk/types.js").Entry} */ (second));
  assert.equal(draft().text, `or on signal\n${TEXT}`);
  assert.equal(store.state.outbox.length, 1);
});

test("over a reload the text is still there, still marked, and still not to be sent", async () => {
  const first = await refused();
  const second = loadPage(first);
  assert.equal(second.draft().text, TEXT);
  assert.deepEqual(second.draft().notice?.spans, [{ start: 12, end: 20 }]);
  assert.equal(second.drafts.send("c1"), null);
});

test("a text that was just refused is not asked about while typing", async () => {
  const { drafts, events } = await refused();
  drafts.write("c1", `${TEXT} `);
  mock.timers.tick(2_000);
  assert.deepEqual(events(), ["message:send"]);
  drafts.write("c1", `${TEXT} now`);
  mock.timers.tick(2_000);
  assert.deepEqual(events(), ["message:send", "message:check"]);
});

// -- appeals --------------------------------------------------------------------------------------

/** A blocked message for which a review was asked. */
async function appealed(given = {}) {
  const page = await refused(given);
  const asked = page.reviews.appeal(page.entry()?.client_id ?? "", "It is a film's title.");
  await page.hub.answer({});
  await asked;
  return page;
}

test("an appeal says which incident and why, once", async () => {
  const { hub, reviews, entry, events } = await appealed();
  assert.deepEqual(hub.requests[1]?.payload, { incident_id: "i1", comment: "It is a film's title." });
  await reviews.appeal(entry()?.client_id ?? "", "Again!");
  assert.deepEqual(events(), ["message:send", "message:appeal"]);
});

test("a message under review leaves the composer and stands in the thread", async () => {
  const { draft, entry } = await appealed();
  assert.equal(draft().text, "");
  assert.equal(entry()?.review?.appeal, "It is a film's title.");
});

test("an appeal that was made before, on another device, is made", async () => {
  const { hub, reviews, entry } = await refused();
  const asked = reviews.appeal(entry()?.client_id ?? "", "Please.");
  await hub.refuse(new HubError("conflict"));
  await asked;
  assert.equal(entry()?.review?.appeal, "Please.");
});

test("an appeal that does not get through can be made again", async () => {
  const { hub, reviews, entry } = await refused();
  const asked = reviews.appeal(entry()?.client_id ?? "", "Please.");
  const failed = assert.rejects(asked, { code: "offline" });
  await hub.refuse(new HubError("offline"));
  await failed;
  assert.equal(entry()?.review?.appeal, null);
});

/** @param {import("../../static/sdk/types.js").Outcome} outcome */
const decided = (outcome, client_id = "") => ({ client_id, incident_id: "i1", outcome });

for (const outcome of /** @type {const} */ (["upheld", "overturned"])) {
  test(`${outcome} is told, and kept over a reload`, async () => {
    const first = await appealed();
    first.store.dispatch("incident:decided", decided(outcome, first.entry()?.client_id));
    assert.equal(first.entry()?.review?.outcome, outcome);
    assert.equal(loadPage(first).entry()?.review?.outcome, outcome);
  });
}

test("another incident's decision is not this one's", async () => {
  const { store, entry } = await appealed();
  const other = { ...decided("upheld", entry()?.client_id), incident_id: "i2" };
  store.dispatch("incident:decided", other);
  assert.equal(entry()?.review?.outcome, null);
});

test("a decision that was missed is learned by asking again", async () => {
  const second = loadPage(await appealed());
  await settled();
  assert.deepEqual(second.hub.requests.map(({ event, payload }) => [event, payload.incident_id]),
    [["message:appeal", "i1"]]);
  await second.hub.answer({ outcome: "overturned" });
  assert.equal(second.entry()?.review?.outcome, "overturned");
});

test("a text that turned out to be fine needs no marks and may be sent", async () => {
  const { store, hub, drafts, draft, entry } = await refused();
  store.dispatch("incident:decided", decided("overturned", entry()?.client_id));
  assert.equal(draft().text, TEXT);
  assert.equal(draft().notice, null);
  drafts.send("c1");
  assert.equal(hub.requests.at(-1)?.payload.text, TEXT);
  assert.equal(store.state.outbox.length, 1);
});

test("a text that was changed before it turned out to be fine stays as it is", async () => {
  const { store, drafts, draft, entry } = await refused();
  drafts.write("c1", "write me her");
  store.dispatch("incident:decided", decided("overturned", entry()?.client_id));
  assert.equal(draft().text, "write me her");
  assert.equal(draft().returned, null);
  assert.equal(entry()?.text, TEXT);
});

// -- held -----------------------------------------------------------------------------------------

/** @param {any} request */
const heldAck = ({ payload }) => ({
  message: {
    ...message(0, { side: "buyer", client_id: payload.client_id, text: payload.text }),
    seq: null, held: true, incident_id: "i1",
  },
});

/** A message that the hub holds. */
async function held(given = {}) {
  const page = loadPage(given);
  page.write("612 345 678");
  await page.hub.answer(heldAck(page.hub.requests[0]));
  return page;
}

test("a held message waits, and the next one does not wait for it", async () => {
  const { store, entry, write, hub } = await held();
  assert.equal(entry()?.state, "held");
  write("Is it in stock?");
  assert.equal(hub.requests[1]?.payload.text, "Is it in stock?");
  assert.deepEqual(store.state.threads, {});
});

test("a held message that is released takes its own place", async () => {
  const { store, entry, kept } = await held();
  const sent = message(5, { side: "buyer", client_id: entry()?.client_id ?? "" });
  store.dispatch("incident:decided", decided("overturned", entry()?.client_id));
  assert.equal(entry()?.state, "held");
  store.dispatch("message:new", { message: sent, unread_total: 0 });
  assert.deepEqual(store.state.outbox, []);
  assert.equal(kept.length, 0);
});

test("a held message that is refused says so, without going back to the composer", async () => {
  const { store, entry, draft } = await held();
  store.dispatch("incident:decided", decided("upheld", entry()?.client_id));
  assert.equal(entry()?.state, "failed");
  assert.equal(entry()?.review?.outcome, "upheld");
  assert.equal(draft().text, "");
});

test("over a reload the hub is asked what became of a held message", async () => {
  const first = await held();
  const second = loadPage(first);
  const again = second.hub.requests[0];
  assert.equal(again?.payload.client_id, first.hub.requests[0]?.payload.client_id);
  assert.equal(second.entry()?.state, "held");
  await second.hub.answer(heldAck(again));
  assert.equal(second.entry()?.state, "held");
  const third = loadPage(first);
  const stored = message(7, { side: "buyer", client_id: third.hub.requests[0]?.payload.client_id });
  await third.hub.answer({ message: stored });
  assert.deepEqual(third.store.state.outbox, []);
});

test("a hub that cannot tell what became of a held message leaves it held", async () => {
  const second = loadPage(await held());
  await second.hub.refuse(new HubError("overloaded"));
  assert.equal(second.entry()?.state, "held");
});

// -- pauses ---------------------------------------------------------------------------------------

/** @param {number} ms from now */
const inMs = (ms) => new Date(Date.now() + ms).toISOString();

test("a pause gives the text back and ends by itself", async () => {
  const { store, hub, draft, write } = loadPage();
  write("Is it in stock?");
  await hub.refuse(new HubError("suspended", "no", { until: inMs(600_000) }));
  assert.equal(draft().text, "Is it in stock?");
  assert.equal(draft().notice, null);
  assert.notEqual(store.state.session.paused_until, null);
  mock.timers.tick(599_999);
  assert.notEqual(store.state.session.paused_until, null);
  mock.timers.tick(1);
  assert.equal(store.state.session.paused_until, null);
});

test("after a pause the very same text may be sent", async () => {
  const { store, hub, drafts, write } = loadPage();
  write("Is it in stock?");
  await hub.refuse(new HubError("suspended", "no", { until: inMs(1_000) }));
  mock.timers.tick(1_000);
  assert.notEqual(drafts.send("c1"), null);
  assert.equal(store.state.outbox.length, 1);
});

test("the hub's clock counts, not the device's", () => {
  const { store } = loadPage();
  const ready = { ...readyAs(), server_time: inMs(-60_000), suspended_until: inMs(-30_000) };
  store.dispatch("session:ready", ready);
  mock.timers.tick(29_999);
  assert.notEqual(store.state.session.paused_until, null);
  mock.timers.tick(1);
  assert.equal(store.state.session.paused_until, null);
});

test("a pause of months does not end at once", () => {
  const { store } = loadPage();
  store.dispatch("session:ready", { ...readyAs(), suspended_until: inMs(90 * 86_400_000) });
  mock.timers.tick(2 ** 31);
  assert.notEqual(store.state.session.paused_until, null);
});

test("a new session forgets a pause that nobody tells of", async () => {
  const { store, hub, write } = loadPage();
  write("Hello");
  await hub.refuse(new HubError("suspended", "no", { until: inMs(600_000) }));
  store.dispatch("session:ready", readyAs());
  assert.equal(store.state.session.paused_until, null);
});
