/**
 * What can be done with a message.
 *
 * @module
 */

import { signal } from "@preact/signals";

import { t } from "../../i18n/index.js";
import { client, state } from "../model.js";
import { attempt, note } from "../ui/feedback.js";
import { askToHideMessage } from "./hide.js";
import { shownOf } from "./reading.js";

/** @typedef {import("../../sdk/types.js").Message} Message */
/** @typedef {import("../ui/menu.js").MenuItem} MenuItem */

/** The message whose report is being written. */
export const reported = signal(/** @type {Message | null} */ (null));

/**
 * @param {Message} message
 * @param {boolean} own whether it is of the reader's side, who would not report it
 * @returns {MenuItem[]}
 */
export function messageActions(message, own) {
  const forContent = /** @type {const} */ ([
    { label: t("message.reply"), icon: "reply", run: () => reply(message) },
  ]);
  const forText = /** @type {const} */ ([
    { label: t("message.copy"), icon: "copy", run: () => copy(message) },
  ]);
  const forTheirs = /** @type {const} */ ([
    { label: t("message.report"), icon: "flag", run: () => { reported.value = message; } },
  ]);
  return [
    ...(message.erased ? [] : forContent),
    ...(message.erased || !message.text ? [] : forText),
    { label: t("message.delete"), icon: "bin", danger: true, run: () => askToHideMessage(message) },
    ...(own || message.erased || isReported(message) ? [] : forTheirs),
  ];
}

/**
 * Whether the reader has reported it, in this session.
 *
 * @param {Message} message
 */
export function isReported({ conversation_id, seq }) {
  return state.value.reported[conversation_id]?.includes(seq) ?? false;
}

/** @param {Message} message */
function reply({ conversation_id, seq }) {
  client.drafts.replyTo(conversation_id, seq);
  document.getElementById("composer-text")?.focus();
}

/** @param {Message} message of which the text on screen is meant */
async function copy(message) {
  const { text } = shownOf(message);
  if (await attempt(() => navigator.clipboard.writeText(text))) note(t("message.copied"));
}
