/**
 * One incident in the queue.
 *
 * @module
 */

import { cutAtSpans, excerptOf } from "../../sdk/text.js";
import { html } from "../../views/html.js";
import { Icon } from "../../views/icons.js";
import { listTime } from "../../views/messages/time.js";
import { toldBy } from "../parts/found-in-picture.js";
import { me } from "../session.js";
import { say, sayOr } from "../words.js";
import { addressOf } from "./model.js";

/** @typedef {import("../types.js").Incident} Incident */

const KEPT_BEFORE_FINDING = 30;

/** @param {{incident: Incident, open: boolean, tabbable: boolean}} props */
export function IncidentRow({ incident, open, tabbable }) {
  const { id, kind, created_at, sender } = incident;
  return html`
    <li class=${`row ${open ? "row-open" : ""}`} data-incident=${id}>
      <a class="row-link" href=${addressOf(id)} data-row=${id} tabindex=${tabbable ? 0 : -1}
        aria-current=${open ? "true" : undefined}>
        <span class="row-main">
          <span class="row-line">
            <span class="row-who">
              <span class=${`status status-small kind-${kind}`}>${say(`kind.${kind}`)}</span>
              <bdi class="row-name">${sender.name}</bdi>
              <span class="row-side">${sayOr(`side.${sender.side}`, sender.side)}</span>
            </span>
            <time class="row-time" datetime=${created_at}>${listTime(created_at)}</time>
          </span>
          <${Excerpt} incident=${incident} />
          <${Marks} incident=${incident} />
        </span>
      </a>
    </li>`;
}

/** @param {{incident: Incident}} props */
function Excerpt({ incident }) {
  if (incident.text === null) return html`<span class="row-hit muted">${say("queue.purged")}</span>`;
  const { text, findings } = toldBy(incident);
  const excerpt = excerptOf(text, findings, KEPT_BEFORE_FINDING);
  return html`
    <bdi class="row-hit">
      ${incident.pictures.length ? html`<span class="row-picture">${say("incident.picture")}</span> ` : null}
      ${cutAtSpans(excerpt.text, excerpt.spans).map(({ text: piece, hit }, index) =>
        hit ? html`<mark key=${index}>${piece}</mark>` : piece)}
    </bdi>`;
}

/** @param {{incident: Incident}} props */
function Marks({ incident }) {
  const { categories, appeal, reports, decision } = incident;
  const claimed = claimText(incident);
  return html`
    <span class="row-marks">
      ${decision ? html`<span class=${`tag tag-${decision.outcome}`}>${say(`decide.${decision.outcome}_past`)}</span>` : null}
      ${appeal ? html`<span class="tag tag-warn">${say("incident.appeal")}</span>` : null}
      ${categories.map((name) => html`<span class="tag" key=${name}>${sayOr(`category.${name}`, name)}</span>`)}
      ${reports.length ? html`<span class="tag">${say("queue.reports", { count: reports.length })}</span>` : null}
      ${claimed ? html`<span class="tag tag-accent"><${Icon} name="lock" size=${11} />${claimed}</span>` : null}
    </span>`;
}

/** @param {Incident} incident */
function claimText({ claim, state }) {
  if (!claim || state === "decided" || Date.parse(claim.until) < Date.now()) return "";
  return claim.by === me.value?.id ? say("queue.claimed_by_you") : say("queue.claimed_by", { name: claim.name });
}
