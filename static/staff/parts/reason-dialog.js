/**
 * Asks why before a change that is kept with its reason.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { html } from "../../views/html.js";
import { Dialog } from "../../views/ui/dialog.js";
import { say } from "../words.js";

/**
 * @param {{title: string, action: string, danger?: boolean, onClose: () => void,
 *   onDone: (reason: string) => void}} props
 */
export function ReasonDialog({ title, action, danger = false, onClose, onDone }) {
  const [reason, setReason] = useState("");
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    onDone(reason.trim());
  };
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <form onSubmit=${submit}>
        <${ReasonField} value=${reason} onInput=${setReason} autofocus />
        <div class="dialog-actions">
          <button class="button" type="button" onClick=${onClose}>${say("common.cancel")}</button>
          <button class=${`button ${danger ? "button-danger" : "button-primary"}`} type="submit"
            disabled=${!reason.trim()}>${action}</button>
        </div>
      </form>
    <//>`;
}

/** @param {{value: string, onInput: (text: string) => void, autofocus?: boolean}} props */
export function ReasonField({ value, onInput, autofocus = false }) {
  return html`
    <label class="field">
      <span>${say("common.reason")}</span>
      <input type="text" required maxlength="500" value=${value} dir="auto" autocomplete="off" autofocus=${autofocus}
        placeholder=${say("common.reason_hint")}
        onInput=${(/** @type {any} */ event) => onInput(event.target.value)} />
    </label>`;
}
