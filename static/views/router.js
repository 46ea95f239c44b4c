/**
 * The address as a signal, and moving between pages without loading them.
 *
 * @module
 */

import { signal } from "@preact/signals";

/** The current path, e.g. `/messages/c1`. */
export const path = signal(location.pathname);

/** What the address asks of the current path, e.g. `?state=decided`; empty without. */
export const query = signal(location.search);

/** What the address asks to be shown within the page, e.g. the seq of a message. */
export const target = signal(location.hash.slice(1));

/**
 * @param {string} to a path with an optional `?query` and `#target`
 * @param {{replace?: boolean}} [options]
 */
export function navigate(to, { replace = false } = {}) {
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  follow();
}

/**
 * Lets a click on a link of this site move within the page; other clicks stay the browser's.
 *
 * @param {MouseEvent} event
 */
export function followLink(event) {
  if (event.defaultPrevented || event.button !== 0 || hasModifier(event)) return;
  const link = /** @type {HTMLElement} */ (event.target).closest?.("a");
  if (!link || link.target || link.origin !== location.origin) return;
  event.preventDefault();
  navigate(link.pathname + link.search + link.hash);
}

/**
 * @param {string} address e.g. `/messages/c1`
 * @returns {string[]} its parts, e.g. `["messages", "c1"]`
 */
export const partsOf = (address) => address.split("/").slice(1).map(decoded);

addEventListener("popstate", follow);

function follow() {
  const moved = path.value !== location.pathname;
  path.value = location.pathname;
  query.value = location.search;
  target.value = location.hash.slice(1);
  if (moved) scrollTo(0, 0);
}

/** @param {MouseEvent} event */
function hasModifier(event) {
  return event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

/** @param {string} segment of a path, which anybody may have mistyped */
function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
