/**
 * Which text of a message its reader is to see, and what is known of its translation.
 *
 * A translation belongs to its message. Why there is none is kept apart (`state.untranslated`): it
 * is the answer to a question, not a part of what was written.
 *
 * @module
 */

import { mapValues } from "./records.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").Conversation} Conversation */
/** @typedef {import("../types.js").Translation} Translation */
/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/**
 * How the reader gets a message.
 *
 * - `original`: as it was written, and nothing is to be said about it
 * - `translated`: the translation instead, which is with it
 * - `waiting`: as it was written, until its translation is there
 * - `unavailable`: as it was written, since there is no translation
 *
 * @typedef {{kind: "original" | "waiting" | "unavailable", translation: null}
 *   | {kind: "translated", translation: Translation}} Reading
 */

/** @type {Reading} */
const ORIGINAL = { kind: "original", translation: null };
/** @type {Reading} */
const WAITING = { kind: "waiting", translation: null };
/** @type {Reading} */
const UNAVAILABLE = { kind: "unavailable", translation: null };

/** What needs no translation: it is in the reader's language, or in none. */
const NEEDLESS = new Set(["same_language", "no_language"]);

/**
 * @param {string} tag BCP 47
 * @returns {string} its language alone, e.g. "pt" of "pt-BR"
 */
export function baseOf(tag) {
  return tag.toLowerCase().split(/[-_]/)[0] ?? "";
}

/**
 * @param {State} state
 * @param {Message} message
 * @returns {Reading}
 */
export function readingOf(state, message) {
  const reads = languageIn(state, message.conversation_id);
  if (!reads || !isForeign(state, message)) return ORIGINAL;
  const { translation, lang } = message;
  if (translation?.lang === reads) return { kind: "translated", translation };
  const known = state.untranslated[message.conversation_id]?.[message.seq];
  if (known?.lang === reads) return NEEDLESS.has(known.reason) ? ORIGINAL : UNAVAILABLE;
  return lang && baseOf(lang) === reads ? ORIGINAL : WAITING;
}

/**
 * The language that the reader gets a conversation in.
 *
 * @param {State} state
 * @param {string} conversationId
 * @returns {string | null} null where they get the originals
 */
function languageIn({ session: { reads, languages }, conversations }, conversationId) {
  if (!reads || !languages.includes(reads)) return null;
  return conversations[conversationId]?.translation_on === false ? null : reads;
}

/**
 * Whether one side of a conversation reads another language than the reader.
 *
 * @param {State} state
 * @param {Conversation} conversation
 */
export function isBetweenLanguages({ session: { reads, languages } }, { buyer, shop }) {
  if (!reads || !languages.includes(reads)) return false;
  return [buyer, shop].some(({ lang }) => baseOf(lang) !== reads);
}

/**
 * Only what somebody else wrote is translated.
 *
 * @param {State} state
 * @param {Message} message
 */
function isForeign({ session }, { kind, text, sender, erased }) {
  return kind !== "system" && !erased && text !== "" && sender.id !== session.user?.id;
}

/**
 * A translation that the reader does not get is of no use to them; what it says of the original's
 * language is.
 *
 * @param {State} state
 * @param {Message} message
 * @param {{source: string | null, translation: Translation | null}} told
 * @returns {Message}
 */
export function withTranslation(state, message, { source, translation }) {
  if (message.erased) return message;
  const lang = source ? { lang: source } : {};
  const wanted = translation?.lang === languageIn(state, message.conversation_id);
  return { ...message, ...lang, ...(translation && wanted ? { translation } : {}) };
}

/**
 * What was fetched may be from before a translation was pushed.
 *
 * @param {Message | null | undefined} known the same message
 * @param {Message} told
 * @returns {Message}
 */
export function withKnownTranslation(known, told) {
  if (!known?.translation || told.translation || told.erased) return told;
  return { ...told, lang: known.lang ?? null, translation: known.translation };
}

/**
 * Why there is no translation; forgotten once there is one.
 *
 * @type {Handler<"message:translated">}
 */
export function messageTranslated(state, { conversation_id, seq, lang, reason }) {
  if (lang !== state.session.reads) return state;
  const { [seq]: _known, ...others } = state.untranslated[conversation_id] ?? {};
  const next = reason ? { ...others, [seq]: { lang, reason } } : others;
  return { ...state, untranslated: { ...state.untranslated, [conversation_id]: next } };
}

/**
 * The inbox is read again, for the translations of its last messages that there are by now.
 *
 * @type {Handler<"preferences:updated">}
 */
export function preferencesUpdated(state, { reads }) {
  if (reads === state.session.reads) return state;
  const folders = mapValues(state.folders, (folder) => ({ ...folder, stale: true }));
  return readingIn({ ...state, folders }, reads);
}

/**
 * Translations into another language than the one that is read from now on go.
 *
 * @param {State} state
 * @param {string | null} reads
 * @returns {State}
 */
export function readingIn(state, reads) {
  if (reads === state.session.reads) return state;
  const next = { ...state, session: { ...state.session, reads } };
  const ids = new Set([...Object.keys(state.threads), ...Object.keys(state.conversations)]);
  return [...ids].reduce((before, id) => inOriginals(before, id), next);
}

/**
 * @param {State} state
 * @param {string} id of the conversation whose messages lose their translations
 * @returns {State}
 */
function inOriginals(state, id) {
  const thread = state.threads[id];
  const known = state.conversations[id];
  const threads = thread
    ? { ...state.threads, [id]: { ...thread, messages: thread.messages.map(originalOf) } } : state.threads;
  const conversations = known?.last_message
    ? { ...state.conversations, [id]: { ...known, last_message: originalOf(known.last_message) } }
    : state.conversations;
  return { ...state, threads, conversations };
}

/**
 * @param {Message} message
 * @returns {Message}
 */
function originalOf(message) {
  if (!message.translation) return message;
  const { translation: _gone, ...original } = message;
  return original;
}

/**
 * One's other device may have switched translation off.
 *
 * @type {Handler<"conversation:updated">}
 */
export function conversationUpdated(state, { conversation: { id, translation_on } }) {
  return translation_on === false ? inOriginals(state, id) : state;
}

/** @type {Handler<"conversation:translation">} */
export function translationSwitched(state, { conversation_id, on }) {
  const known = state.conversations[conversation_id];
  if (!known) return state;
  const conversations = { ...state.conversations, [conversation_id]: { ...known, translation_on: on } };
  return on ? { ...state, conversations } : inOriginals({ ...state, conversations }, conversation_id);
}
