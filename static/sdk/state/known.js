/**
 * What this session has learned of single messages, loaded or not: which were erased, and which
 * one has reported oneself.
 *
 * @module
 */

/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/** @type {Handler<"message:erased">} */
export function messageErased(state, { conversation_id, seq }) {
  return { ...state, erased: withSeqs(state.erased, conversation_id, [seq]) };
}

/** @type {Handler<"catch_up:fetched">} */
export function caughtUp(state, { conversation_id, changes }) {
  const seqs = changes.flatMap(({ type, seqs: gone }) => (type === "erased" ? gone ?? [] : []));
  return seqs.length ? { ...state, erased: withSeqs(state.erased, conversation_id, seqs) } : state;
}

/** @type {Handler<"message:reported">} */
export function messageReported(state, { conversation_id, seq }) {
  return { ...state, reported: withSeqs(state.reported, conversation_id, [seq]) };
}

/**
 * @param {Record<string, number[]>} record
 * @param {string} id
 * @param {number[]} seqs
 * @returns {Record<string, number[]>}
 */
function withSeqs(record, id, seqs) {
  return { ...record, [id]: [...new Set([...(record[id] ?? []), ...seqs])] };
}
