/**
 * The text of each message as it is on screen: the translation, unless its reader has turned it to
 * the original.
 *
 * @module
 */

import { signal } from "@preact/signals";

import { readingOf } from "../../sdk/state/translations.js";
import { state } from "../model.js";

/** @typedef {import("../../sdk/types.js").Message} Message */
/** @typedef {import("../../sdk/types.js").Translation} Translation */

/**
 * `translation`: the one there is, on screen or not; `turned`: the original stands in its place;
 * `waiting`: one may still come; `unavailable`: none can.
 *
 * @typedef {{text: string, lang: string | null, translation: Translation | null, turned: boolean,
 *   waiting: boolean, unavailable: boolean}} Shown
 */

/** Messages turned to their originals. */
export const turned = signal(/** @type {ReadonlySet<string>} */ (new Set()));

/** @param {Message} message */
const keyOf = ({ conversation_id, seq }) => `${conversation_id} ${seq}`;

/**
 * @param {Message} message
 * @returns {Shown}
 */
export function shownOf(message) {
  const { kind, translation } = readingOf(state.value, message);
  const isTurned = turned.value.has(keyOf(message));
  const { text, lang = null } = translation && !isTurned ? translation : message;
  return {
    text, lang, translation, turned: isTurned,
    waiting: kind === "waiting" && state.value.session.status === "online",
    unavailable: kind === "unavailable",
  };
}

/** @param {Message} message to show in the other of its texts */
export function turn(message) {
  const next = new Set(turned.value);
  if (!next.delete(keyOf(message))) next.add(keyOf(message));
  turned.value = next;
}
