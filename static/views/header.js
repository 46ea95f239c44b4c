/**
 * The header: where one is, what is unread, who one is.
 *
 * @module
 */

import { formatCount, t } from "../i18n/index.js";
import { personas } from "./demo.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { unreadTotal } from "./model.js";
import { PersonaSwitch } from "./persona-switch.js";
import { path } from "./router.js";

export function Header() {
  const inDemo = personas.value.length > 0;
  return html`
    <header class="header">
      <a class="brand" href=${inDemo ? "/" : "/messages"}>
        <img class="brand-mark" src="/static/icon.svg" alt="" width="30" height="30" />
        <span class="brand-name">${inDemo ? t("app.market") : t("app.name")}</span>
      </a>
      ${inDemo ? html`<${Navigation} /><${PersonaSwitch} />` : null}
    </header>`;
}

function Navigation() {
  return html`
    <nav class="nav" aria-label=${t("nav.label")}>
      <${NavLink} href="/" icon="store" label=${t("nav.market")} active=${isMarket(path.value)} />
      <${NavLink} href="/orders" icon="box" label=${t("nav.orders")} active=${path.value === "/orders"} />
      <${NavLink} href="/messages" icon="chat" label=${t("nav.messages")}
        active=${path.value.startsWith("/messages")} unread=${unreadTotal.value} />
    </nav>`;
}

/**
 * @param {{href: string, icon: import("./icons.js").IconName, label: string, active: boolean,
 *   unread?: number}} props
 */
function NavLink({ href, icon, label, active, unread = 0 }) {
  return html`
    <a class="nav-link" href=${href} aria-current=${active ? "page" : undefined}>
      <${Icon} name=${icon} size=${22} />
      <span class="nav-text">${label}</span>
      ${unread ? html`
        <span class="badge nav-badge" data-unread-total>
          <span aria-hidden="true">${unread > 99 ? "99+" : formatCount(unread)}</span>
          <span class="visually-hidden">${t("nav.unread", { count: unread })}</span>
        </span>` : null}
    </a>`;
}

/** @param {string} current */
function isMarket(current) {
  return current === "/" || current.startsWith("/products/");
}
