/**
 * A link of the main navigation, with a count of what waits there.
 *
 * @module
 */

import { formatCount } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";

/**
 * @param {{href: string, icon: import("../icons.js").IconName, label: string, active: boolean,
 *   count?: number, countLabel?: string, elsewhere?: boolean}} props `elsewhere` leads to another
 *   page of this site, which has to be loaded
 */
export function NavLink({ href, icon, label, active, count = 0, countLabel, elsewhere = false }) {
  return html`
    <a class="nav-link" href=${href} target=${elsewhere ? "_self" : undefined} aria-current=${active ? "page" : undefined}>
      <${Icon} name=${icon} size=${22} />
      <span class="nav-text">${label}</span>
      ${count ? html`
        <span class="badge nav-badge" data-nav-count>
          <span aria-hidden="true">${count > 99 ? "99+" : formatCount(count)}</span>
          <span class="visually-hidden">${countLabel}</span>
        </span>` : null}
    </a>`;
}
