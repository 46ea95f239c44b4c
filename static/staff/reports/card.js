/**
 * The frame of a chart: its title, its legend, the same in a table, and as CSV.
 *
 * @module
 */

import { useEffect, useRef, useState } from "preact/hooks";

import { formatCount } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { Icon } from "../../views/icons.js";
import { downloadCsv } from "./csv.js";
import { say } from "../words.js";

/** @typedef {{name: string, label: string}} Series */
/** @typedef {{key: string, label: string, values: number[]}} TableRow */

/**
 * @param {{title: string, table?: string, range: import("./range.js").Range, wide?: boolean,
 *   children?: any}} props without a `table` there is nothing to download
 */
export function Card({ title, table, range, wide = false, children }) {
  return html`
    <section class=${`card ${wide ? "card-wide" : ""}`} aria-label=${title} data-table=${table}>
      <header class="card-head">
        <h2 class="card-title">${title}</h2>
        ${table ? html`
          <button class="button button-small button-quiet" type="button" aria-label=${say("reports.csv_of", { title })}
            onClick=${() => downloadCsv(table, range)}>
            <${Icon} name="download" size=${16} />${say("reports.csv")}
          </button>` : null}
      </header>
      ${children}
    </section>`;
}

/** @param {{series: Series[]}} props */
export function Legend({ series }) {
  return html`
    <ul class="legend" aria-hidden="true">
      ${series.map(({ name, label }) => html`
        <li key=${name}><span class=${`legend-mark series-${name}`}></span>${label}</li>`)}
    </ul>`;
}

/**
 * What the chart shows, for reading.
 *
 * @param {{caption: string, head: string, series: Series[], rows: TableRow[]}} props
 */
export function Table({ caption, head, series, rows }) {
  return html`
    <details class="card-table">
      <summary>${say("reports.table")}</summary>
      <div class="table-frame" tabindex="0" role="region" aria-label=${say("reports.table_of", { title: caption })}>
        <table class="table">
          <caption class="visually-hidden">${caption}</caption>
          <thead>
            <tr>
              <th scope="col">${head}</th>
              <th scope="col" class="number">${say("reports.total")}</th>
              ${series.map(({ name, label }) => html`<th scope="col" class="number" key=${name}>${label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(({ key, label, values }) => html`
              <tr key=${key}>
                <th scope="row"><bdi>${label}</bdi></th>
                ${values.map((value, index) => html`<td class="number" key=${index}>${formatCount(value)}</td>`)}
              </tr>`)}
          </tbody>
        </table>
      </div>
    </details>`;
}

/**
 * How wide an element is, so that a drawing can fill it without stretching its text.
 *
 * @returns {[{current: HTMLElement | null}, number]} 0 before it is known
 */
export function useWidth() {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (ref.current) observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}
