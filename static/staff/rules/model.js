/**
 * The rules in use, as last read, and finding one's way among them.
 *
 * @module
 */

import { signal } from "@preact/signals";

import * as api from "../api.js";
import { attempt, reasonOf } from "../feedback.js";

/** @typedef {import("../types.js").Rule} Rule */

export const rules = signal(/** @type {import("../types.js").Rules | null} */ (null));
export const failure = signal("");

/** Whether a change is under way: the hub prepares the new rules before it answers. */
export const saving = signal(false);

/** What the list is searched for, kept while one moves about. */
export const query = signal("");
export const category = signal("");

export async function load() {
  failure.value = "";
  try {
    rules.value = await api.rules();
  } catch (error) {
    failure.value = reasonOf(error);
  }
}

/**
 * Makes a change and reads the rules again, since a change may touch what it does not name.
 *
 * @template T
 * @param {() => Promise<T>} change
 * @returns {Promise<T | null>} null when it was refused
 */
export async function changed(change) {
  saving.value = true;
  const answer = await attempt(change);
  saving.value = false;
  if (answer) await load();
  return answer;
}
