/**
 * The state check: after any scenario, the state that a client built from pushed events equals the
 * state that a fresh client fetches. The scenario is made up from a seed.
 */

import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";

import { inboxOf } from "../../../static/sdk/state/inbox.js";
import { given, signedIn, until } from "./support.js";

/** @typedef {import("./support.js").Device} Device */

const STEPS = 150;
const CONTEXTS = [
  { type: "product", id: "lamp" },
  { type: "product", id: "shade" },
  { type: "order", id: "o-ana" },
];

/** A small generator of pseudo-random numbers (mulberry32), so that a seed can be run again. */
function randomFrom(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(given.seed);
/** @template T @param {readonly T[]} list @returns {T} */
const pick = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);

/** @type {Map<Device, string[]>} everything that each device wrote, in order */
const written = new Map();

const tokens = [given.buyer, given.buyer, given.seller, given.colleague];
const devices = await Promise.all(tokens.map(signedIn));
const [buyer] = /** @type {[Device]} */ (devices);
const opened = await Promise.all(CONTEXTS.map((context) => buyer.requests.openConversation(context)));
const ids = opened.map(({ id }) => id);

/** What a person may do, and how often. */
const DEEDS = /** @type {[number, (device: Device, id: string) => unknown][]} */ ([
  [8, send],
  [4, display],
  [2, (device, id) => device.openThread(id)],
  [1, (device, id) => device.loadOlder(id)],
  [2, hideMessages],
  [1, (device, id) => device.requests.hideConversation(id)],
  [1, (device) => device.cut()],
  [1, (device, id) => device.typing(id, random() < 0.5)],
]);
const deeds = DEEDS.flatMap(([weight, deed]) => Array(weight).fill(deed));

/** @param {Device} device @param {string} id */
function send(device, id) {
  const mine = written.get(device) ?? [];
  // In letters: bare figures, one message after the other, would be taken for a telephone number.
  const [from, what] = [devices.indexOf(device), mine.length].map((number) =>
    [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join(""));
  const text = `From device ${from} comes the message that is called ${what} here`;
  written.set(device, [...mine, text]);
  device.send(id, { text });
}

/** @param {Device} device @param {string} id */
function display(device, id) {
  const newest = device.state.threads[id]?.messages.at(-1);
  if (newest) device.displayed(id, newest.seq);
}

/** @param {Device} device @param {string} id */
async function hideMessages(device, id) {
  const messages = device.state.threads[id]?.messages ?? [];
  if (messages.length) await device.requests.hideMessages(id, [pick(messages).seq, pick(messages).seq]);
}

/**
 * A seller only knows the conversations that somebody has written in.
 *
 * @param {Device} device
 */
async function step(device) {
  const id = pick(ids.filter((known) => known in device.state.conversations));
  if (id === undefined) return;
  try {
    await pick(deeds)(device, id);
  } catch (error) {
    assert.ok(["offline", "timeout"].includes(/** @type {any} */ (error).code), String(error));
  }
}

/** @param {Device} device */
function isQuiet({ state }) {
  const parts = [...Object.values(state.threads), ...Object.values(state.folders)];
  return state.session.status === "online" && !state.outbox.length && !parts.some(({ stale }) => stale);
}

/**
 * A translation is asked for when its message is looked at, which nobody does here: one that was
 * told while a device was away is not missed.
 *
 * @template {import("../../../static/sdk/types.js").Message | null | undefined} M
 * @param {M} message
 */
function asWritten(message) {
  if (!message) return message;
  const { translation: _translation, lang: _lang, ...written } = message;
  return written;
}

/**
 * What is compared: the inbox and every loaded thread as far back as it is loaded. Of a conversation
 * that is out of the inbox a fresh client knows the messages only.
 *
 * @param {Device} device
 * @param {Device} like
 */
function seenBy({ state }, like) {
  const threads = Object.entries(like.state.threads).map(([id, { messages }]) => {
    const from = messages[0]?.seq ?? 0;
    const thread = state.threads[id];
    const change = like.state.conversations[id]?.listed ? thread?.change : null;
    return { id, change, messages: thread?.messages.filter(({ seq }) => seq >= from).map(asWritten) };
  });
  const inbox = inboxOf(state, "all").map((it) => ({ ...it, last_message: asWritten(it.last_message) }));
  return { inbox, unread: state.unread_total, threads };
}

/** @param {Device} device @param {string} token */
async function fetchedLike(device, token) {
  const fresh = await signedIn(token);
  for (const [id, { messages }] of Object.entries(device.state.threads)) {
    await fresh.findConversation(id);
    if (messages[0]) await fresh.loadBackTo(id, messages[0].seq);
    else await fresh.openThread(id);
  }
  fresh.stop();
  return fresh;
}

/**
 * The last receipts are still on their way when all is quiet, so the truth may be fetched twice.
 *
 * @param {Device} device
 * @param {number} index
 */
async function check(device, index) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const fresh = await fetchedLike(device, tokens[index]);
    const [pushed, fetched] = [seenBy(device, device), seenBy(fresh, device)];
    if (isDeepStrictEqual(pushed, fetched)) return;
    if (Date.now() > deadline) assert.deepStrictEqual(pushed, fetched, `device ${index}`);
    await pause(200);
  }
}

for (let count = 0; count < STEPS; count += 1) {
  await step(pick(devices));
  if (random() < 0.3) await pause(random() * 60);
}
await until(() => devices.every(isQuiet), "all messages sent, everything caught up", 60);
for (const [index, device] of devices.entries()) await check(device, index);

for (const device of devices) device.stop();
console.log("held");
process.exit(0);
