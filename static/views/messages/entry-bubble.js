/**
 * A message that the hub does not have yet: on its way, waiting, or refused.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, session } from "../model.js";
import { reasonOf } from "../ui/feedback.js";
import { HubError } from "../../sdk/errors.js";
import { updateDraft } from "./drafts.js";
import { MessageText } from "./message-text.js";
import { ReplyQuote } from "./reply.js";

/** @typedef {import("../../sdk/types.js").Entry} Entry */

/** @param {{entry: Entry, first: boolean}} props */
export function EntryBubble({ entry, first }) {
  const failed = entry.state === "failed";
  return html`
    <li class=${`message message-own message-last ${first ? "message-first" : ""} ${failed ? "message-failed" : ""}`}
      data-client-id=${entry.client_id} data-status=${failed ? "failed" : "sending"}>
      <div class="message-line">
        <div class="bubble bubble-pending">
          ${entry.reply_to ? html`<${ReplyQuote} conversationId=${entry.conversation_id} seq=${entry.reply_to} />` : null}
          <${MessageText} text=${entry.text} />
        </div>
      </div>
      ${failed ? html`<${Failure} entry=${entry} />` : html`<${Progress} />`}
    </li>`;
}

function Progress() {
  const online = session.value.status === "online";
  return html`
    <p class="message-foot">
      <${Icon} name="clock" size=${14} />${t(online ? "message.sending" : "message.waiting")}
    </p>`;
}

/** @param {{entry: Entry}} props */
function Failure({ entry }) {
  const { code, message } = entry.error ?? { code: "internal" };
  const edit = () => {
    client.discard(entry.client_id);
    updateDraft(entry.conversation_id, { text: entry.text, reply_to: entry.reply_to });
    document.getElementById("composer-text")?.focus();
  };
  return html`
    <div class="failure" role="alert">
      <p class="failure-reason">
        <${Icon} name="alert" size=${16} />
        <span><strong>${t("message.failed")}.</strong> ${reasonOf(new HubError(code, message))}</span>
      </p>
      <div class="failure-actions">
        <button class="button button-small" type="button" onClick=${() => client.retry(entry.client_id)}>
          ${t("message.retry")}
        </button>
        <button class="button button-small" type="button" onClick=${edit}>${t("message.edit")}</button>
        <button class="button button-small" type="button" onClick=${() => client.discard(entry.client_id)}>
          ${t("message.remove")}
        </button>
      </div>
    </div>`;
}
