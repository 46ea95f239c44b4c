/**
 * Incidents per day, or per week where there are many days: stacked columns over a time axis.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { formatCount, formatTime } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { say } from "../words.js";
import { Card, Legend, Table, useWidth } from "./card.js";
import { columnsOf } from "./range.js";
import { labelled, linear, stacked, ticksTo } from "./scales.js";

/** @typedef {import("../types.js").Day} Day */

const KINDS = /** @type {const} */ (["blocked", "held", "delivered", "reported", "record"]);
const HEIGHT = 200;
const TOP = 8;
const LEFT = 36;
const BOTTOM = 26;
const LABEL_PX = 64;
const WIDEST_BAR = 36;

/** @param {{days: Day[], range: import("./range.js").Range}} props */
export function DayChart({ days, range }) {
  const [ref, width] = useWidth();
  const [pointed, setPointed] = useState(/** @type {number | null} */ (null));
  const { columns, weekly } = columnsOf(days);
  const title = say(weekly ? "reports.by_week" : "reports.by_day");
  const series = KINDS.map((name) => ({ name, label: say(`series.${name}`) }));
  const column = pointed === null ? undefined : columns[pointed];
  return html`
    <${Card} title=${title} table="by_day" range=${range} wide>
      <div class="card-line">
        <${Legend} series=${series} />
        <p class="readout" aria-hidden="true">${column ? readout(column) : ""}</p>
      </div>
      <div class="chart" ref=${ref}>
        ${width ? html`
          <${Drawing} columns=${columns} width=${width} title=${title} pointed=${pointed} onPoint=${setPointed} />` : null}
      </div>
      <${Table} caption=${title} head=${say(weekly ? "reports.week" : "reports.day")} series=${series}
        rows=${columns.map((it) => ({ key: it.day, label: dayLabel(it.day), values: [it.total, ...valuesOf(it)] }))} />
    <//>`;
}

/**
 * @param {{columns: Day[], width: number, title: string, pointed: number | null,
 *   onPoint: (index: number | null) => void}} props
 */
function Drawing({ columns, width, title, pointed, onPoint }) {
  const most = Math.max(...columns.map(({ total }) => total), 1);
  const ticks = ticksTo(most, 5);
  const y = linear(ticks.at(-1) ?? 1, HEIGHT);
  const inner = width - LEFT;
  const step = inner / columns.length;
  const at = (/** @type {PointerEvent} */ event) => {
    const x = event.clientX - /** @type {Element} */ (event.currentTarget).getBoundingClientRect().left - LEFT;
    onPoint(x < 0 ? null : Math.min(columns.length - 1, Math.floor(x / step)));
  };
  return html`
    <svg width=${width} height=${TOP + HEIGHT + BOTTOM} role="img" aria-label=${summaryOf(title, columns)}
      onPointerMove=${at} onPointerDown=${at} onPointerLeave=${() => onPoint(null)}>
      ${ticks.map((tick) => html`
        <g key=${tick} transform=${`translate(0 ${TOP + HEIGHT - y(tick)})`}>
          <line class=${tick ? "grid" : "axis"} x1=${LEFT} x2=${width} />
          <text class="tick" x=${LEFT - 8} dy="0.32em" text-anchor="end">${formatCount(tick)}</text>
        </g>`)}
      <g transform=${`translate(${LEFT} ${TOP})`}>
        ${pointed === null ? null : html`
          <rect class="pointed" x=${pointed * step} width=${step} height=${HEIGHT} />`}
        ${columns.map((day, index) => html`<${Column} key=${day.day} day=${day} x=${index * step} step=${step} y=${y} />`)}
        ${labelled(columns.length, inner, LABEL_PX).map((index) => html`
          <text class="tick" key=${index} x=${(index + 0.5) * step} y=${HEIGHT + 18}
            text-anchor="middle">${dayLabel(columns[index]?.day ?? "")}</text>`)}
      </g>
    </svg>`;
}

/** @param {{day: Day, x: number, step: number, y: (value: number) => number}} props */
function Column({ day, x, step, y }) {
  const wide = Math.min(WIDEST_BAR, Math.max(1, step * 0.72));
  return html`
    <g data-day=${day.day} data-total=${day.total}>
      ${stacked(valuesOf(day)).map(({ from, to }, index) => to > from ? html`
        <rect key=${index} class=${`series-${KINDS[index]}`} x=${x + (step - wide) / 2} width=${wide}
          y=${HEIGHT - y(to)} height=${y(to) - y(from)} />` : null)}
    </g>`;
}

/** @param {Day} day */
const valuesOf = (day) => KINDS.map((kind) => day[kind] ?? 0);

/** @param {string} day */
const dayLabel = (day) => formatTime(`${day}T00:00:00Z`, { day: "numeric", month: "short", timeZone: "UTC" });

/** @param {Day} day what the pointer is at, in words */
function readout(day) {
  const parts = KINDS.flatMap((kind) =>
    day[kind] ? [say("reports.chart_part", { label: say(`series.${kind}`), count: day[kind] })] : []);
  return [say("reports.column", { day: dayLabel(day.day), total: day.total }), ...parts].join(" · ");
}

/**
 * @param {string} title
 * @param {Day[]} columns
 */
function summaryOf(title, columns) {
  const peak = columns.reduce((best, day) => (day.total > best.total ? day : best));
  const total = columns.reduce((sum, day) => sum + day.total, 0);
  return say("reports.chart_columns", { title, total, most: peak.total, day: dayLabel(peak.day) });
}
