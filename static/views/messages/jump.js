/**
 * Going to a message: the one that the address names, or one that is replied to.
 *
 * @module
 */

import { useEffect } from "preact/hooks";

import { target } from "../router.js";

const FLASH_MS = 2_000;

/** @typedef {{current: HTMLElement | null}} Box */

/**
 * Goes to the message that the address names, loading back to it.
 *
 * @param {Box} box
 * @param {(seq: number) => Promise<void>} loadBackTo
 * @param {() => void} onJump
 */
export function useTarget(box, loadBackTo, onJump) {
  const seq = Number(target.value);
  useEffect(() => {
    if (!(seq > 0)) return undefined;
    let current = true;
    loadBackTo(seq).then(() => {
      const message = current ? box.current?.querySelector(`[data-seq="${seq}"]`) : null;
      if (!message) return;
      onJump();
      show(/** @type {HTMLElement} */ (message));
    }, () => undefined);
    return () => { current = false; };
  }, [seq]);
}

/**
 * Brings a message to the middle and makes it stand out for a moment.
 *
 * @param {HTMLElement} message
 */
export function show(message) {
  message.scrollIntoView({ block: "center" });
  message.focus({ preventScroll: true });
  message.classList.add("flash");
  setTimeout(() => message.classList.remove("flash"), FLASH_MS);
}
