/**
 * The demo's choice of who this tab is.
 *
 * @module
 */

import { useRef, useState } from "preact/hooks";

import { t } from "../i18n/index.js";
import { become, persona, personas } from "./demo.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { moveFocus, useClickOutside } from "./ui/menu.js";
import { Avatar } from "./ui/picture.js";

/** @typedef {import("./demo.js").Persona} Persona */

const GROUPS = /** @type {const} */ ([
  ["buyer", "persona.buyers"],
  ["seller", "persona.sellers"],
  ["staff", "persona.staff"],
]);

export function PersonaSwitch() {
  const [open, setOpen] = useState(false);
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  useClickOutside(root, open, () => setOpen(false));
  const current = persona.value;
  if (!current) return null;
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && open) {
      setOpen(false);
      root.current?.querySelector("button")?.focus();
    } else if (open && root.current) {
      moveFocus(event, root.current.querySelectorAll(".persona-choose"));
    }
  };
  return html`
    <div class="persona" ref=${root} onKeyDown=${onKeyDown}>
      <button class="persona-button" type="button" aria-expanded=${open} aria-haspopup="true"
        onClick=${() => setOpen(!open)}>
        <span class="visually-hidden">${t("persona.switch")}</span>
        <${Avatar} name=${current.name} src=${current.avatar_url} />
        <span class="persona-who">
          <bdi class="persona-name">${current.name}</bdi>
          <bdi class="persona-role">${roleOf(current)}</bdi>
        </span>
        <${Icon} name="chevron" size=${18} />
      </button>
      ${open ? html`<${PersonaPanel} current=${current} />` : null}
    </div>`;
}

/** @param {{current: Persona}} props */
function PersonaPanel({ current }) {
  return html`
    <div class="persona-panel">
      <p class="persona-title">${t("persona.title")}</p>
      <p class="persona-hint">${t("persona.hint")}</p>
      ${GROUPS.map(([role, label]) => html`
        <div class="persona-group" key=${role} role="group" aria-label=${t(label)}>
          <p class="persona-group-name" aria-hidden="true">${t(label)}</p>
          ${personas.value.filter((it) => it.role === role).map((it) => html`
            <${PersonaRow} key=${it.id} persona=${it} current=${it.id === current.id} />`)}
        </div>`)}
    </div>`;
}

/** @param {{persona: Persona, current: boolean}} props */
function PersonaRow({ persona: { id, name, avatar_url, lang, shop, blurb }, current }) {
  const newTab = t("persona.new_tab", { name });
  return html`
    <div class="persona-row">
      <button class="persona-choose" type="button" aria-current=${current ? "true" : undefined}
        data-persona=${id} onClick=${() => become(id)}>
        <${Avatar} name=${name} src=${avatar_url} />
        <span class="persona-who">
          <span class="persona-line">
            <bdi class="persona-name">${name}</bdi>
            <span class="tag">${lang}</span>
            ${current ? html`<span class="tag tag-accent">${t("persona.current")}</span>` : null}
          </span>
          <span class="persona-blurb">${shop ? html`<bdi>${shop.name}</bdi> · ` : null}${blurb}</span>
        </span>
      </button>
      <a class="icon-button" href=${`/?as=${encodeURIComponent(id)}`} target="_blank" rel="noopener"
        aria-label=${newTab} title=${newTab}><${Icon} name="tab" size=${18} /></a>
    </div>`;
}

/** @param {Persona} persona */
function roleOf({ role, shop }) {
  if (shop) return shop.name;
  return t(role === "staff" ? "persona.staff" : "persona.buyer");
}
