/**
 * How large pictures are drawn, known before they are loaded, so that nothing moves when they are.
 *
 * @module
 */

/** @typedef {{width: number, height: number}} Size in pixels */

const WIDEST = 280;
const TALLEST = 340;
const NARROWEST = 96;
/** How much larger than its own pixels a picture is drawn; more would show nothing more. */
const ENLARGED = 2;
/** Of a picture whose own size is not known. */
const USUAL = { width: WIDEST, height: 210 };

/**
 * The size of a picture that stands alone: as large as fits, and a very narrow one is cut.
 *
 * @param {{width: number | null, height: number | null}} picture
 * @returns {Size}
 */
export function sizeInThread({ width, height }) {
  if (!width || !height) return USUAL;
  const most = Math.max(ENLARGED, NARROWEST / Math.min(width, height));
  const fitted = fittedInto({ width, height }, { width: WIDEST, height: TALLEST }, most);
  return { width: Math.max(NARROWEST, fitted.width), height: Math.max(NARROWEST, fitted.height) };
}

/**
 * The largest size of the same shape within another.
 *
 * @param {Size} size
 * @param {Size} within
 * @param {number} [most] times its own size
 * @returns {Size}
 */
export function fittedInto({ width, height }, within, most = ENLARGED) {
  const scale = Math.min(within.width / width, within.height / height, most);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
