/**
 * Choosing the days, and the shop, that a report is about.
 *
 * @module
 */

import { html } from "../../views/html.js";
import { navigate } from "../../views/router.js";
import { note } from "../../views/ui/feedback.js";
import { TextInput } from "../parts/fields.js";
import { say } from "../words.js";
import { isPossible, lastDays, PRESETS, searchOf, today } from "./range.js";

/** @typedef {import("./range.js").Range} Range */

/** @param {{range: Range}} props */
export function RangePicker({ range }) {
  const last = today(Date.now());
  const choose = (/** @type {Range} */ next) => {
    if (isPossible(next)) navigate(`/staff/reports${searchOf(next)}`);
    else note(say("reports.bad_range"), "error");
  };
  return html`
    <div class="range" role="group" aria-label=${say("reports.range")}>
      <div class="chips">
        ${PRESETS.map((days) => {
          const preset = lastDays(days, last);
          const chosen = preset.from === range.from && preset.to === range.to;
          return html`
            <button class="chip chip-small" type="button" key=${days} aria-pressed=${chosen} data-days=${days}
              onClick=${() => choose({ ...preset, shop: range.shop })}>
              ${days === 365 ? say("reports.year") : say("reports.days", { count: days })}
            </button>`;
        })}
      </div>
      <div class="range-fields" title=${say("reports.utc")}>
        <${TextInput} type="date" label=${say("reports.from")} value=${range.from} max=${last}
          onCommit=${(/** @type {string} */ from) => choose({ ...range, from })} />
        <${TextInput} type="date" label=${say("reports.to")} value=${range.to} max=${last}
          onCommit=${(/** @type {string} */ to) => choose({ ...range, to })} />
        <${TextInput} class="range-shop" label=${say("reports.shop")} value=${range.shop} placeholder=${say("reports.shop_hint")}
          onCommit=${(/** @type {string} */ shop) => choose({ ...range, shop: shop.trim() })} />
      </div>
    </div>`;
}
