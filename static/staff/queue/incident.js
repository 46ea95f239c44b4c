/**
 * The open incident: what was written, what was found, the conversation around it, who wrote it,
 * and the decision.
 *
 * @module
 */

import { useEffect, useRef } from "preact/hooks";

import { languageName } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { Icon } from "../../views/icons.js";
import { fullTime } from "../../views/messages/time.js";
import { navigate } from "../../views/router.js";
import { Empty, Failed, Skeletons } from "../../views/ui/states.js";
import { useKeys } from "../keys.js";
import { Findings, ownOf } from "../parts/findings.js";
import { MarkedText } from "../parts/marked-text.js";
import { say, sayOr } from "../words.js";
import { open, opened, refusal } from "./case.js";
import { DecisionPanel } from "./decision-panel.js";
import { Background } from "./background.js";
import { listAddress } from "./model.js";
import { Pictures } from "./pictures.js";
import { Transcript } from "./transcript.js";

/** @typedef {import("../types.js").Case} Case */
/** @typedef {import("../types.js").Incident} Incident */

/** @param {{id: string}} props */
export function IncidentPage({ id }) {
  useEffect(() => open(id), []);
  useKeys({ Escape: () => back(id) });
  return html`
    <section class="thread" aria-label=${say("incident.facts")} data-case=${id}>
      <${Body} id=${id} />
    </section>`;
}

/** @param {{id: string}} props */
function Body({ id }) {
  const shown = opened.value;
  if (refusal.value === "not_found") {
    return html`<${Empty} icon="search" title=${say("incident.gone")} hint=${say("incident.gone_hint")} />`;
  }
  if (refusal.value) return html`<${Failed} text=${say("incident.failed")} onRetry=${() => open(id)} />`;
  if (shown?.incident.id !== id) return html`<${Skeletons} kind="rows" count=${5} />`;
  return html`
    <${Head} incident=${shown.incident} />
    <div class="case" tabindex="-1">
      <div class="case-main">
        <${Evidence} incident=${shown.incident} bans=${shown.bans} />
        <${Transcript} incident=${shown.incident} thread=${shown.thread} />
      </div>
      <${Background} incident=${shown.incident} sender=${shown.sender} />
    </div>
    <${DecisionPanel} key=${shown.incident.state} incident=${shown.incident} />`;
}

/** @param {{incident: Incident}} props */
function Head({ incident }) {
  const { id, kind, sender, context, stage, lang, created_at } = incident;
  const title = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const facts = [
    context && sayOr(`context.${context.type}`, context.id, { id: context.id }),
    stage && sayOr(`stage.${stage}`, stage),
    lang && languageName(lang),
  ];
  return html`
    <header class="thread-head">
      <button class="icon-button thread-back" type="button" aria-label=${say("incident.back")}
        onClick=${() => back(id)}><${Icon} name="back" /></button>
      <div class="thread-who">
        <h2 class="thread-name" ref=${title} tabindex="-1">
          <span class=${`status kind-${kind}`}>${say(`kind.${kind}`)}</span>
          <bdi>${sender.name}</bdi>
          <span class="row-side">${sayOr(`side.${sender.side}`, sender.side)}</span>
        </h2>
        <p class="case-facts">
          ${facts.filter(Boolean).map((fact) => html`<bdi key=${fact}>${fact}</bdi>`)}
          <time datetime=${created_at}>${fullTime(created_at)}</time>
        </p>
      </div>
    </header>`;
}

/** @param {{incident: Incident, bans: Case["bans"]}} props */
function Evidence({ incident, bans }) {
  const { text, findings, lang, purged } = incident;
  if (text === null || purged) return html`<p class="case-card muted">${say("incident.purged")}</p>`;
  return html`
    <section class="case-card case-evidence" aria-labelledby="case-evidence">
      <h3 class="case-label" id="case-evidence">${titleOf(incident)}</h3>
      ${text ? html`<${MarkedText} class="evidence" text=${text} spans=${ownOf(findings)} lang=${lang} />` : null}
      <${Pictures} incident=${incident} bans=${bans} />
      ${findings.length
        ? html`<${Findings} text=${text} findings=${findings} />`
        : html`<p class="muted">${say("incident.no_findings")}</p>`}
    </section>`;
}

/** @param {Incident} incident */
function titleOf({ upload, translated_from: source }) {
  if (upload) return say("incident.evidence_upload");
  return source === null ? say("incident.evidence") : say("incident.evidence_translated", { lang: languageName(source) });
}

/** @param {string} id the row that the focus goes back to */
function back(id) {
  navigate(listAddress());
  requestAnimationFrame(() =>
    /** @type {HTMLElement | null} */ (document.querySelector(`[data-row="${CSS.escape(id)}"]`))?.focus());
}
