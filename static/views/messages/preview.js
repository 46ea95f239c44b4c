/**
 * Messages in few words.
 *
 * @module
 */

import { t, tOr } from "../../i18n/index.js";
import { shownOf } from "./reading.js";

/** @typedef {import("../../sdk/types.js").Message} Message */

/**
 * A message's text on one line, in the reader's language where the hub wrote or translated it.
 *
 * @param {Message} message
 */
export function previewOf(message) {
  if (message.erased) return t("inbox.erased");
  if (message.system) return systemText(message);
  return shownOf(message).text || t("inbox.image");
}

/**
 * What a system message says, in the reader's language where there are words for it.
 *
 * @param {Message} message
 */
export function systemText({ system, text }) {
  return tOr(`system.${system?.status}`, text);
}
