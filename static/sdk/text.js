/**
 * Measuring and cutting text the way people and the hub count it.
 *
 * @module
 */

/** @typedef {import("./types.js").Span} Span */

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * What a reader would call characters: a family emoji is one. (UAX #29, extended clusters.)
 *
 * @param {string} text
 */
export function countGraphemes(text) {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/**
 * Cuts a text at a search's spans.
 *
 * @param {string} text
 * @param {Span[]} spans in Unicode code points; may touch or overlap
 * @returns {{text: string, hit: boolean}[]} the whole text, in order
 */
export function cutAtSpans(text, spans) {
  const points = Array.from(text);
  const pieces = [];
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const from = Math.max(start, at);
    if (end <= from) continue;
    pieces.push({ text: points.slice(at, from).join(""), hit: false });
    pieces.push({ text: points.slice(from, end).join(""), hit: true });
    at = end;
  }
  pieces.push({ text: points.slice(at).join(""), hit: false });
  return pieces.filter((piece) => piece.text);
}

/**
 * The part of a long text around its first hit, on whole code points.
 *
 * @param {string} text
 * @param {Span[]} spans
 * @param {number} before code points kept before the first hit
 * @returns {{text: string, spans: Span[]}}
 */
export function excerptOf(text, spans, before) {
  const first = Math.min(...spans.map((span) => span.start));
  const cut = Number.isFinite(first) ? Math.max(0, first - before) : 0;
  if (cut === 0) return { text, spans };
  const shifted = spans.map(({ start, end }) => ({ start: start - cut + 1, end: end - cut + 1 }));
  return { text: `…${Array.from(text).slice(cut).join("")}`, spans: shifted };
}

/**
 * Puts a text into another, apart from the words around it.
 *
 * @param {string} text
 * @param {Span} at what it replaces, in UTF-16 units
 * @param {string} inserted
 * @returns {{text: string, caret: number}} `caret`: behind it, in UTF-16 units
 */
export function insertedInto(text, { start, end }, inserted) {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const head = before + (/\S$/.test(before) ? " " : "") + inserted;
  return { text: head + (/^\S/.test(after) ? " " : "") + after, caret: head.length };
}
