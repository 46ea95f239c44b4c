/**
 * What the page says back: short notes that pass, questions that wait for an answer, and what a
 * screen reader is told.
 *
 * @module
 */

import { signal } from "@preact/signals";

import { t, tOr } from "../../i18n/index.js";
import { refusalOf } from "../../sdk/errors.js";

const NOTE_MS = 4_500;

/** @typedef {{id: number, text: string, tone: "plain" | "error"}} Note */
/** @typedef {{title: string, body: string, action: string, danger: boolean,
 *   answer: (yes: boolean) => void}} Question */

export const notes = signal(/** @type {Note[]} */ ([]));
export const question = signal(/** @type {Question | null} */ (null));
export const announcement = signal("");

let noteCount = 0;

/**
 * @param {string} text
 * @param {"plain" | "error"} [tone]
 */
export function note(text, tone = "plain") {
  const id = noteCount++;
  notes.value = [...notes.value, { id, text, tone }];
  setTimeout(() => { notes.value = notes.value.filter((it) => it.id !== id); }, NOTE_MS);
}

/**
 * What a refused request means to the person.
 *
 * @param {unknown} error
 */
export function reasonOf(error) {
  const { code } = refusalOf(error);
  return tOr(`error.${code}`, t("error.internal"));
}

/**
 * Runs what a person asked for and tells them when it is refused.
 *
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>} whether it was done
 */
export async function attempt(work) {
  try {
    await work();
    return true;
  } catch (error) {
    note(reasonOf(error), "error");
    return false;
  }
}

/**
 * Asks before something that cannot be undone.
 *
 * @param {{title: string, body: string, action: string, danger?: boolean}} asked
 * @returns {Promise<boolean>}
 */
export function confirm({ title, body, action, danger = true }) {
  return new Promise((resolve) => {
    question.value = {
      title, body, action, danger,
      answer: (yes) => {
        question.value = null;
        resolve(yes);
      },
    };
  });
}

/**
 * Says something to those who cannot see it happen.
 *
 * @param {string} text
 */
export function announce(text) {
  announcement.value = text;
}
