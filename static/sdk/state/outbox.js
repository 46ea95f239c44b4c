/**
 * One's own messages that the hub has not acknowledged yet, in the order of writing.
 *
 * An entry leaves as soon as the stored message is seen, by whichever way: its ack, a push or
 * catch-up after the ack was lost.
 *
 * @module
 */

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Entry} Entry */
/** @typedef {import("../types.js").Message} Message */
/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/** @type {Handler<"outbox:queued">} */
export function queued(state, { entry }) {
  return { ...state, outbox: [...state.outbox, entry] };
}

/**
 * Entries kept from an earlier page load; what was being sent may not have arrived.
 *
 * @type {Handler<"outbox:restored">}
 */
export function restored(state, { entries }) {
  const known = new Set(state.outbox.map((entry) => entry.client_id));
  const fresh = entries.filter((entry) => !known.has(entry.client_id)).map(waiting);
  if (!fresh.length) return state;
  return { ...state, outbox: [...fresh, ...state.outbox].sort(byWriting) };
}

/** @type {Handler<"outbox:sending">} */
export function sending(state, { client_id, attachments }) {
  const there = attachments ? { attachments } : {};
  return change(state, client_id, (entry) => ({ ...entry, ...there, state: "sending", error: null }));
}

/** @type {Handler<"outbox:requeued">} */
export function requeued(state, { client_id }) {
  return change(state, client_id, waiting);
}

/** @type {Handler<"outbox:failed">} */
export function failed(state, { client_id, error }) {
  return change(state, client_id, (entry) => ({ ...entry, state: "failed", error }));
}

/** @type {Handler<"outbox:removed">} */
export function removed(state, { client_id }) {
  return keepOnly(state, (entry) => entry.client_id !== client_id);
}

/**
 * @param {State} state
 * @param {{message: Message}} payload
 */
export function stored(state, { message }) {
  return storedAll(state, { messages: [message] });
}

/**
 * @param {State} state
 * @param {{messages: Message[]}} payload
 */
export function storedAll(state, { messages }) {
  if (!state.outbox.length) return state;
  const mine = messages.filter((message) => message.sender.id === state.session.user?.id);
  const ids = new Set(mine.map((message) => message.client_id));
  return keepOnly(state, (entry) => !ids.has(entry.client_id));
}

/**
 * @param {Entry} entry
 * @returns {Entry}
 */
function waiting(entry) {
  return entry.state === "sending" ? { ...entry, state: "queued" } : entry;
}

/**
 * @param {Entry} a
 * @param {Entry} b
 */
function byWriting(a, b) {
  return a.queued_at - b.queued_at || a.order - b.order;
}

/**
 * @param {State} state
 * @param {string | null} clientId
 * @param {(entry: Entry) => Entry} update
 * @returns {State}
 */
export function change(state, clientId, update) {
  const outbox = state.outbox.map((entry) =>
    entry.client_id === clientId ? update(entry) : entry);
  return { ...state, outbox };
}

/**
 * @param {State} state
 * @param {(entry: Entry) => boolean} keep
 * @returns {State}
 */
function keepOnly(state, keep) {
  const outbox = state.outbox.filter(keep);
  return outbox.length === state.outbox.length ? state : { ...state, outbox };
}
