/**
 * How many incidents of each kind of thing, and what became of them: stacked bars over a common axis.
 *
 * @module
 */

import { formatCount } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { say } from "../words.js";
import { Card, Legend, Table, useWidth } from "./card.js";
import { linear, shortened, stacked, ticksTo } from "./scales.js";

/** @typedef {import("../types.js").Tally} Tally */

const OUTCOMES = /** @type {const} */ (["upheld", "overturned", "open"]);
const MOST_BARS = 8;
const ROW = 30;
const BAR = 16;
const BOTTOM = 22;
const GAP = 10;
const COUNT_PX = 44;
const LETTER_PX = 6.6;

/**
 * @param {{table: "by_category" | "by_lang" | "by_shop" | "by_rule", rows: Tally[],
 *   range: import("./range.js").Range, nameOf: (key: string) => string}} props
 */
export function TallyChart({ table, rows, range, nameOf }) {
  const [ref, width] = useWidth();
  const title = say(`reports.${table}`);
  const series = OUTCOMES.map((name) => ({ name, label: say(`series.${name}`) }));
  const shown = rows.slice(0, MOST_BARS);
  const hidden = rows.length - shown.length;
  return html`
    <${Card} title=${title} table=${table} range=${range}>
      <div class="card-line"><${Legend} series=${series} /></div>
      <div class="chart" ref=${ref}>
        ${width && shown.length ? html`<${Drawing} rows=${shown} width=${width} title=${title} nameOf=${nameOf} />` : null}
        ${shown.length ? null : html`<p class="muted">${say("reports.empty")}</p>`}
      </div>
      ${hidden > 0 ? html`<p class="muted card-more">${say("reports.others", { count: hidden })}</p>` : null}
      <${Table} caption=${title} head=${title} series=${series}
        rows=${rows.map((row) => ({ key: row.key, label: nameOf(row.key), values: [row.total, ...valuesOf(row)] }))} />
    <//>`;
}

/** @param {{rows: Tally[], width: number, title: string, nameOf: (key: string) => string}} props */
function Drawing({ rows, width, title, nameOf }) {
  const left = Math.min(176, Math.round(width * 0.4));
  const inner = Math.max(1, width - left - COUNT_PX);
  const ticks = ticksTo(Math.max(...rows.map(({ total }) => total)), 3);
  const x = linear(ticks.at(-1) ?? 1, inner);
  const height = rows.length * ROW;
  return html`
    <svg width=${width} height=${height + BOTTOM} role="img" aria-label=${summaryOf(title, rows, nameOf)}>
      ${ticks.map((tick) => html`
        <g key=${tick} transform=${`translate(${left + x(tick)} 0)`}>
          <line class=${tick ? "grid" : "axis"} y2=${height} />
          <text class="tick" y=${height + 16} text-anchor="middle">${formatCount(tick)}</text>
        </g>`)}
      ${rows.map((row, index) => html`
        <${Bar} key=${row.key} row=${row} name=${nameOf(row.key)} y=${index * ROW} left=${left} x=${x} />`)}
    </svg>`;
}

/** @param {{row: Tally, name: string, y: number, left: number, x: (value: number) => number}} props */
function Bar({ row, name, y, left, x }) {
  const middle = ROW / 2;
  return html`
    <g transform=${`translate(0 ${y})`} data-key=${row.key} data-total=${row.total}>
      <text class="bar-name" x=${left - GAP} y=${middle} dy="0.34em" text-anchor="end">
        ${shortened(name, Math.floor((left - GAP) / LETTER_PX))}<title>${name}</title>
      </text>
      ${stacked(valuesOf(row)).map(({ from, to }, index) => to > from ? html`
        <rect key=${index} class=${`series-${OUTCOMES[index]}`} x=${left + x(from)} width=${x(to) - x(from)}
          y=${middle - BAR / 2} height=${BAR} />` : null)}
      <text class="bar-count" x=${left + x(row.total) + 8} y=${middle} dy="0.34em">${formatCount(row.total)}</text>
    </g>`;
}

/** @param {Tally} row */
const valuesOf = (row) => OUTCOMES.map((outcome) => row[outcome]);

/**
 * @param {string} title
 * @param {Tally[]} rows
 * @param {(key: string) => string} nameOf
 */
function summaryOf(title, rows, nameOf) {
  const parts = rows.map(({ key, total }) => say("reports.chart_part", { label: nameOf(key), count: total }));
  return say("reports.chart_bars", { title, parts: parts.join(", ") });
}
