/**
 * Replying: the quote of the message that another one answers.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { client, state } from "../model.js";
import { attempt } from "../ui/feedback.js";
import { previewOf } from "./preview.js";
import { show } from "./jump.js";

/**
 * The loaded message of a seq.
 *
 * @param {string} conversationId
 * @param {number} seq
 */
export function messageAt(conversationId, seq) {
  return state.value.threads[conversationId]?.messages.find((message) => message.seq === seq);
}

/**
 * What to call the author of a message.
 *
 * @param {import("../../sdk/types.js").Message} message
 */
export function authorOf({ sender }) {
  return sender.id === state.value.session.user?.id ? t("message.by_you") : sender.name;
}

/** @param {{conversationId: string, seq: number}} props */
export function ReplyQuote({ conversationId, seq }) {
  const quoted = messageAt(conversationId, seq);
  const jump = () => attempt(async () => {
    await client.loadBackTo(conversationId, seq);
    requestAnimationFrame(() => {
      const element = document.querySelector(`[data-seq="${seq}"]`);
      if (element) show(/** @type {HTMLElement} */ (element));
    });
  });
  return html`
    <button class="quote" type="button" onClick=${jump}>
      ${quoted ? html`
        <bdi class="quote-author">${authorOf(quoted)}</bdi>
        <bdi class="quote-text">${previewOf(quoted)}</bdi>`
        : html`<span class="quote-text">${t("message.reply_gone")}</span>`}
    </button>`;
}
