/**
 * The other side's typing and presence; never stored anywhere.
 *
 * @module
 */

import { without } from "./records.js";
import { ownSide } from "./sides.js";

/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/** @type {Handler<"typing">} */
export function typing(state, { conversation_id, side, typing: active }) {
  if (side === ownSide(state, conversation_id)) return state;
  if (!active) return typingExpired(state, { conversation_id });
  return { ...state, typing: { ...state.typing, [conversation_id]: true } };
}

/** @type {Handler<"typing:expired">} */
export function typingExpired(state, { conversation_id }) {
  if (!(conversation_id in state.typing)) return state;
  return { ...state, typing: without(state.typing, conversation_id) };
}

/**
 * Whoever sends a message has stopped typing it.
 *
 * @type {Handler<"message:new">}
 */
export function messageArrived(state, { message }) {
  const { conversation_id, sender } = message;
  if (sender.side === ownSide(state, conversation_id)) return state;
  return typingExpired(state, { conversation_id });
}

/** @type {Handler<"presence:updated">} */
export function presenceUpdated(state, { conversation_id, side, online, last_seen }) {
  if (side === ownSide(state, conversation_id)) return state;
  const presence = { ...state.presence, [conversation_id]: { online, last_seen } };
  return { ...state, presence };
}
