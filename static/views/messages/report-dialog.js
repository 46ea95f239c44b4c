/**
 * Reporting a message to the platform.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { client } from "../model.js";
import { Dialog } from "../ui/dialog.js";
import { note, reasonOf } from "../ui/feedback.js";
import { reported } from "./message-actions.js";

const REASONS = /** @type {const} */ (["spam", "abuse", "fraud", "off_platform", "other"]);
const LONGEST_NOTE = 1_000;

/** Shows the form for the message being reported, if there is one. */
export function ReportDialog() {
  const message = reported.value;
  return message ? html`<${Form} key=${message.seq} message=${message} />` : null;
}

/** @param {{message: import("../../sdk/types.js").Message}} props */
function Form({ message: { conversation_id, seq } }) {
  const [reason, setReason] = useState("");
  const [text, setText] = useState("");
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const close = () => { reported.value = null; };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await client.requests.report(conversation_id, seq, reason, text.trim());
      close();
      note(t("report.done"));
    } catch (error) {
      setFailure(reasonOf(error));
      setBusy(false);
    }
  };
  return html`
    <${Dialog} title=${t("report.title")} onClose=${close}>
      <p class="dialog-text">${t("report.body")}</p>
      <form onSubmit=${submit}>
        <fieldset class="choices">
          <legend class="visually-hidden">${t("report.reason")}</legend>
          ${REASONS.map((name) => html`
            <label class="choice" key=${name}>
              <input type="radio" name="reason" value=${name} required checked=${reason === name}
                onChange=${() => setReason(name)} />
              <span>${t(`report.${name}`)}</span>
            </label>`)}
        </fieldset>
        <label class="field">
          <span>${t("report.note")}</span>
          <textarea rows="3" maxlength=${LONGEST_NOTE} value=${text} dir="auto"
            onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea>
        </label>
        <p class="dialog-failure" role="alert">${failure}</p>
        <div class="dialog-actions">
          <button class="button" type="button" onClick=${close}>${t("common.cancel")}</button>
          <button class="button button-danger" type="submit" disabled=${!reason || busy}>${t("report.action")}</button>
        </div>
      </form>
    <//>`;
}
