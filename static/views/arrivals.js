/**
 * Tells a screen reader of every message that arrives from the other side.
 *
 * @module
 */

import { t } from "../i18n/index.js";
import { ownSide } from "../sdk/state/sides.js";
import { client } from "./model.js";
import { previewOf } from "./messages/preview.js";
import { announce } from "./ui/feedback.js";

/** @returns {() => void} stops telling */
export function announceArrivals() {
  return client.subscribe((state, previous) => {
    if (state.conversations === previous.conversations) return;
    for (const [id, conversation] of Object.entries(state.conversations)) {
      const before = previous.conversations[id];
      const message = conversation.last_message;
      if (!before || !message || message.seq <= before.last_seq) continue;
      if (message.sender.side === ownSide(state, id)) continue;
      announce(t("live.message", { name: message.sender.name, text: previewOf(message) }));
    }
  });
}
