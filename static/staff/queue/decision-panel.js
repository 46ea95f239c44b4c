/**
 * Deciding about the open incident: the outcome, what comes with it, a note.
 *
 * @module
 */

import { useRef, useState } from "preact/hooks";

import { formatTime } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { Icon } from "../../views/icons.js";
import { clockTime } from "../../views/messages/time.js";
import { note } from "../../views/ui/feedback.js";
import { useKeys } from "../keys.js";
import { Segments } from "../parts/fields.js";
import { Key } from "../parts/key.js";
import { useTick } from "../parts/tick.js";
import { me } from "../session.js";
import { say } from "../words.js";
import { addNote, claim, decide, isMine } from "./case.js";
import {
  bodyOf, canErase, EMPTY, heldByOther, isReady, suspendedLonger, SUSPENSIONS, UNTIL_DAY,
  withConsequence, withOutcome,
} from "./draft.js";
import { Outcome } from "./outcome.js";

/** @typedef {import("../types.js").DecisionDraft} DecisionDraft */
/** @typedef {import("../types.js").Incident} Incident */

/** How soon one sees that somebody's claim has run out. */
const CLAIM_LOOK_MS = 5_000;

/** @param {{incident: Incident}} props */
export function DecisionPanel({ incident }) {
  return html`
    <section class="decision" aria-label=${say("decide.region")}>
      ${incident.decision
        ? html`<${Outcome} decision=${incident.decision} />`
        : isMine() ? html`<${Form} incident=${incident} />` : html`<${NotMine} incident=${incident} />`}
    </section>`;
}

/** @param {{incident: Incident}} props */
function NotMine({ incident }) {
  useTick(CLAIM_LOOK_MS);
  const other = heldByOther(incident, me.value?.id ?? "", Date.now()) ? incident.claim : null;
  return html`
    <div class="decision-notice" role="status">
      <${Icon} name="lock" size=${18} />
      <p>${other
        ? say("claim.by_other", { name: other.name, time: clockTime(other.until) })
        : say("claim.free")}</p>
      ${other ? null : html`
        <button class="button button-small" type="button" onClick=${claim}>${say("claim.take")}</button>`}
    </div>`;
}

/** @param {{incident: Incident}} props */
function Form({ incident }) {
  const [draft, setDraft] = useState(EMPTY);
  const [busy, setBusy] = useState(false);
  const submitButton = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const noteField = useRef(/** @type {HTMLInputElement | null} */ (null));
  const ready = isReady(draft, Date.now());
  const choose = (/** @type {DecisionDraft} */ next) => {
    setDraft(next);
    submitButton.current?.focus();
  };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (!ready || busy) return;
    setBusy(true);
    await decide(draft);
    setBusy(false);
  };
  useKeys({
    u: () => choose(withOutcome(draft, "upheld")),
    o: () => choose(withOutcome(draft, "overturned")),
    e: () => canErase(incident) && choose(withConsequence(draft, { erase: !draft.erase })),
    w: () => choose(withConsequence(draft, { warn: !draft.warn })),
    s: () => choose(suspendedLonger(draft)),
    n: () => noteField.current?.focus(),
  });
  return html`
    <form class="decision-form" onSubmit=${submit}>
      <${Outcomes} draft=${draft} onChange=${setDraft} />
      <${Consequences} draft=${draft} onChange=${setDraft} incident=${incident} />
      <${NoteField} draft=${draft} onChange=${setDraft} field=${noteField} />
      <p class="decision-summary" role="status">${summaryOf(incident, draft)}</p>
      <button class="button button-primary decision-submit" type="submit" ref=${submitButton}
        aria-disabled=${!ready || busy}>${say("decide.submit")}<${Key} name="⏎" /></button>
    </form>`;
}

/** @typedef {{draft: DecisionDraft, onChange: (draft: DecisionDraft) => void}} Editing */

/** @param {Editing} props */
function Outcomes({ draft, onChange }) {
  return html`
    <${Segments} class="decision-outcomes" label=${say("decide.outcome")} name="outcome" value=${draft.outcome ?? ""}
      options=${[
        { value: "upheld", label: say("decide.upheld"), key: html`<${Key} name="u" />` },
        { value: "overturned", label: say("decide.overturned"), key: html`<${Key} name="o" />` },
      ]}
      onChange=${(/** @type {any} */ outcome) => onChange(withOutcome(draft, outcome))} />`;
}

/** @param {Editing & {incident: Incident}} props */
function Consequences({ draft, onChange, incident }) {
  const change = (/** @type {Partial<DecisionDraft>} */ part) => onChange(withConsequence(draft, part));
  return html`
    <div class="decision-consequences">
      <${Toggle} name="erase" keyName="e" on=${draft.erase} disabled=${!canErase(incident)}
        onClick=${() => change({ erase: !draft.erase })} />
      <${Toggle} name="warn" keyName="w" on=${draft.warn} onClick=${() => change({ warn: !draft.warn })} />
      <label class="decision-suspend">
        <span>${say("decide.suspend")}<${Key} name="s" /></span>
        <select class="input-small" aria-label=${say("decide.suspend")}
          onChange=${(/** @type {any} */ event) => change({ suspend: Number(event.target.value) })}>
          ${[...SUSPENSIONS, UNTIL_DAY].map((hours) => html`
            <option key=${hours} value=${hours} selected=${hours === draft.suspend}>${suspensionName(hours)}</option>`)}
        </select>
      </label>
      ${draft.suspend === UNTIL_DAY ? html`
        <input class="input-small" type="date" required aria-label=${say("decide.suspend_day")} value=${draft.until}
          min=${new Date().toISOString().slice(0, 10)}
          onInput=${(/** @type {any} */ event) => change({ until: event.target.value })} />` : null}
    </div>`;
}

/**
 * @param {{name: "erase" | "warn", keyName: string, on: boolean, disabled?: boolean,
 *   onClick: () => void}} props
 */
function Toggle({ name, keyName, on, disabled = false, onClick }) {
  return html`
    <button class="chip chip-small" type="button" aria-pressed=${on} disabled=${disabled}
      title=${say(`decide.${name}_title`)} onClick=${onClick}>
      ${say(`decide.${name}`)}<${Key} name=${keyName} />
    </button>`;
}

/** @param {Editing & {field: {current: HTMLInputElement | null}}} props */
function NoteField({ draft, onChange, field }) {
  const keep = async () => {
    if (!await addNote(draft.note.trim())) return;
    onChange({ ...draft, note: "" });
    note(say("decide.note_saved"));
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    field.current?.blur();
  };
  return html`
    <div class="decision-note">
      <input ref=${field} class="decision-note-input input-small" type="text" maxlength="2000" dir="auto" autocomplete="off"
        aria-label=${say("decide.note")} placeholder=${say("decide.note_hint")} value=${draft.note}
        onInput=${(/** @type {any} */ event) => onChange({ ...draft, note: event.target.value })}
        onKeyDown=${onKeyDown} />
      ${draft.note.trim()
        ? html`<button class="button button-small button-quiet" type="button" onClick=${keep}>${say("decide.note_only")}</button>`
        : html`<${Key} name="n" />`}
    </div>`;
}

/**
 * What will happen, in sentences.
 *
 * @param {Incident} incident
 * @param {DecisionDraft} draft
 */
function summaryOf(incident, draft) {
  if (!draft.outcome) return say("decide.choose");
  const { suspend_until } = bodyOf(draft, Date.now());
  const time = suspend_until && formatTime(suspend_until, { dateStyle: "medium", timeStyle: "short" });
  return [
    say(`effect.${draft.outcome}.${incident.kind}`),
    draft.erase && say("decide.also_erase"),
    draft.warn && say("decide.also_warn"),
    time && say("decide.also_suspend", { time }),
  ].filter(Boolean).join(" ");
}

/** @param {number} hours */
function suspensionName(hours) {
  if (hours === UNTIL_DAY) return say("decide.suspend_until");
  return hours ? say(/** @type {any} */ (`decide.suspend_${hours}`)) : say("decide.suspend_none");
}
