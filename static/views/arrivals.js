/**
 * Tells a screen reader of every message that arrives from the other side, and of what was decided
 * about one's own.
 *
 * @module
 */

import { t } from "../i18n/index.js";
import { stageOf } from "../sdk/state/reviews.js";
import { ownSide } from "../sdk/state/sides.js";
import { client } from "./model.js";
import { previewOf } from "./messages/preview.js";
import { announce } from "./ui/feedback.js";

/** @typedef {import("../sdk/types.js").Message} Message */
/** @typedef {import("../sdk/types.js").State} State */

const TRANSLATED_SOON_MS = 60_000;

/** @returns {() => void} stops telling */
export function announceArrivals() {
  return client.subscribe((state, previous) => {
    if (state.conversations !== previous.conversations) announceMessages(state, previous);
    if (state.outbox !== previous.outbox) announceDecisions(state, previous);
  });
}

/**
 * @param {State} state
 * @param {State} previous
 */
function announceMessages(state, previous) {
  for (const [id, conversation] of Object.entries(state.conversations)) {
    const before = previous.conversations[id];
    const message = conversation.last_message;
    if (!before || !message || message.sender.side === ownSide(state, id)) continue;
    if (message.seq <= before.last_seq && !isTranslatedNow(message, before.last_message)) continue;
    announce(t("live.message", { name: message.sender.name, text: previewOf(message) }));
  }
}

/**
 * Whether what has just been told in its original can be told in the reader's language now.
 *
 * @param {Message} message
 * @param {Message | null} before
 */
function isTranslatedNow(message, before) {
  const recent = Date.now() - Date.parse(message.sent_at) < TRANSLATED_SOON_MS;
  return recent && message.seq === before?.seq && !!message.translation && !before.translation;
}

/**
 * @param {State} state
 * @param {State} previous
 */
function announceDecisions(state, previous) {
  for (const entry of state.outbox) {
    const before = previous.outbox.find((it) => it.client_id === entry.client_id);
    if (!before || stageOf(before) === stageOf(entry)) continue;
    if (stageOf(entry) === "approved") announce(t("review.approved"));
    if (stageOf(entry) === "refused") announce(t("review.refused"));
  }
}
