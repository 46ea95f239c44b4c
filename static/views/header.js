/**
 * The header: where one is, what is unread, which language one reads, who one is.
 *
 * @module
 */

import { t } from "../i18n/index.js";
import { persona, personas } from "./demo.js";
import { html } from "./html.js";
import { LanguageMenu } from "./language-menu.js";
import { unreadTotal } from "./model.js";
import { PersonaSwitch } from "./persona-switch.js";
import { path } from "./router.js";
import { NavLink } from "./ui/nav-link.js";

export function Header() {
  const inDemo = personas.value.length > 0;
  return html`
    <header class="header">
      <a class="brand" href=${inDemo ? "/" : "/messages"}>
        <img class="brand-mark" src="/static/icon.svg" alt="" width="30" height="30" />
        <span class="brand-name">${inDemo ? t("app.market") : t("app.name")}</span>
      </a>
      ${inDemo ? html`<${Navigation} />` : null}
      <div class="header-end">
        <${LanguageMenu} />
        ${inDemo ? html`<${PersonaSwitch} />` : null}
      </div>
    </header>`;
}

function Navigation() {
  return html`
    <nav class="nav" aria-label=${t("nav.label")}>
      <${NavLink} href="/" icon="store" label=${t("nav.market")} active=${isMarket(path.value)} />
      <${NavLink} href="/orders" icon="box" label=${t("nav.orders")} active=${path.value === "/orders"} />
      <${NavLink} href="/messages" icon="chat" label=${t("nav.messages")}
        active=${path.value.startsWith("/messages")} count=${unreadTotal.value}
        countLabel=${t("nav.unread", { count: unreadTotal.value })} />
      ${persona.value?.role === "staff" ? html`
        <${NavLink} href="/staff" icon="shield" label=${t("nav.staff")} active=${false} elsewhere />` : null}
    </nav>`;
}

/** @param {string} current */
function isMarket(current) {
  return current === "/" || current.startsWith("/products/");
}
