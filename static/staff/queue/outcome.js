/**
 * What was decided, in a few words.
 *
 * @module
 */

import { formatTime } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { say } from "../words.js";

/** @param {{decision: import("../types.js").Decision}} props */
export function Outcome({ decision }) {
  const { outcome, by, at, erased, warned, suspended_until, note } = decision;
  const also = [
    erased && say("decide.with_erased"),
    warned && say("decide.with_warned"),
    suspended_until && say("decide.with_suspended", { time: dateTime(suspended_until) }),
  ].filter(Boolean).join(" · ");
  return html`
    <div class="outcome">
      <p>
        <span class=${`tag tag-${outcome}`}>${say(`decide.${outcome}_past`)}</span>
        ${" "}${say("decide.by", { name: by, time: dateTime(at) })}
      </p>
      ${also ? html`<p class="muted">${also}</p>` : null}
      ${note ? html`<p class="bubble-text" dir="auto">${note}</p>` : null}
    </div>`;
}

/** @param {string} time ISO 8601 */
const dateTime = (time) => formatTime(time, { dateStyle: "medium", timeStyle: "short" });
