/**
 * The head of the queue: which incidents it shows.
 *
 * @module
 */

import { useRef, useState } from "preact/hooks";

import { formatCount } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { Icon } from "../../views/icons.js";
import { useKeys } from "../keys.js";
import { Select, TextInput } from "../parts/fields.js";
import { say, sayOr } from "../words.js";
import { CATEGORIES, KINDS, narrowing, STATES } from "./filters.js";
import { filterBy, filters, page } from "./model.js";

/** @typedef {import("../words.js").Word} Word */

const TYPED = /** @type {const} */ (["lang", "shop", "rule", "sender"]);

export function FilterBar() {
  const [shown, setShown] = useState(false);
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const set = narrowing(filters.value);
  useKeys({ "/": () => { setShown(true); button.current?.focus(); } });
  return html`
    <div class="inbox-head">
      <div class="inbox-top">
        <h1 class="inbox-title">${say("queue.title")}</h1>
        <button class="button button-small button-quiet" type="button" ref=${button}
          aria-expanded=${shown} aria-controls="queue-filters"
          onClick=${() => setShown(!shown)}>
          <${Icon} name="filter" size=${16} />${say("queue.filters")}
          ${set.length ? html`
            <span class="badge" aria-hidden="true">${formatCount(set.length)}</span>
            <span class="visually-hidden">${say("queue.filters_set", { count: set.length })}</span>` : null}
        </button>
      </div>
      <${States} />
      ${shown ? html`<${Narrowing} />` : html`<${Set} set=${set} />`}
    </div>`;
}

function States() {
  const { state } = filters.value;
  return html`
    <div class="chips inbox-filters" role="group" aria-label=${say("queue.state")}>
      ${STATES.map((name) => html`
        <button class="chip chip-small" type="button" key=${name} data-state=${name}
          aria-pressed=${state === name} onClick=${() => filterBy({ ...filters.value, state: name })}>
          ${say(`queue.${name}`)}
          ${name === "open" && page.value ? html`
            <span class="chip-count">${formatCount(page.value.open_count)}</span>` : null}
        </button>`)}
    </div>`;
}

function Narrowing() {
  const change = (/** @type {string} */ name) => (/** @type {string} */ value) =>
    filterBy({ ...filters.value, [name]: value.trim() });
  const kinds = KINDS.map((name) => ({ value: name, label: say(`kind.${name}`) }));
  const categories = CATEGORIES.map((name) => ({ value: name, label: say(`category.${name}`) }));
  const any = { value: "", label: say("common.all") };
  const { kind = "", category = "", appealed = "" } = filters.value;
  return html`
    <div class="queue-filters" id="queue-filters">
      <${Select} label=${say("filter.kind")} value=${kind} options=${[any, ...kinds]} onChange=${change("kind")} />
      <${Select} label=${say("filter.category")} value=${category} options=${[any, ...categories]}
        onChange=${change("category")} />
      ${TYPED.map((name) => html`
        <${TextInput} key=${name} label=${say(`filter.${name}`)} value=${filters.value[name] ?? ""}
          placeholder=${hintOf(name)} onCommit=${change(name)} />`)}
      <label class="choice queue-appealed">
        <input type="checkbox" checked=${appealed === "true"}
          onChange=${(/** @type {any} */ event) => change("appealed")(event.target.checked ? "true" : "")} />
        <span>${say("filter.appealed")}</span>
      </label>
      <button class="button button-small" type="button"
        onClick=${() => filterBy({ state: filters.value["state"] ?? "open" })}>
        ${say("queue.clear_filters")}
      </button>
    </div>`;
}

/** @param {{set: [string, string][]}} props those that are set, each to be taken away by a click */
function Set({ set }) {
  if (!set.length) return null;
  return html`
    <ul class="chips queue-set">
      ${set.map(([name, value]) => html`
        <li key=${name}>
          <button class="tag tag-button" type="button"
            onClick=${() => filterBy({ ...filters.value, [name]: "" })}>
            <span class="visually-hidden">
              ${say("filter.remove", { name: say(/** @type {Word} */ (`filter.${name}`)) })}
            </span>
            ${name === "appealed" ? say("filter.appealed") : sayOr(`${name}.${value}`, value)}
            <${Icon} name="close" size=${12} />
          </button>
        </li>`)}
    </ul>`;
}

/** @param {typeof TYPED[number]} name */
function hintOf(name) {
  if (name === "lang") return say("filter.lang_hint");
  return name === "rule" ? say("filter.rule_hint") : say("filter.id_hint");
}
