/**
 * The rules: all of them in a list, and beside it one of them, a sentence to try, the policy, the
 * versions, or the banned pictures.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { html } from "../../views/html.js";
import { Icon } from "../../views/icons.js";
import { navigate } from "../../views/router.js";
import { Empty, Failed, Skeletons } from "../../views/ui/states.js";
import { useKeys } from "../keys.js";
import { Select } from "../parts/fields.js";
import { ruleAddress } from "../parts/findings.js";
import { useRows } from "../parts/rows.js";
import { say, sayOr } from "../words.js";
import { AddTerm } from "./add-term.js";
import { BansPane } from "./bans.js";
import { category, failure, load, query, rules, saving } from "./model.js";
import { PolicyPane } from "./policy-pane.js";
import { shareText } from "./precision.js";
import { RulePane } from "./rule.js";
import { categoriesOf, found } from "./search.js";
import { TryPane } from "./try.js";
import { VersionsPane } from "./versions.js";

/** @typedef {import("../types.js").Rule} Rule */

/** @param {{id: string | null}} props a rule's, or `try`, `policy`, `versions` or `pictures` */
export function RulesView({ id }) {
  const [adding, setAdding] = useState(false);
  useEffect(() => { void load(); }, []);
  useKeys({ Escape: () => { if (id) navigate("/staff/rules"); } });
  return html`
    <main class="centre" id="content" tabindex="-1" data-open=${id ? "true" : "false"}>
      <${List} openId=${id} onAdd=${() => setAdding(true)} />
      ${adding ? html`<${AddTerm} onClose=${() => setAdding(false)} />` : null}
      <${Pane} id=${id} />
    </main>`;
}

/** @param {{id: string | null}} props */
function Pane({ id }) {
  if (id === "policy") return html`<${PolicyPane} />`;
  if (id === "versions") return html`<${VersionsPane} />`;
  if (id === "pictures") return html`<${BansPane} />`;
  if (id === "try" || !id) return html`<${TryPane} />`;
  return html`<${RulePane} key=${id} id=${id} />`;
}

/** @param {{openId: string | null, onAdd: () => void}} props */
function List({ openId, onAdd }) {
  const { list, onKeyDown, onFocusIn } = useRows();
  return html`
    <section class="inbox" aria-label=${say("rules.list")}>
      <div class="inbox-head">
        <div class="inbox-top">
          <h1 class="inbox-title">${say("rules.title")}</h1>
          <button class="button button-small" type="button" onClick=${onAdd}>
            <${Icon} name="plus" size=${16} />${say("rules.add")}
          </button>
        </div>
        <${Finder} />
        <nav class="chips inbox-filters" aria-label=${say("rules.title")}>
          <${Place} id="try" label=${say("rules.try")} openId=${openId} />
          <${Place} id="policy" label=${say("rules.policy")} openId=${openId} />
          <${Place} id="versions" label=${say("rules.versions")} openId=${openId} />
          <${Place} id="pictures" label=${say("rules.pictures")} openId=${openId} />
        </nav>
      </div>
      ${saving.value ? html`<p class="list-notice" role="status">${say("rules.saving")}</p>` : null}
      <div class="inbox-body" ref=${list} onKeyDown=${onKeyDown} onFocusIn=${onFocusIn}>
        <${Found} openId=${openId} />
      </div>
    </section>`;
}

/** @param {{id: string, label: string, openId: string | null}} props */
function Place({ id, label, openId }) {
  return html`
    <a class="chip chip-small" href=${ruleAddress(id)} aria-current=${openId === id ? "page" : undefined}>${label}</a>`;
}

function Finder() {
  const options = categoriesOf(rules.value?.rules ?? [])
    .map((value) => ({ value, label: sayOr(`category.${value}`, value) }));
  return html`
    <div class="finder">
      <div class="search" role="search">
        <${Icon} name="search" size=${18} />
        <input type="search" class="search-input" value=${query.value} maxlength="100" autocomplete="off"
          aria-label=${say("rules.search")} placeholder=${say("rules.search")}
          onInput=${(/** @type {any} */ event) => { query.value = event.target.value; }} />
      </div>
      <${Select} class="field-bare" label=${say("rules.category")} value=${category.value}
        options=${[{ value: "", label: say("common.all") }, ...options]}
        onChange=${(/** @type {string} */ value) => { category.value = value; }} />
    </div>`;
}

/** @param {{openId: string | null}} props */
function Found({ openId }) {
  const all = rules.value?.rules;
  useKeys({ "/": () => /** @type {HTMLElement | null} */ (document.querySelector(".finder input"))?.focus() });
  if (!all && failure.value) return html`<${Failed} text=${say("rules.failed")} onRetry=${load} />`;
  if (!all) return html`<${Skeletons} kind="rows" count=${7} />`;
  const shown = found(all, query.value, category.value);
  if (!shown.length) {
    return html`<${Empty} icon="search" title=${say("rules.empty")} hint=${say("rules.empty_hint")} />`;
  }
  const tabbable = shown.some(({ id }) => id === openId) ? openId : shown[0]?.id;
  return html`
    <p class="list-count" role="status">${say("rules.count", { count: shown.length })}</p>
    ${categoriesOf(shown).map((name) => html`
      <section class="rule-group" key=${name} aria-label=${sayOr(`category.${name}`, name)}>
        <h2 class="rule-group-name">${sayOr(`category.${name}`, name)}</h2>
        <ul class="rows">
          ${shown.filter((rule) => rule.category === name).map((rule) => html`
            <${RuleRow} key=${rule.id} rule=${rule} open=${rule.id === openId} tabbable=${rule.id === tabbable} />`)}
        </ul>
      </section>`)}`;
}

/** @param {{rule: Rule, open: boolean, tabbable: boolean}} props */
function RuleRow({ rule: { id, description, mode, decided }, open, tabbable }) {
  return html`
    <li class=${`row ${open ? "row-open" : ""}`} data-rule=${id}>
      <a class="row-link rule-link" href=${ruleAddress(id)} data-row=${id} tabindex=${tabbable ? 0 : -1}
        aria-current=${open ? "true" : undefined}>
        <span class="row-main">
          <span class="row-line">
            <span class="row-name mono">${id}</span>
            <span class=${`status status-small mode-${mode}`}>${say(`mode.${mode}`)}</span>
          </span>
          <span class="row-line">
            <span class="row-preview">${description}</span>
            <span class="row-time">${shareText(decided)}</span>
          </span>
        </span>
      </a>
    </li>`;
}
