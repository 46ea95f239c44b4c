/**
 * The field that searches one's messages, as one writes.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";

const PAUSE_MS = 250;
const LONGEST_QUERY = 200;

/** @param {{query: import("@preact/signals").Signal<string>}} props */
export function SearchBox({ query }) {
  const [text, setText] = useState(query.value);
  useEffect(() => { if (!query.value) setText(""); }, [query.value]);
  useEffect(() => {
    const timer = setTimeout(() => { query.value = text; }, text ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [text]);
  return html`
    <div class="search" role="search">
      <${Icon} name="search" size=${18} />
      <input type="search" class="search-input" value=${text} maxlength=${LONGEST_QUERY} dir="auto"
        aria-label=${t("inbox.search")} placeholder=${t("inbox.search")} autocomplete="off"
        onInput=${(/** @type {any} */ event) => setText(event.target.value)} />
      ${text ? html`
        <button class="icon-button search-clear" type="button" aria-label=${t("inbox.search_clear")}
          onClick=${() => setText("")}><${Icon} name="close" size=${16} /></button>` : null}
    </div>`;
}
