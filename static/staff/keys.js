/**
 * Single keys that do something, wherever the focus is, but never while one writes.
 *
 * @module
 */

import { useLayoutEffect, useRef } from "preact/hooks";

/** @typedef {Record<string, (event: KeyboardEvent) => void>} Keys */

const WRITING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

/**
 * @param {Keys} keys by `KeyboardEvent.key`
 */
export function useKeys(keys) {
  const latest = useRef(keys);
  latest.current = keys;
  // With what is seen, not after it: whoever sees a form may press its keys.
  useLayoutEffect(() => {
    const onKeyDown = (/** @type {KeyboardEvent} */ event) => press(event, latest.current);
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}

/**
 * @param {KeyboardEvent} event
 * @param {Keys} keys
 */
function press(event, keys) {
  const run = keys[event.key];
  if (!run || event.defaultPrevented || isMeantForSomethingElse(event)) return;
  event.preventDefault();
  run(event);
}

/** @param {KeyboardEvent} event */
function isMeantForSomethingElse({ ctrlKey, metaKey, altKey, target }) {
  if (ctrlKey || metaKey || altKey) return true;
  const element = /** @type {Element | null} */ (target);
  return Boolean(element?.closest?.(WRITING) || document.querySelector("dialog[open]"));
}
