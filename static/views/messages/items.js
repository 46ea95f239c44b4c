/**
 * A thread as the rows of a page: days, the unread mark, messages in groups, what is being sent.
 *
 * Pure, so that it can be tested without a page.
 *
 * @module
 */

import { dayOf } from "./time.js";

/** @typedef {import("../../sdk/types.js").Message} Message */
/** @typedef {import("../../sdk/types.js").Entry} Entry */
/** @typedef {import("../../sdk/types.js").Side} Side */

/**
 * @typedef {{kind: "day", key: string, time: string}
 *   | {kind: "unread", key: string}
 *   | {kind: "system", key: string, message: Message}
 *   | {kind: "message", key: string, message: Message, own: boolean, first: boolean, last: boolean}
 *   | {kind: "entry", key: string, entry: Entry, first: boolean}} Item
 */

const GROUP_MS = 5 * 60_000;

/**
 * @param {object} given
 * @param {Message[]} given.messages ascending seq
 * @param {Entry[]} given.entries of this conversation, in the order of writing
 * @param {Side} given.side the reader's own
 * @param {number | null} given.firstUnread the seq above which the unread mark stands
 * @returns {Item[]}
 */
export function threadItems({ messages, entries, side, firstUnread }) {
  /** @type {Item[]} */
  const items = [];
  let previous = /** @type {Message | undefined} */ (undefined);
  messages.forEach((message, index) => {
    const newDay = !previous || dayOf(previous.sent_at) !== dayOf(message.sent_at);
    const unread = message.seq === firstUnread;
    if (newDay) items.push({ kind: "day", key: `day ${dayOf(message.sent_at)}`, time: message.sent_at });
    if (unread) items.push({ kind: "unread", key: "unread" });
    const first = newDay || unread || !joined(previous, message);
    const last = !joined(message, messages[index + 1]) || messages[index + 1]?.seq === firstUnread;
    items.push(messageItem(message, side, first, last));
    previous = message;
  });
  entries.forEach((entry, index) =>
    items.push({ kind: "entry", key: entry.client_id, entry, first: index === 0 && !isOwn(previous, side) }));
  return items;
}

/**
 * The first message of the other side above what has been read.
 *
 * @param {Message[]} messages
 * @param {Side} side the reader's own
 * @param {number} readSeq
 * @returns {number | null}
 */
export function firstUnreadOf(messages, side, readSeq) {
  return messages.find((message) => message.seq > readSeq && !isOwn(message, side))?.seq ?? null;
}

/**
 * A message keeps the key it had while it was being sent, so that its bubble stays the same one.
 *
 * @param {Message} message
 * @param {Side} side
 * @param {boolean} first
 * @param {boolean} last
 * @returns {Item}
 */
function messageItem(message, side, first, last) {
  if (message.kind === "system") return { kind: "system", key: `m${message.seq}`, message };
  const own = isOwn(message, side);
  return { kind: "message", key: own ? message.client_id : `m${message.seq}`, message, own, first, last };
}

/**
 * @param {Message | undefined} message
 * @param {Side} side
 */
function isOwn(message, side) {
  return message?.sender.side === side;
}

/**
 * Whether two messages stand together as one turn of the same person.
 *
 * @param {Message | undefined} a
 * @param {Message | undefined} b
 */
function joined(a, b) {
  if (!a || !b || a.kind === "system" || b.kind === "system") return false;
  if (a.sender.id !== b.sender.id || dayOf(a.sent_at) !== dayOf(b.sent_at)) return false;
  return Date.parse(b.sent_at) - Date.parse(a.sent_at) < GROUP_MS;
}
