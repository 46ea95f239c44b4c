/**
 * What a picture roughly looks like, from the few bytes that come with its message.
 *
 * @module
 */

import { thumbHashToDataURL } from "thumbhash";

const REMEMBERED = 300;

/** @type {Map<string, string | null>} */
const known = new Map();

/**
 * @param {string} thumbhash base64
 * @returns {string | null} a picture's address; null if the bytes are none
 */
export function placeholderOf(thumbhash) {
  const found = known.get(thumbhash);
  if (found !== undefined) return found;
  if (known.size >= REMEMBERED) known.clear();
  const url = decoded(thumbhash);
  known.set(thumbhash, url);
  return url;
}

/** @param {string} thumbhash */
function decoded(thumbhash) {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0)));
  } catch {
    return null;
  }
}
