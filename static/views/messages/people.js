/**
 * Who a conversation is with, as its reader sees it.
 *
 * @module
 */

import { tOr } from "../../i18n/index.js";
import { otherSide, ownSide } from "../../sdk/state/sides.js";
import { state } from "../model.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */

/**
 * The other side: a buyer sees the shop, the shop sees the buyer.
 *
 * @param {Conversation} conversation
 * @returns {{name: string, picture: string | null, lang: string}}
 */
export function otherPartyOf({ id, buyer, shop }) {
  if (ownSide(state.value, id) === "seller") {
    return { name: buyer.name, picture: buyer.avatar_url ?? null, lang: buyer.lang };
  }
  return { name: shop.name, picture: shop.logo_url ?? null, lang: shop.lang };
}

/**
 * What stands for a conversation's subject where there is no picture of it.
 *
 * @param {Conversation} conversation
 * @returns {import("../icons.js").IconName}
 */
export function subjectIcon({ context }) {
  return context.type === "support" ? "help" : "box";
}

/**
 * What a conversation is about, in a line. Known support topics are worded in the reader's language.
 *
 * @param {Conversation} conversation
 */
export function subjectTitle({ context }) {
  const { title } = context.live_card ?? context.card;
  return context.type === "support" ? tOr(`support.${context.id}`, title) : title;
}

/**
 * How far the other side is with this side's messages.
 *
 * @param {Conversation} conversation
 */
export function theirWatermarks(conversation) {
  return conversation.receipts[otherSide(ownSide(state.value, conversation.id))];
}
