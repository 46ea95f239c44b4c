/**
 * What was found in a picture: where it is, and what was read there.
 *
 * @module
 */

/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {import("../types.js").Incident} Incident */
/** @typedef {{x: number, y: number, width: number, height: number, names: string[]}} Mark
 *   in pixels of the picture; `names` of the rules that found something there */

/**
 * One mark a place, however many rules object to it; a little larger than what it is about.
 *
 * @param {Finding[]} findings
 * @param {{width: number, height: number}} picture its size
 * @returns {Mark[]} in the order of the findings
 */
export function marksOf(findings, { width, height }) {
  const margin = Math.round(Math.max(width, height) / 100);
  /** @type {Map<string, Mark>} */
  const marks = new Map();
  for (const { spot, rule } of findings) {
    if (!spot) continue;
    const { left, top, width: across, height: down } = spot.box;
    const [x, right] = outer(left, across, width, margin);
    const [y, bottom] = outer(top, down, height, margin);
    const key = `${x} ${y} ${right} ${bottom}`;
    const mark = marks.get(key) ?? { x, y, width: right - x, height: bottom - y, names: [] };
    marks.set(key, { ...mark, names: [...new Set([...mark.names, rule])] });
  }
  return [...marks.values()];
}

/**
 * What stands for an incident in a list: its text, or what was read in its picture.
 *
 * @param {Incident} incident
 * @returns {{text: string, findings: Finding[]}} the findings within that text
 */
export function toldBy({ text, findings, pictures }) {
  const own = findings.filter(({ message, spot }) => !message && !spot);
  if (own.length || !pictures.length) return { text: text ?? "", findings: own };
  const read = findings.find(({ spot }) => spot?.text);
  return read?.spot ? { text: read.spot.text, findings: [read] } : { text: text ?? "", findings: [] };
}

/**
 * Whether one should be asked before it is shown: nobody knows what a report is about, and what was
 * banned once was banned for a reason.
 *
 * @param {Incident} incident
 */
export const mayDisturb = ({ kind, findings }) =>
  kind === "reported" || findings.some(({ spot }) => spot?.kind === "likeness");

/**
 * @param {number} start a fraction
 * @param {number} length likewise
 * @param {number} whole in pixels
 * @param {number} margin in pixels
 * @returns {[number, number]} from, to
 */
function outer(start, length, whole, margin) {
  const from = Math.max(0, Math.floor(start * whole) - margin);
  return [from, Math.min(whole, Math.ceil((start + length) * whole) + margin)];
}
