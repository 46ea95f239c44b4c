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
 * Those in the text itself; others are in earlier messages of the same sender, or in a picture.
 *
 * @param {Finding[]} findings
 */
export const ownOf = (findings) => findings.filter(({ message, spot }) => !message && !spot);

/** @param {{text: string, findings: Finding[]}} props */
export function Findings({ text, findings }) {
  return html`
    <ul class="findings">
      ${findings.map((finding, index) => html`
        <li class="finding" key=${index}>
          <span class="finding-what">${sayOr(`category.${finding.category}`, finding.category)}</span>
          <${Passage} text=${text} finding=${finding} />
          <a class="text-link finding-rule mono" href=${ruleAddress(finding.rule)}>${finding.rule}</a>
          <span class="muted">${sayOr(`incident.certainty_${finding.certainty}`, finding.certainty)}</span>
        </li>`)}
    </ul>`;
}

/** @param {{text: string, finding: Finding}} props */
function Passage({ text, finding }) {
  const { message, spot } = finding;
  if (message) return html`<span class="muted">${say("incident.elsewhere")}</span>`;
  if (!spot) return html`<mark dir="auto">${textsOf(text, [finding])[0]}</mark>`;
  return html`
    <span class="muted">${say(`spot.${spot.kind}`)}</span>
    ${spot.text ? html`<mark dir="auto" title=${spot.detail}>${textsOf(spot.text, [finding])[0]}</mark>` : null}`;
}

/** @param {string} id */
export const ruleAddress = (id) => `/staff/rules/${encodeURIComponent(id)}`;
