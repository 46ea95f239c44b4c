/**
 * The header: the four views, what waits in the queue, who works here.
 *
 * @module
 */

import { persona } from "../views/demo.js";
import { html } from "../views/html.js";
import { Icon } from "../views/icons.js";
import { PersonaSwitch } from "../views/persona-switch.js";
import { NavLink } from "../views/ui/nav-link.js";
import { Avatar } from "../views/ui/picture.js";
import { openCount } from "./queue/model.js";
import { me } from "./session.js";
import { say } from "./words.js";

/** @typedef {import("./types.js").View} View */

export const VIEWS = /** @type {const} */ ([
  { name: "queue", icon: "flag" },
  { name: "rules", icon: "rules" },
  { name: "reports", icon: "chart" },
  { name: "audit", icon: "book" },
]);

/** @param {{view: View, onHelp: () => void}} props */
export function Header({ view, onHelp }) {
  const count = openCount.value;
  return html`
    <header class="header">
      <a class="brand" href="/staff">
        <img class="brand-mark" src="/static/icon.svg" alt="" width="30" height="30" />
        <span class="brand-name">${say("app.name")} <span class="brand-part">${say("app.title")}</span></span>
      </a>
      <nav class="nav" aria-label=${say("nav.label")}>
        ${VIEWS.map(({ name, icon }) => html`
          <${NavLink} key=${name} href=${`/staff/${name}`} icon=${icon} label=${say(`nav.${name}`)}
            active=${name === view} count=${name === "queue" ? count : 0}
            countLabel=${say("nav.open", { count })} />`)}
      </nav>
      <button class="icon-button help-button" type="button" aria-label=${say("help.button")}
        title=${say("help.button")} onClick=${onHelp}><${Icon} name="help" /></button>
      ${persona.value ? html`<${PersonaSwitch} />` : html`<${Own} />`}
    </header>`;
}

function Own() {
  const name = me.value?.name ?? "";
  return html`
    <p class="own" title=${say("app.signed_in", { name })}>
      <${Avatar} name=${name} /><bdi class="persona-name">${name}</bdi>
    </p>`;
}
