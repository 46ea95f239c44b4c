/**
 * Spans of a text that is being edited: which are still there after the next keystroke, and where.
 *
 * @module
 */

/** @typedef {import("./types.js").Span} Span */

/**
 * Where spans are after an edit. What was changed within goes; what lies behind moves along.
 *
 * @param {Span[]} spans in code points of `before`
 * @param {string} before
 * @param {string} after
 * @returns {Span[]} in code points of `after`
 */
export function movedSpans(spans, before, after) {
  const { from, to, by } = editBetween(Array.from(before), Array.from(after));
  return spans.flatMap(({ start, end }) => {
    if (end <= from) return [{ start, end }];
    return start >= to ? [{ start: start + by, end: end + by }] : [];
  });
}

/**
 * @param {Span[]} spans
 * @param {number} by code points
 * @returns {Span[]} the same, further on in a text
 */
export function shiftedSpans(spans, by) {
  return spans.map(({ start, end }) => ({ start: start + by, end: end + by }));
}

/** @param {string} text */
export function countPoints(text) {
  return Array.from(text).length;
}

/**
 * What the spans cover, e.g. to be read out.
 *
 * @param {string} text
 * @param {Span[]} spans in code points
 */
export function textsOf(text, spans) {
  const points = Array.from(text);
  return spans.map(({ start, end }) => points.slice(start, end).join(""));
}

/**
 * A span as an input field counts it.
 *
 * @param {string} text
 * @param {Span} span in code points
 * @returns {Span} in UTF-16 units
 */
export function inUnits(text, { start, end }) {
  const points = Array.from(text);
  const unitsTo = (/** @type {number} */ at) => points.slice(0, at).join("").length;
  return { start: unitsTo(start), end: unitsTo(end) };
}

/**
 * The one stretch in which two texts differ: `from` to `to` in the first, longer by `by` in the
 * second.
 *
 * @param {string[]} a code points
 * @param {string[]} b code points
 */
function editBetween(a, b) {
  const shorter = Math.min(a.length, b.length);
  let from = 0;
  while (from < shorter && a[from] === b[from]) from += 1;
  let same = 0;
  while (same < shorter - from && a.at(-1 - same) === b.at(-1 - same)) same += 1;
  return { from, to: a.length - same, by: b.length - a.length };
}
