/**
 * What one should know besides: who the sender is, who complained, what was decided before.
 *
 * @module
 */

import { formatCount, formatTime } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { say, sayOr } from "../words.js";
import { Outcome } from "./outcome.js";

/** @typedef {import("../types.js").Incident} Incident */
/** @typedef {import("../types.js").Standing} Standing */

/** @param {{incident: Incident, sender: Standing}} props */
export function Background({ incident, sender }) {
  const { appeal, reports, notes, decisions } = incident;
  return html`
    <aside class="background">
      ${appeal ? html`
        <${Card} title=${say("incident.appeal")} class="background-appeal">
          <p class="bubble-text" dir="auto">${appeal.comment}</p>
          <p class="muted">${shortTime(appeal.at)}</p>
        <//>` : null}
      ${reports.length ? html`
        <${Card} title=${say("incident.reports")}>
          <ul>${reports.map((report) => html`<${Report} key=${`${report.by} ${report.at}`} report=${report} />`)}</ul>
        <//>` : null}
      <${SenderCard} incident=${incident} sender=${sender} />
      ${decisions.length ? html`
        <${Card} title=${say("incident.history")}>
          ${decisions.map((decision) => html`<${Outcome} key=${decision.at} decision=${decision} />`)}
        <//>` : null}
      ${notes.length ? html`
        <${Card} title=${say("incident.notes")}>
          <ul>
            ${notes.map(({ by, at, note }) => html`
              <li class="background-note" key=${at}>
                <p class="bubble-text" dir="auto">${note}</p>
                <p class="muted"><bdi>${by}</bdi>, ${shortTime(at)}</p>
              </li>`)}
          </ul>
        <//>` : null}
    </aside>`;
}

/** @param {{title: string, class?: string, children?: any}} props */
function Card({ title, class: extra = "", children }) {
  return html`
    <section class=${`background-card ${extra}`}>
      <h3 class="case-label">${title}</h3>
      ${children}
    </section>`;
}

/** @param {{report: Incident["reports"][number]}} props */
function Report({ report: { by, side, reason, note, at } }) {
  const who = { who: by, side: sayOr(`side.${side}`, side), when: shortTime(at) };
  return html`
    <li class="background-note">
      <p><strong>${sayOr(`reason.${reason}`, reason)}</strong></p>
      ${note ? html`<p class="bubble-text" dir="auto">${note}</p>` : null}
      <p class="muted">${say("incident.report_by", who)}</p>
    </li>`;
}

/** @param {{incident: Incident, sender: Standing}} props */
function SenderCard({ incident: { sender: { id, name }, shop }, sender }) {
  const { strikes, warnings, cool_down_until, suspended_until, incidents } = sender;
  return html`
    <${Card} title=${say("incident.sender")}>
      <p class="background-name"><bdi>${name}</bdi> <span class="mono muted">${id}</span></p>
      <dl class="facts">
        ${shop ? html`<dt>${say("incident.shop")}</dt><dd class="mono">${shop}</dd>` : null}
        <dt>${say("standing.strikes")}</dt><dd>${formatCount(Math.round(strikes * 10) / 10)}</dd>
        <dt>${say("standing.warnings")}</dt><dd>${formatCount(warnings)}</dd>
        ${cool_down_until ? html`<dt>${say("standing.cool_down")}</dt><dd>${shortTime(cool_down_until)}</dd>` : null}
        ${suspended_until ? html`<dt>${say("standing.suspended")}</dt><dd>${shortTime(suspended_until)}</dd>` : null}
        <dt>${say("standing.incidents")}</dt><dd>${say("standing.counts", incidents)}</dd>
      </dl>
      <a class="text-link" href=${`/staff/queue?state=all&sender=${encodeURIComponent(id)}`}>${say("standing.all")}</a>
    <//>`;
}

/** @param {string} time ISO 8601 */
const shortTime = (time) => formatTime(time, { dateStyle: "medium", timeStyle: "short" });
