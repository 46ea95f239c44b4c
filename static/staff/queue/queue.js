/**
 * The queue: incidents that wait, and the open one beside them (on a phone: instead of them).
 *
 * @module
 */

import { useEffect } from "preact/hooks";

import { html } from "../../views/html.js";
import { query } from "../../views/router.js";
import { Empty, Failed, Sentinel, Skeletons } from "../../views/ui/states.js";
import { useRows } from "../parts/rows.js";
import { say } from "../words.js";
import { FilterBar } from "./filter-bar.js";
import { narrowing } from "./filters.js";
import { IncidentPage } from "./incident.js";
import { IncidentRow } from "./incident-row.js";
import { failure, filters, keepFresh, load, loadMore, page, stale } from "./model.js";

/** @param {{id: string | null}} props */
export function Queue({ id }) {
  useEffect(() => { page.value = null; void load(); }, [query.value]);
  useEffect(keepFresh, []);
  return html`
    <main class="centre" id="content" tabindex="-1" data-open=${id ? "true" : "false"}>
      <${List} openId=${id} />
      ${id
        ? html`<${IncidentPage} key=${id} id=${id} />`
        : html`<section class="thread thread-none">
            <${Empty} icon="flag" title=${say("queue.choose")} hint=${say("queue.choose_hint")} />
          </section>`}
    </main>`;
}

/** @param {{openId: string | null}} props */
function List({ openId }) {
  const { list, onKeyDown, onFocusIn } = useRows();
  return html`
    <section class="inbox" aria-label=${say("queue.list")}>
      <${FilterBar} />
      ${stale.value ? html`<p class="list-notice" role="status">${say("queue.stale")}</p>` : null}
      <div class="inbox-body" ref=${list} onKeyDown=${onKeyDown} onFocusIn=${onFocusIn}>
        <${Incidents} openId=${openId} />
      </div>
    </section>`;
}

/** @param {{openId: string | null}} props */
function Incidents({ openId }) {
  const loaded = page.value;
  if (!loaded && failure.value) return html`<${Failed} text=${say("queue.failed")} onRetry=${load} />`;
  if (!loaded) return html`<${Skeletons} kind="rows" count=${7} />`;
  if (!loaded.incidents.length) return html`<${NoIncidents} />`;
  const ids = loaded.incidents.map(({ id }) => id);
  const tabbable = openId && ids.includes(openId) ? openId : ids[0];
  return html`
    <ul class="rows" data-incidents>
      ${loaded.incidents.map((incident) => html`
        <${IncidentRow} key=${incident.id} incident=${incident}
          open=${incident.id === openId} tabbable=${incident.id === tabbable} />`)}
    </ul>
    ${loaded.next_cursor ? html`
      <${Sentinel} key=${loaded.next_cursor} onVisible=${loadMore} />
      <${Skeletons} kind="rows" count=${2} />` : null}`;
}

function NoIncidents() {
  return narrowing(filters.value).length || filters.value["state"] !== "open"
    ? html`<${Empty} icon="search" title=${say("queue.empty_filter")} hint=${say("queue.empty_filter_hint")} />`
    : html`<${Empty} icon="check" title=${say("queue.empty")} hint=${say("queue.empty_hint")} />`;
}
