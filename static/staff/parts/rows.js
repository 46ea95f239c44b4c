/**
 * Moving along a list of rows by the keys j and k, or the arrows.
 *
 * @module
 */

import { useRef } from "preact/hooks";

import { moveFocus } from "../../views/ui/menu.js";
import { useKeys } from "../keys.js";

/**
 * @returns {{list: {current: HTMLElement | null}, onKeyDown: (event: KeyboardEvent) => void,
 *   onFocusIn: (event: FocusEvent) => void}} for the element around the rows
 */
export function useRows() {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const last = useRef(/** @type {string | null} */ (null));
  const rows = () => Array.from(
    /** @type {NodeListOf<HTMLElement>} */ (list.current?.querySelectorAll(".row-link") ?? []));
  const step = (/** @type {number} */ by) => {
    const all = rows();
    const at = all.findIndex((row) => row === document.activeElement);
    const from = at >= 0 ? at : all.findIndex((row) => row.dataset["row"] === last.current);
    const to = from < 0 ? 0 : Math.max(0, Math.min(from + by, all.length - 1));
    all[to]?.focus();
  };
  useKeys({ j: () => step(1), k: () => step(-1) });
  return {
    list,
    onKeyDown: (event) => moveFocus(event, rows()),
    onFocusIn: ({ target }) => {
      const row = /** @type {HTMLElement} */ (target).closest?.("[data-row]");
      if (row instanceof HTMLElement) last.current = row.dataset["row"] ?? null;
    },
  };
}
