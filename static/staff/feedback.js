/**
 * What staff are told when a request is refused.
 *
 * @module
 */

import { refusalOf } from "../sdk/errors.js";
import { note } from "../views/ui/feedback.js";
import { say, sayOr } from "./words.js";

/** @param {unknown} error */
export function reasonOf(error) {
  const { code, message = "", data } = refusalOf(error);
  const fields = Object.entries(data?.["fields"] ?? {}).map(([name, what]) => `${name} ${what}`);
  return sayOr(`error.${code}`, say("error.internal"), { detail: fields.join(", ") || message });
}

/**
 * Does what was asked for, and tells when it is refused.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T | null>} null when it was refused
 */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    note(reasonOf(error), "error");
    return null;
  }
}
