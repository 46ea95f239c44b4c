/**
 * Adding a term of one's own to the rules, with a look at what it would have caught.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { html } from "../../views/html.js";
import { navigate } from "../../views/router.js";
import { Dialog } from "../../views/ui/dialog.js";
import { note } from "../../views/ui/feedback.js";
import * as api from "../api.js";
import { Select } from "../parts/fields.js";
import { ruleAddress } from "../parts/findings.js";
import { ReasonField } from "../parts/reason-dialog.js";
import { CATEGORIES } from "../queue/filters.js";
import { say } from "../words.js";
import { Backtest } from "./backtest.js";
import { changed } from "./model.js";

const CHOICES = /** @type {const} */ ({
  category: CATEGORIES.filter((name) => name !== "picture"),
  strength: ["strong", "ambiguous"],
  boundary: ["word", "start", "none"],
  mode: ["log_only", "live", "off"],
});

/** What one adds only logs until somebody has seen what it finds. */
const EMPTY = {
  term: "", lang: "en", category: "messenger", strength: "strong", boundary: "word", mode: "log_only", reason: "",
};

/** @param {{onClose: () => void}} props */
export function AddTerm({ onClose }) {
  const [draft, setDraft] = useState(EMPTY);
  const change = (/** @type {string} */ name) => (/** @type {string} */ value) => setDraft({ ...draft, [name]: value });
  const { mode: _, reason, ...term } = { ...draft, term: draft.term.trim(), lang: draft.lang.trim() };
  const isTestable = Boolean(term.term && term.lang);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const added = await changed(() => api.addRule({ ...draft, ...term, reason: reason.trim() }));
    if (!added) return;
    onClose();
    note(say("rules.added", { rule: added.rule.id }));
    navigate(ruleAddress(added.rule.id));
  };
  return html`
    <${Dialog} title=${say("add.title")} onClose=${onClose}>
      <form onSubmit=${submit}>
        <div class="form-grid">
          <${Written} label=${say("add.term")} value=${draft.term} most=${100} onInput=${change("term")} autofocus />
          <${Written} label=${say("add.lang")} value=${draft.lang} most=${35} onInput=${change("lang")} />
          ${Object.entries(CHOICES).map(([name, values]) => html`
            <${Select} key=${name} label=${say(/** @type {any} */ (`add.${name}`))} onChange=${change(name)}
              value=${draft[/** @type {keyof typeof CHOICES} */ (name)]}
              options=${values.map((value) => ({ value, label: say(/** @type {any} */ (`${name}.${value}`)) }))} />`)}
        </div>
        <${ReasonField} value=${draft.reason} onInput=${change("reason")} />
        ${isTestable ? html`<${Backtest} key=${JSON.stringify(term)} asked=${{ term }} />` : null}
        <div class="dialog-actions">
          <button class="button" type="button" onClick=${onClose}>${say("common.cancel")}</button>
          <button class="button button-primary" type="submit" disabled=${!isTestable || !reason.trim()}>
            ${say("add.action")}
          </button>
        </div>
      </form>
    <//>`;
}

/**
 * @param {{label: string, value: string, most: number, onInput: (text: string) => void,
 *   autofocus?: boolean}} props
 */
function Written({ label, value, most, onInput, autofocus = false }) {
  return html`
    <label class="field field-compact">
      <span>${label}</span>
      <input type="text" required maxlength=${most} value=${value} dir="auto" autocomplete="off" autofocus=${autofocus}
        onInput=${(/** @type {any} */ event) => onInput(event.target.value)} />
    </label>`;
}
