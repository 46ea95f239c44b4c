/**
 * Who did what at this console, the newest first.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { formatTime } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { Empty, Failed, Sentinel, Skeletons } from "../../views/ui/states.js";
import * as api from "../api.js";
import { Select, TextInput } from "../parts/fields.js";
import { usePages } from "../parts/pages.js";
import { say } from "../words.js";

/** @typedef {import("../types.js").AuditEntry} AuditEntry */

const ACTIONS = [
  "incident.opened", "incident.claimed", "incident.released", "incident.noted", "incident.decided",
  "message.erased", "user.opened", "user.suspended", "rule.added", "rule.changed", "rule.removed",
  "rule.backtested", "policy.changed",
];
const OPTIONS = [
  { value: "", label: say("audit.any") },
  ...ACTIONS.map((value) => ({ value, label: value })),
];

export function Audit() {
  const [asked, setAsked] = useState({ by: "", action: "" });
  const { items, cursor, failure, load, restart } = usePages(async (at) => {
    const { entries, next_cursor } = await api.audit({ ...asked, cursor: at ?? "" });
    return { items: entries, next_cursor };
  });
  useEffect(restart, [asked]);
  const change = (/** @type {string} */ name) => (/** @type {string} */ value) => setAsked({ ...asked, [name]: value.trim() });
  return html`
    <main class="page" id="content" tabindex="-1">
      <div class="page-head">
        <div>
          <h1 class="page-title">${say("audit.title")}</h1>
          <p class="muted">${say("audit.lead")}</p>
        </div>
        <div class="range-fields">
          <${TextInput} label=${say("audit.by")} value=${asked.by} placeholder=${say("filter.id_hint")} onCommit=${change("by")} />
          <${Select} label=${say("audit.action")} value=${asked.action} options=${OPTIONS} onChange=${change("action")} />
        </div>
      </div>
      ${failure ? html`<${Failed} text=${say("audit.failed")} onRetry=${restart} />` : null}
      ${items ? html`<${Entries} entries=${items} />` : failure ? null : html`<${Skeletons} kind="rows" count=${6} />`}
      ${cursor ? html`<${Sentinel} key=${cursor} onVisible=${load} />` : null}
    </main>`;
}

/** @param {{entries: AuditEntry[]}} props */
function Entries({ entries }) {
  if (!entries.length) return html`<div class="card"><${Empty} icon="book" title=${say("audit.empty")} /></div>`;
  return html`
    <div class="card card-flush">
      <table class="table table-wide" data-audit>
        <thead>
          <tr>
            <th scope="col">${say("audit.at")}</th>
            <th scope="col">${say("audit.who")}</th>
            <th scope="col">${say("audit.what")}</th>
            <th scope="col">${say("audit.subject")}</th>
            <th scope="col">${say("audit.detail")}</th>
          </tr>
        </thead>
        <tbody>${entries.map((entry) => html`<${Entry} key=${entry.id} entry=${entry} />`)}</tbody>
      </table>
    </div>`;
}

/** @param {{entry: AuditEntry}} props */
function Entry({ entry: { at, by, name, action, subject, detail } }) {
  return html`
    <tr>
      <td class="table-time"><time datetime=${at}>${formatTime(at, { dateStyle: "medium", timeStyle: "medium" })}</time></td>
      <td><bdi title=${by}>${name || by}</bdi></td>
      <td><span class="tag tag-plain">${action}</span></td>
      <td class="mono table-id">${addressOf(action, subject)
        ? html`<a class="text-link" href=${addressOf(action, subject)}>${subject}</a>` : subject}</td>
      <td class="table-detail">${told(detail).map(([key, value]) => html`
        <span class="detail" key=${key}><span class="muted">${key}</span> ${wordOf(value)}</span>`)}</td>
    </tr>`;
}

/** @param {AuditEntry["detail"]} detail without what did not happen */
const told = (detail) => Object.entries(detail).filter(([, value]) => value !== false && value !== null);

/** @param {unknown} value @returns {string} */
function wordOf(value) {
  if (Array.isArray(value)) return value.map(wordOf).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * Where one can look at what an action was about.
 *
 * @param {string} action
 * @param {string} subject
 */
function addressOf(action, subject) {
  if (action.startsWith("incident")) return `/staff/queue/${encodeURIComponent(subject)}?state=all`;
  return action.startsWith("rule.") ? `/staff/rules/${encodeURIComponent(subject)}` : "";
}
