/**
 * Every change of the rules, with who made it and why.
 *
 * @module
 */

import { useEffect } from "preact/hooks";

import { formatTime } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { Empty, Failed, Sentinel, Skeletons } from "../../views/ui/states.js";
import * as api from "../api.js";
import { Pane } from "../parts/pane.js";
import { usePages } from "../parts/pages.js";
import { say } from "../words.js";
import { rules } from "./model.js";

/** @typedef {import("../types.js").RuleVersion} RuleVersion */

export function VersionsPane() {
  const { items, cursor, failure, load, restart } = usePages(async (at) => {
    const { versions, next_cursor } = await api.ruleVersions(at);
    return { items: versions, next_cursor };
  });
  useEffect(restart, [rules.value?.version]);
  return html`
    <${Pane} title=${say("versions.title")} back="/staff/rules" backLabel=${say("rules.back")}>
      ${failure ? html`<${Failed} text=${say("versions.failed")} onRetry=${restart} />` : null}
      ${items ? html`<${List} versions=${items} />` : failure ? null : html`<${Skeletons} kind="rows" count=${4} />`}
      ${cursor ? html`<${Sentinel} key=${cursor} onVisible=${load} />` : null}
    <//>`;
}

/** @param {{versions: RuleVersion[]}} props */
function List({ versions }) {
  if (!versions.length) {
    return html`<${Empty} icon="history" title=${say("versions.empty")} hint=${say("versions.empty_hint")} />`;
  }
  return html`
    <ol class="versions" data-versions>
      ${versions.map(({ version, at, author, name, reason, changes }) => html`
        <li class="version" key=${version}>
          <p class="version-head">
            <strong>${say("rules.version", { version })}</strong>
            <span class="muted">${say("versions.by", { author: name || author, time: dateTime(at) })}</span>
          </p>
          <p dir="auto">${reason}</p>
          <ul class="version-changes">${changes.map((change) => html`<li key=${change} class="mono">${change}</li>`)}</ul>
        </li>`)}
    </ol>`;
}

/** @param {string} time ISO 8601 */
const dateTime = (time) => formatTime(time, { dateStyle: "medium", timeStyle: "short" });
