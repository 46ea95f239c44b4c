/**
 * A button with a menu: arrow keys move, Esc and a click elsewhere close, the focus goes back.
 *
 * @module
 */

import { useEffect, useRef, useState } from "preact/hooks";

import { html } from "../html.js";
import { Icon } from "../icons.js";

/** @typedef {import("../icons.js").IconName} IconName */
/** @typedef {{label: string, icon?: IconName, danger?: boolean, lang?: string,
 *   chosen?: boolean, run: () => void}} MenuItem `chosen`: one of which exactly one is */

/**
 * @param {{label: string, items: MenuItem[], icon?: IconName, class?: string, children?: any}} props
 *   `children` stand beside the icon
 */
export function MenuButton({ label, items, icon = "more", class: extra = "", children }) {
  const [open, setOpen] = useState(false);
  const root = useRef(/** @type {HTMLElement | null} */ (null));
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  useClickOutside(root, open, () => setOpen(false));
  return html`
    <span class="menu-root" ref=${root}>
      <button ref=${button} type="button" class=${`icon-button ${extra}`} aria-label=${label}
        title=${label} aria-haspopup="menu" aria-expanded=${open}
        onClick=${() => setOpen(!open)}><${Icon} name=${icon} size=${18} />${children}</button>
      ${open ? html`<${Menu} label=${label} items=${items} onClose=${close} />` : null}
    </span>`;
}

/**
 * @param {{label: string, items: MenuItem[], onClose: () => void}} props
 */
function Menu({ label, items, onClose }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const menu = ref.current;
    if (menu) keepInView(menu);
    const start = menu?.querySelector("[aria-checked=true]") ?? menu?.querySelector("button");
    /** @type {HTMLElement | null | undefined} */ (start)?.focus();
  }, []);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (ref.current) {
      moveFocus(event, ref.current.querySelectorAll("button"));
    }
  };
  return html`
    <div class="menu" role="menu" aria-label=${label} ref=${ref} onKeyDown=${onKeyDown}>
      ${items.map(({ label: text, icon, danger, lang, chosen, run }) => html`
        <button key=${text} type="button" role=${chosen === undefined ? "menuitem" : "menuitemradio"}
          aria-checked=${chosen} tabindex="-1"
          class=${`menu-item ${danger ? "menu-item-danger" : ""}`}
          onClick=${() => { onClose(); run(); }}>
          ${icon ? html`<${Icon} name=${icon} size=${18} />` : null}
          <bdi class="menu-item-text" lang=${lang}>${text}</bdi>
          ${chosen ? html`<${Icon} name="check" size=${18} />` : null}
        </button>`)}
    </div>`;
}

/**
 * Moves the focus along a list by the arrow keys, Home and End.
 *
 * @param {KeyboardEvent} event
 * @param {ArrayLike<HTMLElement>} elements
 * @param {Element | null} [from] where one is, if not at the element that has the focus
 */
export function moveFocus(event, elements, from = document.activeElement) {
  const list = Array.from(elements);
  const at = list.indexOf(/** @type {HTMLElement} */ (from));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: list.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  list[Math.max(0, Math.min(to, list.length - 1))]?.focus();
}

/**
 * @param {{current: HTMLElement | null}} root
 * @param {boolean} active
 * @param {() => void} onOutside
 */
export function useClickOutside(root, active, onOutside) {
  useEffect(() => {
    if (!active) return undefined;
    const onDown = (/** @type {PointerEvent} */ event) => {
      if (!root.current?.contains(/** @type {Node} */ (event.target))) onOutside();
    };
    document.addEventListener("pointerdown", onDown);
    return () => document.removeEventListener("pointerdown", onDown);
  }, [active]);
}

/**
 * Opens upwards where there is no room below.
 *
 * @param {HTMLElement} menu
 */
function keepInView(menu) {
  const frame = menu.closest("[data-menu-frame]")?.getBoundingClientRect();
  const bottom = Math.min(frame?.bottom ?? innerHeight, innerHeight);
  if (menu.getBoundingClientRect().bottom > bottom) menu.classList.add("menu-up");
}
