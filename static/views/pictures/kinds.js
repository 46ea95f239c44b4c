/**
 * Which files are pictures, as far as the device can tell before it has opened them.
 *
 * @module
 */

/** @typedef {{name?: string, type: string}} Named */

/** Not every system knows the type of these. */
const PICTURE_NAME = /\.(heic|heif|jpe?g|png|webp|gif|avif)$/i;
const VIDEO_NAME = /\.(mp4|mov|m4v|webm|avi|mkv|3gp)$/i;

/**
 * @template {Named} T
 * @param {T[]} files
 * @returns {{pictures: T[], refused: "video" | "kind" | null}} `refused`: why some of them are not
 */
export function sorted(files) {
  const pictures = files.filter(isPicture);
  const others = files.filter((file) => !isPicture(file));
  if (!others.length) return { pictures, refused: null };
  return { pictures, refused: others.some(isVideo) ? "video" : "kind" };
}

/** @param {Named} file */
function isPicture({ type, name = "" }) {
  if (type === "image/svg+xml") return false;
  return type.startsWith("image/") || (type === "" && PICTURE_NAME.test(name));
}

/** @param {Named} file */
function isVideo({ type, name = "" }) {
  return type.startsWith("video/") || (type === "" && VIDEO_NAME.test(name));
}
