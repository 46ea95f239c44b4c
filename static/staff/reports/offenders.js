/**
 * People with several incidents.
 *
 * @module
 */

import { formatCount } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { say } from "../words.js";
import { Card } from "./card.js";

/** @typedef {import("../types.js").Offender} Offender */

/** @param {{people: Offender[], range: import("./range.js").Range}} props */
export function Offenders({ people, range }) {
  return html`
    <${Card} title=${say("reports.repeat_offenders")} table="repeat_offenders" range=${range} wide>
      ${people.length ? html`
        <table class="table">
          <thead>
            <tr>
              <th scope="col">${say("reports.user")}</th>
              <th scope="col" class="number">${say("reports.total")}</th>
              <th scope="col" class="number">${say("reports.upheld")}</th>
            </tr>
          </thead>
          <tbody>
            ${people.map(({ user, name, total, upheld }) => html`
              <tr key=${user}>
                <th scope="row">
                  <a class="text-link" href=${`/staff/queue?state=all&sender=${encodeURIComponent(user)}`}><bdi>${name || user}</bdi></a>
                </th>
                <td class="number">${formatCount(total)}</td>
                <td class="number">${formatCount(upheld)}</td>
              </tr>`)}
          </tbody>
        </table>` : html`<p class="muted">${say("reports.empty")}</p>`}
    <//>`;
}
