/**
 * How often staff found a rule right.
 *
 * @module
 */

import { formatShare } from "../numbers.js";
import { html } from "../../views/html.js";
import { say } from "../words.js";
import { decisionsOf } from "./search.js";

/** @typedef {import("../types.js").Rule} Rule */

/** @param {Rule["decided"]} decided @returns {string} empty while nothing was decided */
export function shareText({ precision }) {
  return precision === null ? "" : say("rules.upheld_share", { share: formatShare(precision) });
}

/** @param {{decided: Rule["decided"]}} props */
export function Precision({ decided }) {
  if (decided.precision === null) return html`<span class="muted">${say("rules.precision_none")}</span>`;
  const share = formatShare(decided.precision);
  return html`
    <span class="precision">
      <meter class="meter" min="0" max="1" value=${decided.precision} aria-label=${say("rules.precision")}></meter>
      ${say("rules.precision_of", { share, count: decisionsOf(decided) })}
    </span>`;
}
