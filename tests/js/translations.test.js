import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { HubError } from "../../static/sdk/errors.js";
import { isBetweenLanguages, readingOf } from "../../static/sdk/state/translations.js";
import { Loader } from "../../static/sdk/loader.js";
import { Store } from "../../static/sdk/store.js";
import { Translations } from "../../static/sdk/translations.js";
import { conversation, message, readyAs, readySpanish, translation } from "./support/builders.js";
import { ScriptedHub, settled } from "./support/scripted-hub.js";

/** @typedef {import("../../static/sdk/types.js").Message} Message */

/** Long after everything that the builders have sent. */
const NOW = Date.UTC(2026, 0, 3);

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: NOW });
});

/** A thread of the shop's English messages, open before somebody who reads Spanish. */
function reading({ count = 3, ready = readySpanish() } = {}) {
  const store = new Store();
  const hub = new ScriptedHub();
  const translations = new Translations(store, hub.request);
  store.dispatch("session:ready", ready);
  const messages = Array.from({ length: count }, (_, index) => message(index + 1, { lang: "en" }));
  store.dispatch("conversation:updated",
    { conversation: conversation({ last_seq: count, last_message: messages.at(-1) ?? null }) });
  store.dispatch("history:fetched",
    { conversation_id: "c1", messages, has_more: false, last_seq: count, change: 0 });
  const asked = () => hub.requests.map(({ payload }) => payload.seq);
  const look = (/** @type {number[]} */ ...seqs) => {
    translations.inView("thread", seqs.map((seq) => ({ conversation_id: "c1", seq })));
    mock.timers.tick(150);
  };
  const at = (/** @type {number} */ seq) =>
    /** @type {Message} */ (store.state.threads["c1"]?.messages.find((it) => it.seq === seq));
  const kinds = () => store.state.threads["c1"]?.messages.map((it) => readingOf(store.state, it).kind);
  return { store, hub, translations, asked, look, at, kinds };
}

/**
 * @param {number} seq
 * @param {object} [given]
 */
const told = (seq, given = {}) => ({
  conversation_id: "c1", seq, source: "en", lang: "es", translation: translation(`texto ${seq}`), ...given,
});

/** @param {"same_language" | "no_language" | "unavailable" | "withheld"} reason */
const without = (reason) => ({ translation: null, reason });

test("the original stands until its translation comes, in the thread and in the inbox", () => {
  const { store, kinds, at } = reading();
  assert.deepEqual(kinds(), ["waiting", "waiting", "waiting"]);
  store.dispatch("message:translated", told(3));
  assert.deepEqual(kinds(), ["waiting", "waiting", "translated"]);
  assert.equal(readingOf(store.state, at(3)).translation?.text, "texto 3");
  assert.equal(store.state.conversations["c1"]?.last_message?.translation?.text, "texto 3");
});

test("where there is none, it is said only if there could be one", () => {
  const { store, kinds } = reading({ count: 4 });
  store.dispatch("message:translated", told(1, { ...without("same_language"), source: "es" }));
  store.dispatch("message:translated", told(2, { ...without("no_language"), source: null }));
  store.dispatch("message:translated", told(3, without("unavailable")));
  store.dispatch("message:translated", told(4, without("withheld")));
  assert.deepEqual(kinds(), ["original", "original", "unavailable", "unavailable"]);
  store.dispatch("message:translated", told(3));
  assert.equal(kinds()?.[2], "translated");
});

test("the language that a text turned out to be in is learned with it", () => {
  const { store, at } = reading();
  store.dispatch("message:translated", told(1, { source: "fr" }));
  store.dispatch("message:translated", told(2, { ...without("no_language"), source: null }));
  assert.deepEqual([at(1).lang, at(2).lang], ["fr", "en"]);
});

test("one's own messages, those of the order and erased ones are as they are", () => {
  const { store } = reading();
  const kindOf = (/** @type {Partial<Message>} */ given) =>
    readingOf(store.state, { ...message(9, { lang: "en" }), ...given }).kind;
  assert.equal(kindOf({}), "waiting");
  assert.equal(kindOf({ lang: "es-MX" }), "original");
  assert.equal(kindOf({ sender: { id: "ana", side: "buyer", name: "Ana" } }), "original");
  assert.equal(kindOf({ kind: "system" }), "original");
  assert.equal(kindOf({ text: "", erased: true }), "original");
  assert.equal(kindOf({ text: "" }), "original");
});

test("a hub that does not translate leaves everything as it is", () => {
  const { store, kinds, look, asked } = reading({ ready: readyAs() });
  look(1, 2, 3);
  assert.deepEqual(kinds(), ["original", "original", "original"]);
  assert.equal(isBetweenLanguages(store.state, conversation()), false);
  assert.deepEqual(asked(), []);
});

test("a conversation may be switched to the originals, and back", () => {
  const { store, kinds, look, asked } = reading({ count: 2 });
  store.dispatch("message:translated", told(2));
  store.dispatch("conversation:translation", { conversation_id: "c1", on: false });
  look(1, 2);
  assert.deepEqual(kinds(), ["original", "original"]);
  assert.deepEqual(asked(), []);
  store.dispatch("conversation:updated", { conversation: conversation({ last_seq: 2 }) });
  assert.equal(store.state.conversations["c1"]?.translation_on, false, "told to the whole side");
  store.dispatch("message:translated", told(1));
  store.dispatch("conversation:translation", { conversation_id: "c1", on: true });
  assert.deepEqual(kinds(), ["waiting", "waiting"]);
  look(1, 2);
  assert.deepEqual(asked(), [1, 2]);
});

test("another language to read in asks for other translations", async () => {
  const { store, kinds, look, hub, asked } = reading({ count: 2 });
  store.dispatch("message:translated", told(1));
  store.dispatch("message:translated", told(2));
  store.dispatch("preferences:updated", { reads: "fr" });
  assert.deepEqual(kinds(), ["waiting", "waiting"]);
  assert.equal(store.state.conversations["c1"]?.last_message?.translation, undefined);
  look(2);
  assert.deepEqual(hub.requests[0]?.payload, { conversation_id: "c1", seq: 2, lang: "fr" });
  await hub.answer(told(2, { translation: translation("texte 2", { lang: "fr" }) }));
  store.dispatch("message:translated", told(1));
  assert.deepEqual(kinds(), ["waiting", "translated"], "what comes in Spanish is of no use");
  store.dispatch("preferences:updated", { reads: "en" });
  assert.deepEqual(kinds(), ["original", "original"]);
  assert.deepEqual(asked(), [2]);
});

test("what went with its language, or with the originals, is asked for again", async () => {
  const { store, hub, asked, look, kinds } = reading({ count: 1 });
  const answered = async (lang = "es") => {
    look(1);
    await hub.answer(told(1, { lang, translation: translation(`in ${lang}`, { lang }) }));
    assert.deepEqual(kinds(), ["translated"]);
  };
  await answered();
  store.dispatch("conversation:translation", { conversation_id: "c1", on: false });
  store.dispatch("conversation:translation", { conversation_id: "c1", on: true });
  await answered();
  store.dispatch("preferences:updated", { reads: "fr" });
  await answered("fr");
  store.dispatch("preferences:updated", { reads: "es" });
  await answered();
  mock.timers.tick(10_000);
  assert.deepEqual(asked(), [1, 1, 1, 1], "and not once more");
});

test("only what stays in view is asked about, a few at a time", async () => {
  const { translations, hub, asked, look } = reading({ count: 40 });
  translations.inView("thread", [{ conversation_id: "c1", seq: 1 }]);
  mock.timers.tick(100);
  look(20, 21, 22, 23, 24);
  assert.deepEqual(asked(), [20, 21, 22]);
  await hub.answer(told(20));
  mock.timers.tick(0);
  assert.deepEqual(asked(), [20, 21, 22, 23]);
  look(30);
  for (const seq of [21, 22, 23]) await hub.answer(told(seq));
  mock.timers.tick(200);
  assert.deepEqual(asked(), [20, 21, 22, 23, 30], "24 is out of sight");
});

test("the last message of a conversation in the inbox is asked about where it is read", async () => {
  const { store, translations, hub, asked } = reading({ count: 0 });
  const last = message(7, { conversation_id: "c2", lang: "en" });
  store.dispatch("conversation:updated",
    { conversation: conversation({ id: "c2", last_seq: 7, last_message: last }) });
  translations.inView("inbox", [{ conversation_id: "c2", seq: 7 }]);
  mock.timers.tick(150);
  await hub.answer(told(7));
  assert.deepEqual(asked(), [7]);
  assert.equal(store.state.conversations["c2"]?.last_message?.translation?.text, "texto 7");
});

test("a message that the inbox has in translation is asked about where its thread lacks it", async () => {
  const { store, hub, look, at } = reading({ count: 1 });
  store.dispatch("conversation:updated", {
    conversation: conversation({
      last_seq: 1, last_message: message(1, { lang: "en", translation: translation("texto 1") }),
    }),
  });
  look(1);
  await hub.answer(told(1));
  assert.equal(at(1).translation?.text, "texto 1");
});

test("a message is asked about once an opening", async () => {
  const { translations, hub, asked, look } = reading({ count: 2 });
  look(1, 2);
  await hub.answer(without("unavailable"));
  await hub.answer(without("withheld"));
  look(1, 2);
  mock.timers.tick(10_000);
  assert.deepEqual(asked(), [1, 2]);
  translations.opened("c1");
  look(1, 2);
  assert.deepEqual(asked(), [1, 2, 1], "what is withheld stays so");
});

test("the hub is given time for what has just been sent", () => {
  const { store, asked, look } = reading({ count: 1 });
  for (const seq of [2, 3]) {
    const sent = message(seq, { lang: "en", sent_at: new Date(NOW).toISOString() });
    store.dispatch("message:new", { message: sent, unread_total: seq });
  }
  store.dispatch("message:translated", told(1));
  look(1, 2, 3);
  store.dispatch("message:translated", told(2));
  assert.deepEqual(asked(), []);
  mock.timers.tick(3_000);
  assert.deepEqual(asked(), [3]);
});

test("a refusal that passes is waited for, however often one looks; a final one ends it", async () => {
  const { hub, asked, look } = reading({ count: 1 });
  look(1);
  await hub.refuse(new HubError("rate_limited", "slow", { retry_after_s: 5 }));
  for (let count = 0; count < 10; count += 1) look(1);
  assert.deepEqual(asked(), [1]);
  mock.timers.tick(5_000);
  assert.deepEqual(asked(), [1, 1]);
  await hub.refuse(new HubError("not_found"));
  look(1);
  mock.timers.tick(60_000);
  assert.deepEqual(asked(), [1, 1]);
});

test("without a connection nothing is asked, and it goes on once it is back", async () => {
  const { store, asked, look } = reading({ count: 1 });
  store.dispatch("connection:changed", { status: "offline" });
  look(1);
  assert.deepEqual(asked(), []);
  store.dispatch("session:ready", readySpanish());
  mock.timers.tick(150);
  await settled();
  assert.deepEqual(asked(), [1]);
});

test("a page from before a translation does not take it back", () => {
  const { store, at } = reading();
  store.dispatch("message:translated", told(3));
  store.dispatch("catch_up:fetched", {
    conversation_id: "c1", after_seq: 2, messages: [message(3, { lang: "en" })], changes: [],
    receipts: conversation().receipts, change: 0, reset: false,
  });
  assert.equal(at(3).translation?.text, "texto 3");
});

test("what is translated while its page is on the way is not lost with it", async () => {
  const store = new Store();
  const hub = new ScriptedHub();
  const loader = new Loader(store, hub.request, async () => undefined);
  store.dispatch("session:ready", readySpanish());
  store.dispatch("conversation:updated", { conversation: conversation({ last_seq: 3 }) });
  const opened = loader.thread("c1");
  const listed = loader.inbox("all");
  await settled();
  store.dispatch("message:translated", told(3));
  await hub.answer({ messages: [1, 2, 3].map((seq) => message(seq, { lang: "en" })), has_more: false });
  await opened;
  const texts = store.state.threads["c1"]?.messages.map(({ translation }) => translation?.text);
  assert.deepEqual(texts, [undefined, undefined, "texto 3"]);
  const last = conversation({ last_seq: 3, last_message: message(3, { lang: "en" }) });
  await hub.answer({ conversations: [last], next_cursor: null, unread_total: 0 });
  await listed;
  assert.equal(store.state.conversations["c1"]?.last_message?.translation?.text, "texto 3");
});
