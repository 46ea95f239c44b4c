/**
 * What part of a picture is seen, and how large: pure geometry of the lightbox.
 *
 * Points are in pixels from the middle of the stage.
 *
 * @module
 */

/** @typedef {{x: number, y: number}} Point */
/** @typedef {import("./layout.js").Size} Size */
/** @typedef {{scale: number, x: number, y: number}} View `x`, `y`: where the picture's middle is */
/** @typedef {{stage: Size, picture: Size}} Frame `picture`: as it is drawn at scale 1 */

/** @type {Readonly<View>} the whole picture */
export const WHOLE = Object.freeze({ scale: 1, x: 0, y: 0 });

const LARGEST = 6;
const CLOSE_LOOK = 2.5;

/**
 * Larger or smaller; what lies under the point stays there.
 *
 * @param {View} view
 * @param {number} factor
 * @param {Point} at
 * @param {Frame} frame
 * @returns {View}
 */
export function zoomed(view, factor, at, frame) {
  const scale = Math.min(LARGEST, Math.max(1, view.scale * factor));
  const by = scale / view.scale;
  return kept({ scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }, frame);
}

/**
 * A close look at a point, or back to the whole.
 *
 * @param {View} view
 * @param {Point} at
 * @param {Frame} frame
 * @returns {View}
 */
export function toggled(view, at, frame) {
  return view.scale > 1 ? WHOLE : zoomed(view, CLOSE_LOOK, at, frame);
}

/**
 * @param {View} view
 * @param {Point} by
 * @param {Frame} frame
 * @returns {View}
 */
export function moved(view, by, frame) {
  return kept({ ...view, x: view.x + by.x, y: view.y + by.y }, frame);
}

/**
 * No side of the picture leaves its side of the stage, as far as it reaches it at all.
 *
 * @param {View} view
 * @param {Frame} frame
 * @returns {View}
 */
function kept({ scale, x, y }, { stage, picture }) {
  const across = Math.max(0, (picture.width * scale - stage.width) / 2);
  const down = Math.max(0, (picture.height * scale - stage.height) / 2);
  return { scale, x: within(x, across), y: within(y, down) };
}

/**
 * @param {number} value
 * @param {number} most
 */
function within(value, most) {
  return Math.min(most, Math.max(-most, value));
}
