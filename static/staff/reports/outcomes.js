/**
 * What became of all incidents of the range, as one bar, in figures and shares.
 *
 * @module
 */

import { formatCount } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { formatShare } from "../numbers.js";
import { say } from "../words.js";
import { Card, useWidth } from "./card.js";
import { linear, stacked } from "./scales.js";

/** @typedef {import("../types.js").Report} Report */

const OUTCOMES = /** @type {const} */ (["upheld", "overturned", "open"]);
const HEIGHT = 20;

/** @param {{report: Report, range: import("./range.js").Range}} props */
export function Outcomes({ report: { open, decided: { upheld, overturned } }, range }) {
  const [ref, width] = useWidth();
  const counts = { upheld, overturned, open };
  const all = Math.max(1, upheld + overturned + open);
  const x = linear(all, width);
  return html`
    <${Card} title=${say("reports.outcomes")} range=${range} wide>
      <div class="chart outcomes" ref=${ref} aria-hidden="true">
        <svg width=${width} height=${HEIGHT}>
          ${stacked(OUTCOMES.map((name) => counts[name])).map(({ from, to }, index) => html`
            <rect key=${index} class=${`series-${OUTCOMES[index]}`} x=${x(from)} width=${x(to) - x(from)} height=${HEIGHT} />`)}
        </svg>
      </div>
      <dl class="facts outcome-facts">
        ${OUTCOMES.map((name) => html`
          <dt key=${name}><span class=${`legend-mark series-${name}`}></span>${say(`series.${name}`)}</dt>
          <dd>${formatCount(counts[name])} <span class="muted">${formatShare(counts[name] / all)}</span></dd>`)}
      </dl>
    <//>`;
}
