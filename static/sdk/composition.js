/**
 * A message being written, as pure functions: what it is after a keystroke, after a refusal and
 * after advice.
 *
 * @module
 */

import { countPoints, movedSpans, shiftedSpans } from "./marks.js";

/** @typedef {import("./types.js").Composition} Composition */
/** @typedef {import("./types.js").Notice} Notice */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Advice} Advice */

/** @type {Readonly<Composition>} */
export const NOTHING = Object.freeze({ text: "", reply_to: null, pictures: [], notice: null, returned: null });

const BETWEEN = "\n";

/**
 * The person changed the text. Its notice lasts as long as one of its marks does.
 *
 * @param {Composition} composition
 * @param {string} text
 * @returns {Composition}
 */
export function edited(composition, text) {
  if (text === composition.text) return composition;
  const { notice, reply_to, pictures } = composition;
  if (text === "") return { ...NOTHING, reply_to, pictures };
  const spans = notice ? movedSpans(notice.spans, composition.text, text) : [];
  return { ...composition, text, notice: notice && spans.length ? { ...notice, spans } : null };
}

/**
 * A refused message becomes text and pictures again, before whatever was written since.
 *
 * @param {Composition} composition
 * @param {Entry} entry
 * @returns {Composition}
 */
export function withReturned(composition, entry) {
  const head = composition.text && entry.text ? entry.text + BETWEEN : entry.text;
  return {
    text: head + composition.text,
    reply_to: composition.reply_to ?? entry.reply_to,
    pictures: [...new Set([...picturesOf(entry), ...composition.pictures])],
    notice: joined(refusalOf(entry), composition.notice, countPoints(head)),
    returned: entry.client_id,
  };
}

/**
 * The opposite: the message stands on its own again, what else was written stays.
 *
 * @param {Composition} composition
 * @param {Entry} entry
 * @returns {Composition}
 */
export function withoutReturned(composition, entry) {
  if (composition.returned !== entry.client_id) return composition;
  const head = entry.text + BETWEEN;
  if (isUnchanged(composition, entry)) return NOTHING;
  const pictures = composition.pictures.filter((id) => !picturesOf(entry).includes(id));
  const rest = { ...composition, pictures, returned: null };
  return entry.text && rest.text.startsWith(head) ? edited(rest, rest.text.slice(head.length)) : rest;
}

/**
 * Whether it is still the refused message.
 *
 * @param {Composition} composition
 * @param {Entry} entry
 */
export function isUnchanged({ returned, text, pictures }, entry) {
  const same = text.trim() === entry.text && pictures.join() === picturesOf(entry).join();
  return returned === entry.client_id && same;
}

/** @param {Composition} composition */
export function isEmpty({ text, pictures }) {
  return text.trim() === "" && pictures.length === 0;
}

/** @param {Entry} entry */
function picturesOf({ pictures }) {
  return pictures ?? [];
}

/**
 * The hub was asked about a text. An answer about an older one is of no use.
 *
 * @param {Composition} composition
 * @param {string} text as it was then
 * @param {Advice} advice about the text without the space around it
 * @returns {Composition}
 */
export function advised(composition, text, { action, findings, hint }) {
  if (composition.text !== text) return composition;
  if (action === "allow" || !hint) return { ...composition, notice: null };
  const spans = shiftedSpans(findings, countPoints(text) - countPoints(text.trimStart()));
  return { ...composition, notice: { tone: "advice", hint, spans } };
}

/**
 * @param {Entry} entry
 * @returns {Notice | null} null unless its content is why it was refused
 */
function refusalOf({ error, review }) {
  if (error?.code !== "blocked_content" || review?.outcome === "overturned") return null;
  const { findings = [], hint = "" } = error.data ?? {};
  return { tone: "refused", hint, spans: shiftedSpans(findings, 0) };
}

/**
 * @param {Notice | null} first
 * @param {Notice | null} second
 * @param {number} by how far behind the first's text the second's is
 * @returns {Notice | null}
 */
function joined(first, second, by) {
  if (!second) return first;
  const behind = { ...second, spans: shiftedSpans(second.spans, by) };
  return first ? { ...first, spans: [...first.spans, ...behind.spans] } : behind;
}
