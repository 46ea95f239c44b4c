/**
 * A sentence, and what the rules say of it as one writes.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { html } from "../../views/html.js";
import * as api from "../api.js";
import { reasonOf } from "../feedback.js";
import { Select, TextInput } from "../parts/fields.js";
import { Findings, ownOf } from "../parts/findings.js";
import { MarkedText } from "../parts/marked-text.js";
import { Pane } from "../parts/pane.js";
import { say } from "../words.js";
import { STAGES } from "./policy.js";

/** @typedef {import("../types.js").Trial} Trial */

const PAUSE_MS = 250;
const LONGEST = 4_000;
const SIDES = /** @type {const} */ (["buyer", "seller", "staff"]);

export function TryPane() {
  const [text, setText] = useState("");
  const [setting, setSetting] = useState({ side: "buyer", stage: "before_purchase", regions: "" });
  const { result, failure } = useTrial(text, setting);
  return html`
    <${Pane} title=${say("try.title")} back="/staff/rules" backLabel=${say("rules.back")} quiet>
      <p class="pane-lead">${say("try.lead")}</p>
      <label class="field">
        <span class="visually-hidden">${say("try.text")}</span>
        <textarea class="try-text" rows="4" maxlength=${LONGEST} dir="auto" value=${text}
          placeholder=${say("try.placeholder")}
          onInput=${(/** @type {any} */ event) => setText(event.target.value)}></textarea>
      </label>
      <${Setting} setting=${setting} onChange=${setSetting} />
      <div class="try-result" aria-live="polite" data-trial>
        ${failure ? html`<p class="danger-text">${say("try.failed", { reason: failure })}</p>` : null}
        ${result
          ? html`<${Result} ...${result} />`
          : failure ? null : html`<p class="muted">${say("try.waiting")}</p>`}
      </div>
    <//>`;
}

/** @typedef {{side: string, stage: string, regions: string}} TrySetting */

/** @param {{setting: TrySetting, onChange: (setting: TrySetting) => void}} props */
function Setting({ setting, onChange }) {
  const change = (/** @type {string} */ name) => (/** @type {string} */ value) => onChange({ ...setting, [name]: value });
  return html`
    <div class="try-setting">
      <${Select} label=${say("try.side")} value=${setting.side} onChange=${change("side")}
        options=${SIDES.map((value) => ({ value, label: say(`side.${value}`) }))} />
      <${Select} label=${say("try.stage")} value=${setting.stage} onChange=${change("stage")}
        options=${STAGES.map((value) => ({ value, label: say(`stage.${value}`) }))} />
      <${TextInput} label=${say("try.regions")} value=${setting.regions} placeholder=${say("try.regions_hint")}
        onCommit=${change("regions")} />
    </div>`;
}

/** @param {{text: string, trial: Trial}} props the text that was judged, which may not be the one written by now */
function Result({ text, trial: { action, findings, shadow, hint } }) {
  return html`
    <p><span class=${`status action-${action}`}>${say(`action.${action}`)}</span></p>
    <${MarkedText} class="evidence" text=${text} spans=${ownOf(findings)} />
    ${findings.length ? html`<${Findings} text=${text} findings=${findings} />` : null}
    ${shadow.length ? html`
      <h3 class="case-label">${say("try.shadow")}</h3>
      <${Findings} text=${text} findings=${shadow} />` : null}
    ${hint ? html`
      <h3 class="case-label">${say("try.hint")}</h3>
      <p class="try-hint">${hint}</p>` : null}`;
}

/**
 * Asks when the writing pauses; only the answer to the newest question counts.
 *
 * @param {string} text
 * @param {TrySetting} setting
 */
function useTrial(text, setting) {
  const [result, setResult] = useState(/** @type {{text: string, trial: Trial} | null} */ (null));
  const [failure, setFailure] = useState("");
  useEffect(() => {
    let current = true;
    const ask = async () => {
      try {
        const trial = text.trim() ? await api.tryRules(bodyOf(text, setting)) : null;
        if (current) setResult(trial && { text, trial });
        if (current) setFailure("");
      } catch (error) {
        if (current) setFailure(reasonOf(error));
      }
    };
    const timer = setTimeout(ask, text ? PAUSE_MS : 0);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text, setting]);
  return { result, failure };
}

/**
 * @param {string} text
 * @param {TrySetting} setting
 */
function bodyOf(text, { side, stage, regions }) {
  const codes = regions.toUpperCase().split(/[^A-Z]+/).filter(Boolean);
  return { text, side, stage, ...(codes.length ? { regions: codes } : {}) };
}
