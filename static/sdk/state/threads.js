/**
 * The loaded end of each opened conversation, kept whole by `seq`.
 *
 * A thread remembers the highest seq below which nothing is missing (`tip`) and the last change
 * it has applied. A push beyond either is merged, but marks the thread stale: somebody has to
 * catch up from the tip.
 *
 * @module
 */

import { without } from "./records.js";
import { withKnownTranslation, withTranslation } from "./translations.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Thread} Thread */
/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").Change} Change */
/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

const KEPT_THREADS = 20;

/**
 * Marks a thread as the one opened last; beyond twenty, the longest unopened one is let go.
 *
 * @type {Handler<"thread:opened">}
 */
export function opened(state, { conversation_id }) {
  const recent = [...state.recent.filter((id) => id !== conversation_id), conversation_id];
  const kept = recent.slice(-KEPT_THREADS);
  const threads = Object.fromEntries(
    Object.entries(state.threads).filter(([id]) => kept.includes(id)));
  return { ...state, recent: kept, threads };
}

/** @type {Handler<"thread:dropped">} */
export function dropped(state, { conversation_id }) {
  const recent = state.recent.filter((id) => id !== conversation_id);
  return { ...state, recent, threads: without(state.threads, conversation_id) };
}

/**
 * The newest page. `last_seq` and `change` are what was known before it was asked for: the page
 * is at least as new as they are.
 *
 * @type {Handler<"history:fetched">}
 */
export function historyFetched(state, { conversation_id, messages, has_more, last_seq, change }) {
  const tip = Math.max(last_seq, messages.at(-1)?.seq ?? 0);
  const conversation = state.conversations[conversation_id];
  const moved = !!conversation && (conversation.last_seq > tip || conversation.change > change);
  return put(state, conversation_id, { messages, tip, change, has_more, stale: moved });
}

/**
 * An older page. What was hidden or erased after it was asked for may still be in it.
 *
 * @type {Handler<"older:fetched">}
 */
export function olderFetched(state, { conversation_id, messages, has_more, change }) {
  return update(state, conversation_id, (thread) =>
    appliedUpTo({ ...thread, messages: merge(messages, thread.messages), has_more }, change));
}

/**
 * @param {State} state
 * @param {{message: Message}} payload
 */
export function messageArrived(state, { message }) {
  return update(state, message.conversation_id, (thread) => {
    if (message.seq <= thread.tip) return thread;
    const settled = settle({ ...thread, messages: merge(thread.messages, [message]) });
    return { ...settled, stale: thread.stale || settled.stale };
  });
}

/** @type {Handler<"message:translated">} */
export function messageTranslated(state, payload) {
  return update(state, payload.conversation_id, (thread) =>
    ({ ...thread, messages: replace(thread.messages, [payload.seq], (old) =>
      withTranslation(state, old, payload)) }));
}

/** @type {Handler<"message:erased">} */
export function messageErased(state, { conversation_id, seq, change }) {
  return update(state, conversation_id, (thread) =>
    noteChange(applyChange(thread, { type: "erased", seqs: [seq], change }), change));
}

/** @type {Handler<"message:hidden">} */
export function messagesHidden(state, { conversation_id, seqs, change }) {
  return update(state, conversation_id, (thread) =>
    noteChange(applyChange(thread, { type: "hidden", seqs, change }), change));
}

/**
 * Everything after `after_seq`, or the newest page alone when too much was missing (`reset`).
 *
 * @type {Handler<"catch_up:fetched">}
 */
export function caughtUp(state, { conversation_id, after_seq, messages, changes, change, reset }) {
  return update(state, conversation_id, (thread) => {
    const base = reset ? { ...thread, messages: [], has_more: true } : thread;
    const merged = { ...base, messages: merge(base.messages, messages) };
    const tip = Math.max(thread.tip, after_seq, messages.at(-1)?.seq ?? 0);
    const settled = settle({ ...changes.reduce(applyChange, merged), tip });
    return appliedUpTo({ ...settled, change: Math.max(thread.change, change) }, change);
  });
}

/**
 * What was fetched knows changes up to one; later ones, pushed before it came, have to be applied
 * to it as well.
 *
 * @param {Thread} thread
 * @param {number} change
 * @returns {Thread}
 */
function appliedUpTo(thread, change) {
  return thread.change > change ? { ...thread, change, stale: true } : thread;
}

/**
 * Brings a thread in line with its conversation: hiding the whole conversation clears it, and
 * any other change the thread has not applied must be fetched.
 *
 * @type {Handler<"conversation:updated">}
 */
export function conversationUpdated(state, { conversation }) {
  const { id, cleared_seq, change } = conversation;
  const grew = cleared_seq > (state.conversations[id]?.cleared_seq ?? 0);
  return update(state, id, (thread) => {
    if (change <= thread.change) return thread;
    if (!grew) return { ...thread, stale: true };
    return noteChange(applyChange(thread, { type: "cleared", cleared_seq, change }), change);
  });
}

/**
 * @param {Thread} thread
 * @param {Change} change
 * @returns {Thread}
 */
function applyChange(thread, { type, seqs, cleared_seq }) {
  if (type === "cleared") {
    const messages = thread.messages.filter((message) => message.seq > (cleared_seq ?? 0));
    const reached = messages.length < thread.messages.length;
    return { ...thread, messages, has_more: thread.has_more && !reached };
  }
  if (type === "hidden") {
    const gone = new Set(seqs ?? []);
    return { ...thread, messages: thread.messages.filter((message) => !gone.has(message.seq)) };
  }
  return { ...thread, messages: replace(thread.messages, seqs ?? [], stubOf) };
}

/**
 * What is left of a message whose content was erased for everyone.
 *
 * @param {Message} message
 * @returns {Message}
 */
export function stubOf({ translation: _gone, ...kept }) {
  return { ...kept, text: "", attachments: [], erased: true };
}

/**
 * The next change in line advances the thread; a later one means that some were missed.
 *
 * @param {Thread} thread
 * @param {number} change
 * @returns {Thread}
 */
function noteChange(thread, change) {
  if (change <= thread.change) return thread;
  if (change === thread.change + 1) return { ...thread, change };
  return { ...thread, stale: true };
}

/**
 * Moves the tip over what follows it without a hole; messages beyond a hole mean missing ones.
 *
 * @param {Thread} thread
 * @returns {Thread}
 */
function settle(thread) {
  let { tip } = thread;
  for (const { seq } of thread.messages) if (seq === tip + 1) tip = seq;
  const stale = (thread.messages.at(-1)?.seq ?? 0) > tip;
  return { ...thread, tip, stale };
}

/**
 * @param {Message[]} older
 * @param {Message[]} newer wins where both have the same seq
 * @returns {Message[]} ascending seq, one of each
 */
function merge(older, newer) {
  const bySeq = new Map(older.map((message) => [message.seq, message]));
  for (const message of newer) {
    bySeq.set(message.seq, withKnownTranslation(bySeq.get(message.seq), message));
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/**
 * @param {Message[]} messages
 * @param {number[]} seqs
 * @param {(message: Message) => Message} change
 */
function replace(messages, seqs, change) {
  return messages.map((message) => (seqs.includes(message.seq) ? change(message) : message));
}

/**
 * @param {State} state
 * @param {string} id
 * @param {(thread: Thread) => Thread} change
 * @returns {State} the same state if the thread is not loaded or did not change
 */
function update(state, id, change) {
  const thread = state.threads[id];
  const next = thread && change(thread);
  return next && next !== thread ? put(state, id, next) : state;
}

/**
 * @param {State} state
 * @param {string} id
 * @param {Thread} thread
 * @returns {State}
 */
function put(state, id, thread) {
  return { ...state, threads: { ...state.threads, [id]: thread } };
}
