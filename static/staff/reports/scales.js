/**
 * Where things stand in a chart.
 *
 * @module
 */

const STEPS = /** @type {const} */ ([1, 2, 5, 10]);

/**
 * Whole round numbers from 0 up to at least the greatest value.
 *
 * @param {number} most the greatest value
 * @param {number} wanted about how many steps
 * @returns {number[]} at least 0 and one more
 */
export function ticksTo(most, wanted) {
  const rough = Math.max(1, most) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (STEPS.find((it) => it * power >= rough) ?? 10) * power);
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/**
 * @param {number} most the value at the far end; above 0
 * @param {number} length in pixels
 * @returns {(value: number) => number}
 */
export const linear = (most, length) => (value) => (value / most) * length;

/**
 * Which of many columns get a label, so that labels never touch; the last one always does.
 *
 * @param {number} count of columns
 * @param {number} width of all of them, in pixels
 * @param {number} labelWidth in pixels
 * @returns {number[]} indexes, ascending
 */
export function labelled(count, width, labelWidth) {
  if (count === 0) return [];
  const every = Math.max(1, Math.ceil((labelWidth * count) / Math.max(1, width)));
  const first = (count - 1) % every;
  return Array.from({ length: Math.floor((count - 1) / every) + 1 }, (_, index) => first + index * every);
}

/**
 * Parts on top of one another.
 *
 * @param {number[]} values
 * @returns {{from: number, to: number}[]} those of zero are empty
 */
export function stacked(values) {
  let at = 0;
  return values.map((value) => {
    const from = at;
    at += value;
    return { from, to: at };
  });
}

/**
 * @param {string} text
 * @param {number} most characters
 */
export function shortened(text, most) {
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
}
