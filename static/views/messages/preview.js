/**
 * Messages in few words.
 *
 * @module
 */

import { t, tOr } from "../../i18n/index.js";
import { photoWords } from "../pictures/words.js";
import { shownOf } from "./reading.js";

/** @typedef {import("../../sdk/types.js").Message} Message */

/**
 * A message's text on one line, in the reader's language where the hub wrote or translated it; in
 * place of a text, how many pictures it has.
 *
 * @param {Message} message
 */
export function previewOf(message) {
  if (message.erased) return t("inbox.erased");
  if (message.system) return systemText(message);
  return shownOf(message).text || photoWords(message.attachments?.length ?? 1);
}

/**
 * What a system message says, in the reader's language where there are words for it.
 *
 * @param {Message} message
 */
export function systemText({ system, text }) {
  return tOr(`system.${system?.status}`, text);
}
