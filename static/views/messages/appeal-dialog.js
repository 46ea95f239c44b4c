/**
 * Asking the marketplace to look again at a message or a picture that it blocked.
 *
 * @module
 */

import { signal } from "@preact/signals";
import { useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { client } from "../model.js";
import { Marked } from "../pictures/marked.js";
import { Dialog } from "../ui/dialog.js";
import { announce, reasonOf } from "../ui/feedback.js";
import { MessageText } from "./message-text.js";

/** @typedef {import("../../sdk/types.js").Entry} Entry */
/** @typedef {import("../../sdk/types.js").Upload} Upload */
/** @typedef {{key: string, text?: string, picture?: Upload,
 *   ask: (comment: string) => Promise<void>}} Appeal */

/** In UTF-16 units, so never more graphemes than the hub takes. */
const LONGEST_COMMENT = 500;

/** That for which a review is being asked. */
const asked = signal(/** @type {Appeal | null} */ (null));

/** @param {Entry} entry */
export function askForReview({ client_id, text }) {
  asked.value = { key: client_id, text, ask: (comment) => client.reviews.appeal(client_id, comment) };
}

/** @param {Upload} picture */
export function askForPictureReview(picture) {
  const { upload_id } = picture;
  asked.value = { key: upload_id, picture, ask: (comment) => client.reviews.appealPicture(upload_id, comment) };
}

/** Shows the form for what is asked about, if there is anything. */
export function AppealDialog() {
  const appeal = asked.value;
  return appeal ? html`<${Form} key=${appeal.key} appeal=${appeal} />` : null;
}

/** @param {{appeal: Appeal}} props */
function Form({ appeal: { text, picture, ask } }) {
  const [comment, setComment] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const close = () => { asked.value = null; };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await ask(comment.trim() || t(picture ? "appeal.picture_plain" : "appeal.plain"));
      close();
      announce(t(picture ? "appeal.picture_sent" : "appeal.sent"));
    } catch (error) {
      setFailure(reasonOf(error));
      setBusy(false);
    }
  };
  return html`
    <${Dialog} title=${t("appeal.title")} onClose=${close}>
      <p class="dialog-text">${t(picture ? "appeal.picture_body" : "appeal.body")}</p>
      ${text ? html`<blockquote class="dialog-quote"><${MessageText} text=${text} /></blockquote>` : null}
      ${picture ? html`<p class="dialog-picture"><${Marked} upload=${picture} /></p>` : null}
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
