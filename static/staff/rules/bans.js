/**
 * The pictures that staff have banned, with who did it and why; a ban can be lifted here.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { formatTime } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { note } from "../../views/ui/feedback.js";
import { Empty, Failed, Sentinel, Skeletons } from "../../views/ui/states.js";
import * as api from "../api.js";
import { attempt } from "../feedback.js";
import { usePages } from "../parts/pages.js";
import { Pane } from "../parts/pane.js";
import { ReasonDialog } from "../parts/reason-dialog.js";
import { say } from "../words.js";

/** @typedef {import("../types.js").Ban} Ban */

export function BansPane() {
  const { items, cursor, failure, load, restart } = usePages(async (at) => {
    const { bans, next_cursor } = await api.bans(at);
    return { items: bans, next_cursor };
  });
  useEffect(restart, []);
  return html`
    <${Pane} title=${say("bans.title")} back="/staff/rules" backLabel=${say("rules.back")}>
      <p class="muted">${say("bans.lead")}</p>
      ${failure ? html`<${Failed} text=${say("bans.failed")} onRetry=${restart} />` : null}
      ${items ? html`<${List} bans=${items} onLifted=${restart} />`
        : failure ? null : html`<${Skeletons} kind="rows" count=${4} />`}
      ${cursor ? html`<${Sentinel} key=${cursor} onVisible=${load} />` : null}
    <//>`;
}

/** @param {{bans: Ban[], onLifted: () => void}} props */
function List({ bans, onLifted }) {
  const [lifting, setLifting] = useState(/** @type {string | null} */ (null));
  if (!bans.length) {
    return html`<${Empty} icon="shield" title=${say("bans.empty")} hint=${say("bans.empty_hint")} />`;
  }
  const lift = async (/** @type {string} */ reason) => {
    setLifting(null);
    if (!lifting || !await attempt(() => api.liftBan(lifting, reason))) return;
    note(say("picture.lifted"));
    onLifted();
  };
  return html`
    <ol class="versions" data-bans>
      ${bans.map((ban) => html`<${BanItem} key=${ban.id} ban=${ban} onLift=${() => setLifting(ban.id)} />`)}
    </ol>
    ${lifting ? html`
      <${ReasonDialog} title=${say("picture.lift_title")} action=${say("picture.lift")}
        onClose=${() => setLifting(null)} onDone=${lift} />` : null}`;
}

/** @param {{ban: Ban, onLift: () => void}} props */
function BanItem({ ban: { id, incident_id, banned, lifted }, onLift }) {
  return html`
    <li class="version" data-ban=${id}>
      <p class="version-head">
        <a class="text-link" href=${`/staff/queue/${encodeURIComponent(incident_id)}?state=all`}>${say("bans.incident")}</a>
        <span class="muted">${say("versions.by", { author: banned.name, time: dateTime(banned.at) })}</span>
      </p>
      <p dir="auto">${banned.reason}</p>
      ${lifted
        ? html`<p class="muted">${say("bans.lifted", { name: lifted.name, time: dateTime(lifted.at), reason: lifted.reason })}</p>`
        : html`<button class="button button-small" type="button" onClick=${onLift}>${say("picture.lift")}</button>`}
    </li>`;
}

/** @param {string} time ISO 8601 */
const dateTime = (time) => formatTime(time, { dateStyle: "medium", timeStyle: "short" });
