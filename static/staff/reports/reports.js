/**
 * What came up in a range of days, and what became of it.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { formatCount, languageName } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { query } from "../../views/router.js";
import { Empty, Failed, Skeletons } from "../../views/ui/states.js";
import * as api from "../api.js";
import { reasonOf } from "../feedback.js";
import { formatDuration, formatShare } from "../numbers.js";
import { say, sayOr } from "../words.js";
import { DayChart } from "./day-chart.js";
import { Offenders } from "./offenders.js";
import { Outcomes } from "./outcomes.js";
import { RangePicker } from "./range-picker.js";
import { rangeOf, searchOf, today } from "./range.js";
import { TallyChart } from "./tally-chart.js";

/** @typedef {import("../types.js").Report} Report */

export function Reports() {
  const range = rangeOf(query.value, today(Date.now()));
  const { report, failure, reload } = useReport(range);
  return html`
    <main class="page reports" id="content" tabindex="-1">
      <div class="page-head">
        <h1 class="page-title">${say("reports.title")}</h1>
        <${RangePicker} range=${range} />
      </div>
      ${failure ? html`<${Failed} text=${failure} onRetry=${reload} />` : null}
      ${report ? html`<${Figures} report=${report} /><${Charts} report=${report} range=${range} />` : null}
      ${!report && !failure ? html`<${Skeletons} kind="rows" count=${6} />` : null}
    </main>`;
}

/** @param {{report: Report}} props */
function Figures({ report: { total, open, decided, time_to_decision: { median_s, p90_s } } }) {
  const { upheld, overturned, share_overturned } = decided;
  const figures = [
    ["reports.total", formatCount(total)],
    ["reports.open", formatCount(open)],
    ["reports.upheld", formatCount(upheld)],
    ["reports.overturned", formatCount(overturned)],
    ["reports.share_overturned", share_overturned === null ? null : formatShare(share_overturned)],
    ["reports.median", median_s === null ? null : formatDuration(median_s)],
    ["reports.p90", p90_s === null ? null : formatDuration(p90_s)],
  ];
  return html`
    <dl class="figures" data-figures>
      ${figures.map(([name, value]) => html`
        <div class="figure" key=${name} data-figure=${name}>
          <dt>${say(/** @type {any} */ (name))}</dt>
          <dd>${value ?? say("common.none")}</dd>
        </div>`)}
    </dl>`;
}

/** @param {{report: Report, range: import("./range.js").Range}} props */
function Charts({ report, range }) {
  if (!report.total) {
    return html`<div class="card"><${Empty} icon="chart" title=${say("reports.empty")} /></div>`;
  }
  return html`
    <div class="cards">
      <${DayChart} days=${report.by_day} range=${range} />
      <${Outcomes} report=${report} range=${range} />
      <${TallyChart} table="by_category" rows=${report.by_category} range=${range}
        nameOf=${(/** @type {string} */ key) => sayOr(`category.${key}`, key)} />
      <${TallyChart} table="by_rule" rows=${report.by_rule} range=${range} nameOf=${(/** @type {string} */ key) => key} />
      <${TallyChart} table="by_lang" rows=${report.by_lang} range=${range}
        nameOf=${(/** @type {string} */ key) => key ? languageName(key) : say("reports.no_lang")} />
      <${TallyChart} table="by_shop" rows=${report.by_shop} range=${range}
        nameOf=${(/** @type {string} */ key) => key || say("reports.no_shop")} />
      <${Offenders} people=${report.repeat_offenders} range=${range} />
    </div>`;
}

/**
 * The report of a range; the one before stays until the new one came.
 *
 * @param {import("./range.js").Range} range
 */
function useReport(range) {
  const [report, setReport] = useState(/** @type {Report | null} */ (null));
  const [failure, setFailure] = useState("");
  const [round, setRound] = useState(0);
  useEffect(() => {
    let current = true;
    api.report({ ...range }).then(
      (fresh) => { if (current) { setReport(fresh); setFailure(""); } },
      (error) => { if (current) { setReport(null); setFailure(reasonOf(error)); } },
    );
    return () => { current = false; };
  }, [searchOf(range), round]);
  return { report, failure, reload: () => setRound(round + 1) };
}
