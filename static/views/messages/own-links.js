/**
 * Finds the addresses of this site in a text.
 *
 * @module
 */

const ADDRESS = /https?:\/\/[^\s<>"'）】」。，]+/g;

/**
 * Cuts a text where an address of this site stands in it; addresses of other sites stay text.
 *
 * @param {string} text
 * @param {string} origin this site's
 * @returns {{text: string, path: string | null}[]} the whole text, in order
 */
export function linkPieces(text, origin) {
  const pieces = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const path = pathWithin(match[0], origin);
    if (path === null) continue;
    pieces.push({ text: text.slice(at, match.index), path: null }, { text: match[0], path });
    at = match.index + match[0].length;
  }
  return [...pieces, { text: text.slice(at), path: null }].filter((piece) => piece.text);
}

/**
 * @param {string} address
 * @param {string} origin
 */
function pathWithin(address, origin) {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return url.origin === origin && !url.username ? url.pathname + url.hash : null;
}
