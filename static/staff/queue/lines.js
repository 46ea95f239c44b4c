/**
 * The lines of a conversation around an incident, in the order in which they were written.
 *
 * @module
 */

import { sayOr } from "../words.js";

/** @typedef {import("../types.js").Incident} Incident */
/** @typedef {import("../types.js").ThreadMessage} ThreadMessage */
/** @typedef {{lang: string, text: string, engine: string, route: string, readers: string[]}} Reading
 *   a machine's translation, and the sides that read it */
/** @typedef {{key: string, seq: number | null, at: string, text: string, lang: string | null,
 *   sender: {id: string, side: string, name: string}, here: boolean, delivered: boolean,
 *   erased: boolean, readings: Reading[], pictures: NonNullable<ThreadMessage["attachments"]>}} Line */

/**
 * @param {Incident} incident its message stands among the others also if it was never delivered
 * @param {ThreadMessage[]} messages ascending
 * @returns {Line[]}
 */
export function linesOf(incident, messages) {
  const lines = messages.map((message) => lineOf(message, message.seq === incident.seq));
  if (incident.seq !== null || incident.text === null) return lines;
  const at = lines.findIndex((line) => line.at > incident.created_at);
  return lines.toSpliced(at < 0 ? lines.length : at, 0, undelivered(incident));
}

/**
 * @param {ThreadMessage} message
 * @param {boolean} here
 * @returns {Line}
 */
function lineOf(message, here) {
  const { seq, sent_at, text, lang, sender, erased, system, translations, shown } = message;
  const written = system ? sayOr(`order.${system.status}`, system.status) : text;
  return {
    key: `${seq}`, seq, at: sent_at, text: written, lang: lang ?? null, sender, here,
    delivered: true, erased: Boolean(erased), pictures: message.attachments ?? [],
    readings: translations.map((one) => ({
      lang: one.lang, text: one.text, engine: one.engine, route: one.route,
      readers: shown.filter(({ lang }) => lang === one.lang).map(({ side }) => side),
    })),
  };
}

/**
 * @param {Incident} incident
 * @returns {Line}
 */
function undelivered({ id, created_at, text, lang, sender }) {
  return {
    key: id, seq: null, at: created_at, text: text ?? "", lang, sender, here: true,
    delivered: false, erased: false, readings: [], pictures: [],
  };
}
