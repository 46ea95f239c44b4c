/**
 * What is to be said about the text being written: what to mend in it, that it may be sent after
 * all, or until when nothing can be sent.
 *
 * The words stand in a live region, so that they are read out when they change; what can be done
 * about it stands beside.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { textsOf } from "../../sdk/marks.js";
import { stageOf } from "../../sdk/state/reviews.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, draftOf, session, state } from "../model.js";
import { askForReview } from "./appeal-dialog.js";
import { endTime } from "./time.js";

/** @typedef {{tone: "refused" | "advice" | "good" | "paused", text: string, marked?: string[],
 *   icon: import("../icons.js").IconName, action?: {label: string, run: () => void}}} Said */

/** @param {{id: string}} props */
export function ComposerNotice({ id }) {
  const said = saidOf(id);
  return html`
    <div class=${`composer-notice ${said ? `composer-notice-${said.tone}` : ""}`} data-notice=${said?.tone}>
      ${said ? html`<${Icon} name=${said.icon} size=${18} />` : null}
      <p class="composer-notice-text" id="composer-notice" role="status">
        ${said?.text}
        ${said?.marked?.length ? html`
          <span class="visually-hidden"> ${t("composer.marked", { texts: said.marked.join(", ") })}</span>` : null}
      </p>
      ${said?.action ? html`
        <button class="button button-small" type="button" onClick=${said.action.run}>${said.action.label}</button>` : null}
    </div>`;
}

/**
 * @param {string} id of the conversation
 * @returns {Said | null}
 */
function saidOf(id) {
  const { paused_until } = session.value;
  if (paused_until) {
    return { tone: "paused", icon: "clock", text: t("composer.paused", { time: endTime(paused_until) }) };
  }
  const { text, notice, returned } = draftOf(id);
  const entry = state.value.outbox.find((it) => it.client_id === returned);
  const stage = entry && stageOf(entry);
  if (stage === "approved") {
    const action = { label: t("review.send"), run: () => void client.sendDraft(id) };
    return { tone: "good", icon: "check", text: t("review.approved"), action };
  }
  if (!notice) return null;
  const { tone, hint, spans } = notice;
  const appeal = entry && stage === "blocked" && tone === "refused"
    ? { action: { label: t("appeal.ask"), run: () => askForReview(entry) } } : {};
  const words = hint || t("error.blocked_content");
  return { tone, icon: tone === "refused" ? "shield" : "help", text: words, marked: textsOf(text, spans), ...appeal };
}
