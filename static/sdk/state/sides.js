/**
 * Which side of a conversation the reader is on.
 *
 * @module
 */

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Side} Side */

/**
 * The buyer is one user; everyone else who may see a conversation acts for its seller side.
 *
 * @param {State} state
 * @param {string} conversationId
 * @returns {Side}
 */
export function ownSide(state, conversationId) {
  const { user, side } = state.session;
  const buyer = state.conversations[conversationId]?.buyer;
  if (buyer) return buyer.id === user?.id ? "buyer" : "seller";
  return side === "buyer" ? "buyer" : "seller";
}

/**
 * @param {Side} side
 * @returns {Side}
 */
export function otherSide(side) {
  return side === "buyer" ? "seller" : "buyer";
}
