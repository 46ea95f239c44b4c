/**
 * What a person has chosen, dropped or pasted joins the message that is being written, or is
 * refused in words.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { client, session } from "../model.js";
import { note } from "../ui/feedback.js";
import { sorted } from "./kinds.js";

/** What a file chooser offers. */
export const ACCEPTED = "image/*,.heic,.heif";

/** Whether pictures can be sent at the moment. */
export function mayAttach() {
  return session.value.limits.attachments !== undefined && session.value.paused_until === null;
}

/**
 * @param {string} conversationId
 * @param {File[]} files
 */
export function offer(conversationId, files) {
  const { pictures, refused } = sorted(files);
  const left = pictures.length ? client.drafts.attach(conversationId, pictures) : 0;
  if (refused) note(t(`picture.why_${refused}`), "error");
  if (left) note(t("picture.too_many", { count: client.drafts.mostPictures }), "error");
}

/**
 * Takes a picture out of the message that is being written.
 *
 * @param {string} conversationId
 * @param {string} uploadId
 */
export function takeOut(conversationId, uploadId) {
  client.drafts.detach(conversationId, uploadId);
  document.getElementById("composer-text")?.focus();
}
