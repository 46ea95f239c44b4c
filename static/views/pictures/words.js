/**
 * What is said of pictures.
 *
 * @module
 */

import { formatCount, t, tOr } from "../../i18n/index.js";
import { HubError } from "../../sdk/errors.js";
import { reasonOf } from "../ui/feedback.js";

/** @typedef {import("../../sdk/types.js").Attachment} Attachment */
/** @typedef {import("../../sdk/types.js").Upload} Upload */

const MEGABYTE = 1_000_000;

/**
 * In place of a text.
 *
 * @param {number} count
 */
export function photoWords(count) {
  return count > 1 ? t("inbox.photos", { count }) : t("inbox.photo");
}

/**
 * @param {number} index from 0
 * @param {number} total
 */
export function placeWords(index, total) {
  return t("picture.nth", { number: index + 1, total });
}

/**
 * A picture as a screen reader says it.
 *
 * @param {{alt?: string | null}} picture
 * @param {number} index from 0
 * @param {number} total
 */
export function labelOf({ alt }, index, total) {
  return [total > 1 ? placeWords(index, total) : t("picture.one"), alt].filter(Boolean).join(": ");
}

/**
 * Why a picture could not be uploaded, and what to do about it.
 *
 * @param {Upload} upload
 */
export function failureOf({ error }) {
  const { code, message, data } = error ?? { code: "internal" };
  if (code === "blocked_content") return data?.["hint"] || t("error.blocked_content");
  if (code === "too_large") return t("picture.too_large", { size: megabytes(data?.["limit"]) });
  const reason = { lost: "lost", unsupported_media: "format", offline: "cut" }[code] ?? data?.["reason"];
  return tOr(`picture.why_${reason}`, reasonOf(new HubError(code, message)));
}

/** @param {number} [bytes] */
function megabytes(bytes = 0) {
  return `${formatCount(Math.floor(bytes / MEGABYTE))} MB`;
}
