/**
 * The console's page: header, the view of the current address, and what floats above it.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { html } from "../views/html.js";
import { followLink, navigate, partsOf, path } from "../views/router.js";
import { Notes } from "../views/ui/notes.js";
import { SkipLink } from "../views/ui/skip-link.js";
import { Audit } from "./audit/audit.js";
import { Header, VIEWS } from "./header.js";
import { Help } from "./help.js";
import { useKeys } from "./keys.js";
import { watchOpenCount } from "./queue/model.js";
import { Queue } from "./queue/queue.js";
import { Reports } from "./reports/reports.js";
import { RulesView } from "./rules/rules.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").View} View */

export function App() {
  const [helping, setHelping] = useState(false);
  const { view, id } = placeOf(path.value);
  const title = say("app.document", { view: say(`nav.${view}`) });
  useEffect(() => { document.title = title; }, [title]);
  useEffect(watchOpenCount, []);
  useKeys({
    "?": () => setHelping(true),
    ...Object.fromEntries(VIEWS.map(({ name }, index) => [`${index + 1}`, () => navigate(`/staff/${name}`)])),
  });
  return html`
    <div class="app" onClick=${followLink}>
      <${SkipLink} label=${say("app.skip")} />
      <${Header} view=${view} onHelp=${() => setHelping(true)} />
      <div class="banner-place"></div>
      <${Page} view=${view} id=${id} />
      ${helping ? html`<${Help} onClose=${() => setHelping(false)} />` : null}
      <${Notes} />
    </div>`;
}

/** @param {{view: View, id: string | null}} props */
function Page({ view, id }) {
  switch (view) {
    case "rules":
      return html`<${RulesView} id=${id} />`;
    case "reports":
      return html`<${Reports} />`;
    case "audit":
      return html`<${Audit} />`;
    default:
      return html`<${Queue} id=${id} />`;
  }
}

/**
 * @param {string} address e.g. `/staff/queue/i1`
 * @returns {{view: View, id: string | null}} the queue where nothing else is meant
 */
function placeOf(address) {
  const [, name = "", id = ""] = partsOf(address);
  const view = VIEWS.find((it) => it.name === name)?.name ?? "queue";
  return { view, id: id || null };
}
