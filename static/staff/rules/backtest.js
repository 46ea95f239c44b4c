/**
 * What a rule, or a term that is not there yet, would have caught in the last days.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { formatCount } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import * as api from "../api.js";
import { attempt } from "../feedback.js";
import { formatShare } from "../numbers.js";
import { Select } from "../parts/fields.js";
import { MarkedText } from "../parts/marked-text.js";
import { say } from "../words.js";

/** @typedef {import("../types.js").Backtest} Result */

const DAYS = [1, 7, 30];

/** @param {{asked: object}} props the rule or the term, as the hub is asked */
export function Backtest({ asked }) {
  const [days, setDays] = useState("30");
  const [result, setResult] = useState(/** @type {Result | null} */ (null));
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setResult(await attempt(() => api.backtest({ ...asked, days: Number(days) })));
    setBusy(false);
  };
  const options = DAYS.map((count) => ({ value: `${count}`, label: say("backtest.days_count", { count }) }));
  return html`
    <section class="backtest">
      <h3 class="pane-title">${say("backtest.title")}</h3>
      <p class="muted">${say("backtest.lead")}</p>
      <div class="backtest-ask">
        <${Select} class="field-bare" label=${say("backtest.days")} value=${days} options=${options} onChange=${setDays} />
        <button class="button button-small" type="button" disabled=${busy} onClick=${run}>${say("backtest.run")}</button>
        <span class="muted" role="status">${busy ? say("backtest.running") : ""}</span>
      </div>
      ${result && !busy ? html`<${Outcome} result=${result} />` : null}
    </section>`;
}

/** @param {{result: Result}} props */
function Outcome({ result: { days, messages, caught, share, sample, took_ms, complete } }) {
  return html`
    <p class="backtest-result" role="status">
      <strong>${say("backtest.result", { caught, messages, share: formatShare(share), days })}</strong>
      <span class="muted"> ${say("backtest.took", { seconds: formatCount(took_ms / 1_000) })}</span>
    </p>
    ${complete ? null : html`<p class="muted">${say("backtest.incomplete")}</p>`}
    ${caught ? html`
      <h4 class="case-label">${say("backtest.sample")}</h4>
      <ol class="sample">
        ${sample.map(({ conversation_id, seq, text, start, end }) => html`
          <li class="sample-item" key=${`${conversation_id} ${seq}`}>
            <${MarkedText} text=${text} spans=${[{ start, end }]} />
            <p class="sample-place mono">${say("backtest.message", { conversation: conversation_id, seq })}</p>
          </li>`)}
      </ol>` : html`<p class="muted">${say("backtest.nothing")}</p>`}`;
}
