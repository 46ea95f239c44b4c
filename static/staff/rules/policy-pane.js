/**
 * The policy as a table that can be changed entry by entry, each change with its reason.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { html } from "../../views/html.js";
import { note } from "../../views/ui/feedback.js";
import { Skeletons } from "../../views/ui/states.js";
import * as api from "../api.js";
import { Segments, TextInput } from "../parts/fields.js";
import { Pane } from "../parts/pane.js";
import { ReasonDialog } from "../parts/reason-dialog.js";
import { say, sayOr } from "../words.js";
import { changed, rules } from "./model.js";
import { choicesOf, ENTRIES, entryAt, exceptionsAt, STAGES, withEntry, withStrikes } from "./policy.js";

/** @typedef {import("./policy.js").Policy} Policy */
/** @typedef {import("./policy.js").Place} Place */
/** @typedef {{title: string, policy: Policy}} Change that waits for its reason */

const SIDES = /** @type {const} */ (["", "buyer", "seller"]);

export function PolicyPane() {
  const [side, setSide] = useState("");
  const [change, setChange] = useState(/** @type {Change | null} */ (null));
  const { policy, policy_overrides: overrides } = rules.value ?? {};
  const save = async (/** @type {string} */ reason) => {
    const asked = change;
    setChange(null);
    if (asked && await changed(() => api.putPolicy(asked.policy, reason))) note(say("policy.changed"));
  };
  return html`
    <${Pane} title=${say("policy.title")} back="/staff/rules" backLabel=${say("rules.back")} wide>
      <p class="pane-lead">${say("policy.lead")}</p>
      ${policy && overrides ? html`
        <${Segments} label=${say("policy.side")} name="policy-side" value=${side} onChange=${setSide}
          options=${SIDES.map((value) => ({ value, label: value ? say(`side.${value}`) : say("policy.everybody") }))} />
        <${Entries} key=${JSON.stringify([policy, change])} policy=${policy} side=${side}
          onChange=${(/** @type {Place} */ place, /** @type {string} */ value) => setChange(
            { title: titleOf(place, value), policy: withEntry(overrides, place, value) })} />
        <${Strikes} key=${JSON.stringify(policy["strikes"])} strikes=${policy["strikes"]}
          onChange=${(/** @type {string} */ name, /** @type {number} */ value) => setChange(
            { title: say("policy.strikes_title"), policy: withStrikes(overrides, name, value) })} />
        ` : html`<${Skeletons} kind="rows" count=${5} />`}
      ${change ? html`
        <${ReasonDialog} title=${change.title} action=${say("policy.action")}
          onClose=${() => setChange(null)} onDone=${save} />` : null}
    <//>`;
}

/** @param {{policy: Policy, side: string, onChange: (place: Place, value: string) => void}} props */
function Entries({ policy, side, onChange }) {
  return html`
    <div class="table-frame policy-frame" tabindex="0" role="region" aria-label=${say("policy.title")}>
      <table class="table policy">
        <thead>
          <tr>
            <th scope="col">${say("policy.entry")}</th>
            ${STAGES.map((stage) => html`<th scope="col" key=${stage}>${say(`stage.${stage}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${ENTRIES.map((name) => html`
            <tr key=${name}>
              <th scope="row">${entryName(name)}</th>
              ${STAGES.map((stage) => html`
                <td key=${stage}>
                  <${Entry} policy=${policy} place=${{ stage, side, name }} onChange=${onChange} />
                </td>`)}
            </tr>`)}
        </tbody>
      </table>
    </div>`;
}

/** @param {{policy: Policy, place: Place, onChange: (place: Place, value: string) => void}} props */
function Entry({ policy, place, onChange }) {
  const value = entryAt(policy, place);
  const exceptions = exceptionsAt(policy, place).map((side) =>
    `${sayOr(`side.${side}`, side)}: ${valueName(entryAt(policy, { ...place, side }))}`);
  return html`
    <select class=${`policy-entry policy-${value}`} aria-label=${placeName(place)}
      onChange=${(/** @type {any} */ event) => onChange(place, event.target.value)}>
      ${choicesOf(place.name).map((choice) => html`
        <option key=${choice} value=${choice} selected=${choice === value}>${valueName(choice)}</option>`)}
    </select>
    ${exceptions.map((text) => html`<span class="policy-exception" key=${text}>${text}</span>`)}`;
}

/** @param {{strikes: Record<string, number>, onChange: (name: string, value: number) => void}} props */
function Strikes({ strikes, onChange }) {
  return html`
    <section class="backtest">
      <h3 class="pane-title">${say("policy.strikes")}</h3>
      <p class="muted">${say("policy.strikes_lead")}</p>
      <div class="policy-strikes">
        ${Object.entries(strikes).map(([name, value]) => html`
          <${TextInput} key=${name} type="number" label=${sayOr(`strikes.${name}`, name)} value=${`${value}`}
            onCommit=${(/** @type {string} */ text) => onChange(name, Number(text))} />`)}
      </div>
    </section>`;
}

/** @param {Place} place @param {string} value */
const titleOf = (place, value) => say("policy.change", { place: placeName(place), value: valueName(value).toLowerCase() });

/** @param {Place} place */
const placeName = ({ name, stage, side }) =>
  [entryName(name), sayOr(`stage.${stage}`, stage), side && sayOr(`side.${side}`, side)].filter(Boolean).join(", ");

/** @param {string} name */
const entryName = (name) => sayOr(`policy.entry_${name}`, sayOr(`category.${name}`, name));

/** @param {string} value */
const valueName = (value) => sayOr(`policy.value_${value}`, value);
