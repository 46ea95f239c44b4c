/**
 * Addresses within this page for pictures that it has itself: those on their way, and those just
 * sent, which need not be fetched to be shown.
 *
 * @module
 */

/** @typedef {import("../../sdk/types.js").Upload} Upload */
/** @typedef {Readonly<Record<string, Upload>>} ById */

const KEPT_AFTER_SENDING = 30;

/** @type {Map<string, {blob: Blob, url: string}>} by `upload_id` */
const underWay = new Map();
/** @type {Map<string, string>} by the attachment's id, the oldest first */
const sent = new Map();

/**
 * @param {Upload} upload
 * @returns {string | null}
 */
export function localUrl({ upload_id, blob }) {
  if (!blob) return null;
  const known = underWay.get(upload_id);
  if (known?.blob === blob) return known.url;
  if (known) URL.revokeObjectURL(known.url);
  const url = URL.createObjectURL(blob);
  underWay.set(upload_id, { blob, url });
  return url;
}

/**
 * Of a picture that was sent from this page a while ago.
 *
 * @param {string} attachmentId
 */
export function sentUrl(attachmentId) {
  return sent.get(attachmentId) ?? null;
}

/**
 * Lets go of what is needed no more.
 *
 * @param {ById} uploads
 * @param {ById} previous
 */
export function tidy(uploads, previous) {
  for (const [id, { attachment, prepared }] of Object.entries(previous)) {
    const known = underWay.get(id);
    if (uploads[id] || !known) continue;
    underWay.delete(id);
    if (attachment && prepared) keep(attachment.id, known.url);
    else URL.revokeObjectURL(known.url);
  }
}

/**
 * @param {string} attachmentId
 * @param {string} url
 */
function keep(attachmentId, url) {
  sent.set(attachmentId, url);
  for (const [oldest, its] of sent) {
    if (sent.size <= KEPT_AFTER_SENDING) return;
    sent.delete(oldest);
    URL.revokeObjectURL(its);
  }
}
