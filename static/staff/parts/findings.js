/**
 * What the rules found in a text, one by one.
 *
 * @module
 */

import { textsOf } from "../../sdk/marks.js";
import { html } from "../../views/html.js";
import { say, sayOr } from "../words.js";

/** @typedef {import("../types.js").Finding} Finding */

/**
 * Those in the text itself; others are in earlier messages of the same sender.
 *
 * @param {Finding[]} findings
 */
export const ownOf = (findings) => findings.filter(({ message }) => !message);

/** @param {{text: string, findings: Finding[]}} props */
export function Findings({ text, findings }) {
  return html`
    <ul class="findings">
      ${findings.map((finding, index) => html`
        <li class="finding" key=${index}>
          <span class="finding-what">${sayOr(`category.${finding.category}`, finding.category)}</span>
          ${finding.message
            ? html`<span class="muted">${say("incident.elsewhere")}</span>`
            : html`<mark dir="auto">${textsOf(text, [finding])[0]}</mark>`}
          <a class="text-link finding-rule mono" href=${ruleAddress(finding.rule)}>${finding.rule}</a>
          <span class="muted">${sayOr(`incident.certainty_${finding.certainty}`, finding.certainty)}</span>
        </li>`)}
    </ul>`;
}

/** @param {string} id */
export const ruleAddress = (id) => `/staff/rules/${encodeURIComponent(id)}`;
