/**
 * Conversations as one side sees them: last message, unread, receipts, in or out of the inbox.
 *
 * @module
 */

import { ownSide } from "./sides.js";
import { stubOf } from "./threads.js";
import { withKnownTranslation, withTranslation } from "./translations.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Conversation} Conversation */
/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").Side} Side */
/** @typedef {import("../types.js").Watermarks} Watermarks */
/** @typedef {import("../types.js").ReceiptsBySide} ReceiptsBySide */
/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/** @type {Handler<"conversation:updated">} */
export function updated(state, { conversation, unread_total }) {
  const { id } = conversation;
  const next = put(state, reconcile(state.conversations[id], conversation, ownSide(state, id)));
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
  if (message.seq < known.last_seq || message.seq <= known.cleared_seq) return state;
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
    last_message: previewAfter(known.last_message, [seq]),
  }));
}

/** @type {Handler<"message:translated">} */
export function messageTranslated(state, payload) {
  const { conversation_id, seq } = payload;
  const last = state.conversations[conversation_id]?.last_message;
  if (last?.seq !== seq) return state;
  return update(state, conversation_id, (known) =>
    ({ ...known, last_message: withTranslation(state, last, payload) }));
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
export function caughtUp(state, { conversation_id, changes, receipts, change }) {
  const erased = changes.flatMap(({ type, seqs }) => (type === "erased" ? seqs ?? [] : []));
  return update(state, conversation_id, (known) => ({
    ...known,
    change: Math.max(known.change, change),
    receipts: latestOfBoth(known.receipts, receipts),
    last_message: previewAfter(known.last_message, erased),
  }));
}

/**
 * @param {Message | null} last
 * @param {number[]} erased seqs
 * @returns {Message | null}
 */
function previewAfter(last, erased) {
  return last && erased.includes(last.seq) ? stubOf(last) : last;
}

/**
 * Merges a conversation told as a whole with what is known of it, part by part: either may be
 * ahead in one and behind in another, since pushes and fetched pages overtake each other. All that
 * is counted only ever grows, so the greater is the later.
 *
 * @param {Conversation | undefined} known
 * @param {Conversation} told
 * @param {Side} side the reader's own
 * @returns {Conversation}
 */
export function reconcile(known, told, side) {
  if (!known) return told;
  const later = told.last_seq >= known.last_seq ? told : known;
  const cleared_seq = Math.max(known.cleared_seq, told.cleared_seq);
  return {
    ...told,
    last_seq: later.last_seq,
    updated_at: later.updated_at,
    last_message: lastVisible(known, told, cleared_seq),
    unread: isAhead(known, told, side) ? known.unread : told.unread,
    receipts: latestOfBoth(known.receipts, told.receipts),
    listed: isListed(known, told, cleared_seq),
    cleared_seq,
    change: Math.max(known.change, told.change),
    ...switched(known, told),
  };
}

/**
 * What is told to a whole side does not know what one person of it has switched.
 *
 * @param {Conversation} known
 * @param {Conversation} told
 */
function switched(known, told) {
  const on = told.translation_on ?? known.translation_on;
  return on === undefined ? {} : { translation_on: on };
}

/**
 * The newest message; of the same one, as the later change left it.
 *
 * @param {Conversation} known
 * @param {Conversation} told
 * @param {number} clearedSeq
 */
function lastVisible(known, told, clearedSeq) {
  const order = told.last_seq - known.last_seq || told.change - known.change;
  const [last, other] = order >= 0
    ? [told.last_message, known.last_message] : [known.last_message, told.last_message];
  if (!last || last.seq <= clearedSeq) return null;
  return withKnownTranslation(other?.seq === last.seq ? other : undefined, last);
}

/**
 * Whether a push has been seen, with an unread count of its own, that is later than what is told.
 *
 * @param {Conversation} known
 * @param {Conversation} told
 * @param {Side} side
 */
function isAhead(known, told, side) {
  return (
    known.last_seq > told.last_seq ||
    known.change > told.change ||
    known.receipts[side].read_seq > told.receipts[side].read_seq
  );
}

/**
 * Hiding takes a conversation out of the inbox, and a later message brings it back.
 *
 * @param {Conversation} known
 * @param {Conversation} told
 * @param {number} clearedSeq
 */
function isListed(known, told, clearedSeq) {
  const [seqs, changes] = [told.last_seq - known.last_seq, told.change - known.change];
  if (seqs >= 0 && changes >= 0) return told.listed;
  if (seqs <= 0 && changes <= 0) return known.listed;
  return Math.max(known.last_seq, told.last_seq) > clearedSeq;
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
