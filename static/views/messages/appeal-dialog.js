/**
 * Asking the marketplace to look again at a message that it blocked.
 *
 * @module
 */

import { signal } from "@preact/signals";
import { useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { client } from "../model.js";
import { Dialog } from "../ui/dialog.js";
import { announce, reasonOf } from "../ui/feedback.js";
import { MessageText } from "./message-text.js";

/** @typedef {import("../../sdk/types.js").Entry} Entry */

/** In UTF-16 units, so never more graphemes than the hub takes. */
const LONGEST_COMMENT = 500;

/** The message for which a review is being asked. */
const asked = signal(/** @type {Entry | null} */ (null));

/** @param {Entry} entry */
export function askForReview(entry) {
  asked.value = entry;
}

/** Shows the form for the message, if there is one. */
export function AppealDialog() {
  const entry = asked.value;
  return entry ? html`<${Form} key=${entry.client_id} entry=${entry} />` : null;
}

/** @param {{entry: Entry}} props */
function Form({ entry }) {
  const [comment, setComment] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const close = () => { asked.value = null; };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await client.appeal(entry.client_id, comment.trim() || t("appeal.plain"));
      close();
      announce(t("appeal.sent"));
    } catch (error) {
      setFailure(reasonOf(error));
      setBusy(false);
    }
  };
  return html`
    <${Dialog} title=${t("appeal.title")} onClose=${close}>
      <p class="dialog-text">${t("appeal.body")}</p>
      <blockquote class="dialog-quote"><${MessageText} text=${entry.text} /></blockquote>
      <form onSubmit=${submit}>
        <label class="field">
          <span>${t("appeal.comment")}</span>
          <textarea rows="3" maxlength=${LONGEST_COMMENT} value=${comment} dir="auto" autofocus
            onInput=${(/** @type {any} */ event) => setComment(event.target.value)}></textarea>
        </label>
        <p class="dialog-failure" role="alert">${failure}</p>
        <div class="dialog-actions">
          <button class="button" type="button" onClick=${close}>${t("common.cancel")}</button>
          <button class="button button-primary" type="submit" disabled=${busy}>${t("appeal.action")}</button>
        </div>
      </form>
    <//>`;
}
