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
/** @template {keyof import("../types.js").Payloads} T
 *  @typedef {import("../types.js").Handler<T>} Handler */

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
  const { reads } = state.session;
  if (!reads || !isTranslated(state, message.conversation_id) || !isForeign(state, message)) return ORIGINAL;
  const { translation, lang } = message;
  if (translation?.lang === reads) return { kind: "translated", translation };
  const known = state.untranslated[message.conversation_id]?.[message.seq];
  if (known?.lang === reads) return NEEDLESS.has(known.reason) ? ORIGINAL : UNAVAILABLE;
  return lang && baseOf(lang) === reads ? ORIGINAL : WAITING;
}

/**
 * Whether the reader gets translations in a conversation at all.
 *
 * @param {State} state
 * @param {string} conversationId
 */
export function isTranslated({ session, conversations }, conversationId) {
  const { reads, languages } = session;
  return !!reads && languages.includes(reads) && conversations[conversationId]?.translation_on !== false;
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
 * A translation into another language than the reader's is of no use to them; what it says of the
 * original's language is.
 *
 * @param {Message} message
 * @param {{source: string | null, translation: Translation | null}} told
 * @param {string | null} reads
 * @returns {Message}
 */
export function withTranslation(message, { source, translation }, reads) {
  if (message.erased) return message;
  const lang = source ? { lang: source } : {};
  return { ...message, ...lang, ...(translation?.lang === reads && translation ? { translation } : {}) };
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
  const threads = mapValues(state.threads, (thread) =>
    ({ ...thread, messages: thread.messages.map((message) => without(message, reads)) }));
  const conversations = mapValues(state.conversations, (it) =>
    (it.last_message ? { ...it, last_message: without(it.last_message, reads) } : it));
  return { ...state, session: { ...state.session, reads }, threads, conversations };
}

/**
 * @param {Message} message
 * @param {string | null} reads
 * @returns {Message}
 */
function without(message, reads) {
  if (!message.translation || message.translation.lang === reads) return message;
  const { translation: _gone, ...original } = message;
  return original;
}

/** @type {Handler<"conversation:translation">} */
export function translationSwitched(state, { conversation_id, on }) {
  const known = state.conversations[conversation_id];
  if (!known) return state;
  const conversations = { ...state.conversations, [conversation_id]: { ...known, translation_on: on } };
  return { ...state, conversations };
}
