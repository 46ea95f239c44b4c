/**
 * Conversations as one side sees them: last message, unread, receipts, in or out of the inbox.
 *
 * @module
 */

import { stubOf } from "./threads.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Conversation} Conversation */
/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").Watermarks} Watermarks */
/** @typedef {import("../types.js").ReceiptsBySide} ReceiptsBySide */
/** @template {keyof import("../types.js").Payloads} T
 *  @typedef {import("../types.js").Handler<T>} Handler */

/** @type {Handler<"conversation:updated">} */
export function updated(state, { conversation, unread_total }) {
  const next = put(state, reconcile(state.conversations[conversation.id], conversation));
  return { ...next, unread_total: unread_total ?? next.unread_total };
}

/**
 * A message of a conversation that is not known makes the inbox stale: it has to be read again.
 *
 * @type {Handler<"message:new">}
 */
export function messageArrived(state, { message, unread_total, unread }) {
  const known = state.conversations[message.conversation_id];
  if (!known) return { ...staleInbox(state), unread_total };
  if (message.seq < known.last_seq) return state;
  const next = withLast(known, message);
  return { ...put(state, { ...next, unread: unread ?? known.unread }), unread_total };
}

/** @type {Handler<"message:sent">} */
export function messageSent(state, { message }) {
  const known = state.conversations[message.conversation_id];
  return known && message.seq > known.last_seq ? put(state, withLast(known, message)) : state;
}

/** @type {Handler<"message:erased">} */
export function messageErased(state, { conversation_id, seq, change }) {
  return update(state, conversation_id, (known) => ({
    ...known,
    change: Math.max(known.change, change),
    last_message: known.last_message?.seq === seq ? stubOf(known.last_message) : known.last_message,
  }));
}

/**
 * When the previewed message is among the hidden, the one before it is taken from the thread;
 * where that is not loaded the inbox is read again.
 *
 * @type {Handler<"message:hidden">}
 */
export function messagesHidden(before, payload) {
  const { conversation_id, seqs, change, unread, unread_total } = payload;
  const state = { ...before, unread_total: unread_total ?? before.unread_total };
  const known = state.conversations[conversation_id];
  if (!known) return state;
  const next = { ...known, change: Math.max(known.change, change), unread: unread ?? known.unread };
  if (!known.last_message || !seqs.includes(known.last_message.seq)) return put(state, next);
  const thread = state.threads[conversation_id];
  const last_message = thread?.messages.at(-1) ?? null;
  const unsure = !last_message && (!thread || thread.has_more);
  const base = unsure ? staleInbox(state) : state;
  return put(base, { ...next, last_message });
}

/** @type {Handler<"receipt:updated">} */
export function receiptUpdated(state, payload) {
  const { conversation_id, side, delivered_seq, read_seq, unread, unread_total } = payload;
  const next = update(state, conversation_id, (known) => ({
    ...known,
    unread: unread ?? known.unread,
    receipts: { ...known.receipts, [side]: latest(known.receipts[side], { delivered_seq, read_seq }) },
  }));
  return { ...next, unread_total: unread_total ?? next.unread_total };
}

/** @type {Handler<"catch_up:fetched">} */
export function caughtUp(state, { conversation_id, receipts, change }) {
  return update(state, conversation_id, (known) => ({
    ...known,
    change: Math.max(known.change, change),
    receipts: latestOfBoth(known.receipts, receipts),
  }));
}

/**
 * A conversation told as a whole replaces what is known, unless it was overtaken: then only what
 * it alone knows of, a clearing, is taken from it. Everything that is counted only ever grows.
 *
 * @param {Conversation | undefined} known
 * @param {Conversation} told
 * @returns {Conversation}
 */
export function reconcile(known, told) {
  if (!known) return told;
  const receipts = latestOfBoth(known.receipts, told.receipts);
  if (!isBehind(told, known)) return { ...told, receipts };
  const cleared_seq = Math.max(known.cleared_seq, told.cleared_seq);
  const last = known.last_message;
  return {
    ...known,
    receipts,
    cleared_seq,
    change: Math.max(known.change, told.change),
    last_message: last && last.seq > cleared_seq ? last : null,
  };
}

/**
 * Whether something of a conversation was already known to be further on.
 *
 * @param {Conversation} told
 * @param {Conversation} known
 */
function isBehind(told, known) {
  const sides = /** @type {const} */ (["buyer", "seller"]);
  return (
    told.last_seq < known.last_seq ||
    told.change < known.change ||
    sides.some((side) => told.receipts[side].read_seq < known.receipts[side].read_seq)
  );
}

/**
 * @param {State} state
 * @returns {State}
 */
function staleInbox(state) {
  const folders = Object.fromEntries(
    Object.entries(state.folders).map(([filter, folder]) => [filter, { ...folder, stale: true }]));
  return { ...state, folders };
}

/**
 * @param {Conversation} conversation
 * @param {Message} message
 * @returns {Conversation}
 */
function withLast(conversation, message) {
  return {
    ...conversation,
    last_seq: message.seq,
    last_message: message,
    updated_at: message.sent_at,
    listed: true,
  };
}

/**
 * @param {Watermarks} a
 * @param {Watermarks} b
 * @returns {Watermarks}
 */
function latest(a, b) {
  return {
    delivered_seq: Math.max(a.delivered_seq, b.delivered_seq),
    read_seq: Math.max(a.read_seq, b.read_seq),
  };
}

/**
 * @param {ReceiptsBySide} a
 * @param {ReceiptsBySide} b
 * @returns {ReceiptsBySide}
 */
function latestOfBoth(a, b) {
  return { buyer: latest(a.buyer, b.buyer), seller: latest(a.seller, b.seller) };
}

/**
 * @param {State} state
 * @param {string} id
 * @param {(known: Conversation) => Conversation} change
 * @returns {State}
 */
function update(state, id, change) {
  const known = state.conversations[id];
  return known ? put(state, change(known)) : state;
}

/**
 * @param {State} state
 * @param {Conversation} conversation
 * @returns {State}
 */
function put(state, conversation) {
  const conversations = { ...state.conversations, [conversation.id]: conversation };
  return { ...state, conversations };
}
