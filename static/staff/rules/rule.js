/**
 * One rule: what it is, how right it was, which mode it is in, what it would have caught.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { languageName } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { Icon } from "../../views/icons.js";
import { navigate } from "../../views/router.js";
import { note } from "../../views/ui/feedback.js";
import { Empty, Skeletons } from "../../views/ui/states.js";
import * as api from "../api.js";
import { Segments } from "../parts/fields.js";
import { Pane } from "../parts/pane.js";
import { ReasonDialog } from "../parts/reason-dialog.js";
import { say, sayOr } from "../words.js";
import { Backtest } from "./backtest.js";
import { changed, rules } from "./model.js";
import { Precision } from "./precision.js";

/** @typedef {import("../types.js").Mode} Mode */
/** @typedef {import("../types.js").Rule} Rule */

const MODES = /** @type {const} */ (["live", "log_only", "off"]);

/** @param {{id: string}} props */
export function RulePane({ id }) {
  const rule = rules.value?.rules.find((it) => it.id === id);
  if (!rules.value) return html`<section class="thread"><${Skeletons} kind="rows" count=${4} /></section>`;
  if (!rule) {
    return html`<section class="thread thread-none">
      <${Empty} icon="search" title=${say("rules.gone")} hint=${say("rules.gone_hint")} />
    </section>`;
  }
  return html`
    <${Pane} title=${html`<span class="mono">${id}</span>`} back="/staff/rules" backLabel=${say("rules.back")}>
      <p class="pane-lead">${rule.description}</p>
      <${ModeSwitch} rule=${rule} />
      <${Facts} rule=${rule} />
      <${Backtest} asked=${{ rule: id }} />
      ${rule.source === "custom" ? html`<${Deletion} id=${id} />` : null}
    <//>`;
}

/** @param {{rule: Rule}} props */
function ModeSwitch({ rule: { id, mode } }) {
  const [wanted, setWanted] = useState(/** @type {Mode | null} */ (null));
  const options = MODES.map((value) => ({ value, label: say(`mode.${value}`), hint: say(`mode.${value}_hint`) }));
  const change = async (/** @type {Mode} */ to, /** @type {string} */ reason) => {
    setWanted(null);
    const done = await changed(() => api.switchRule(id, to, reason));
    if (done) note(say("rules.switched", { rule: id, mode: say(`mode.${to}`).toLowerCase() }));
  };
  return html`
    <div class="mode-switch">
      <${Segments} key=${`${mode} ${wanted}`} label=${say("rules.mode")} name="mode" value=${mode} options=${options}
        onChange=${(/** @type {Mode} */ to) => setWanted(to)} />
      <span class="muted">${say(`mode.${mode}_hint`)}</span>
      ${wanted ? html`
        <${ReasonDialog} title=${say("switch.title", { rule: id, mode: say(`mode.${wanted}`) })}
          action=${say("switch.action")} onClose=${() => setWanted(null)}
          onDone=${(/** @type {string} */ reason) => change(wanted, reason)} />` : null}
    </div>`;
}

/** @param {{rule: Rule}} props */
function Facts({ rule: { id, category, languages, terms, source, decided } }) {
  const term = rules.value?.custom.find((it) => id === it.id || id === `custom.${it.id}`);
  return html`
    <dl class="facts facts-wide">
      <dt>${say("rules.category")}</dt><dd>${sayOr(`category.${category}`, category)}</dd>
      <dt>${say("rules.languages")}</dt>
      <dd>${languages.length ? languages.map(languageName).join(", ") : say("rules.any_language")}</dd>
      <dt>${say("rules.source")}</dt>
      <dd>${say(`rules.${source}`)}${terms && !term ? `, ${say("rules.terms", { count: terms })}` : ""}</dd>
      ${term ? html`
        <dt>${say("rules.term")}</dt>
        <dd><mark dir="auto">${term.term}</mark>
          <span class="muted"> ${say("rules.term_facts", {
            strength: sayOr(`strength.${term.strength}`, term.strength),
            boundary: sayOr(`boundary.${term.boundary}`, term.boundary).toLowerCase(),
          })}</span></dd>` : null}
      <dt>${say("rules.precision")}</dt><dd><${Precision} decided=${decided} /></dd>
    </dl>
    <a class="text-link" href=${`/staff/queue?state=all&rule=${encodeURIComponent(id)}`}>${say("rules.incidents")}</a>`;
}

/** @param {{id: string}} props */
function Deletion({ id }) {
  const [asking, setAsking] = useState(false);
  const remove = async (/** @type {string} */ reason) => {
    setAsking(false);
    if (!await changed(() => api.deleteRule(id, reason))) return;
    note(say("rules.deleted", { rule: id }));
    navigate("/staff/rules", { replace: true });
  };
  return html`
    <p class="pane-end">
      <button class="button button-small" type="button" onClick=${() => setAsking(true)}>
        <${Icon} name="bin" size=${16} />${say("rules.delete")}
      </button>
    </p>
    ${asking ? html`
      <${ReasonDialog} title=${say("delete.title", { rule: id })} action=${say("delete.action")} danger
        onClose=${() => setAsking(false)} onDone=${remove} />` : null}`;
}
