/**
 * Asks for the translations that messages before the reader's eyes still lack.
 *
 * The hub translates by itself what is new; a message is asked about where that was missed, or
 * where nobody has read this language before. Only what is in view is asked about, a few at a time;
 * what there is no translation of, once per opening of its conversation.
 *
 * @module
 */

import { isPassing, refusalOf, retryDelay } from "./errors.js";
import { readingOf } from "./state/translations.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {{conversation_id: string, seq: number}} Seen */
/** @typedef {ReturnType<typeof setTimeout>} Timer */

const AT_ONCE = 3;
/** So long a view has to last: what is scrolled past is not asked about. */
const SETTLED_MS = 150;
/** So long the hub is given for what has just been sent. */
const PATIENCE_MS = 3_000;

export class Translations {
  #store;
  #request;
  /** @type {Map<string, Seen[]>} by place */
  #views = new Map();
  /** @type {Map<string, Set<string>>} by conversation: what was asked since it was opened */
  #asked = new Map();
  #underway = 0;
  #refusals = 0;
  /** When it may ask again after a refusal, in milliseconds since the epoch. */
  #restsUntil = 0;
  /** @type {Timer | undefined} */
  #timer;
  #unsubscribe;

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   */
  constructor(store, request) {
    this.#store = store;
    this.#request = request;
    this.#unsubscribe = store.subscribe(({ session }, previous) => {
      const { status, reads } = previous.session;
      if (session.status !== status || session.reads !== reads) this.#later(SETTLED_MS);
    });
  }

  stop() {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  /** @param {string} conversationId */
  opened(conversationId) {
    this.#asked.delete(conversationId);
  }

  /**
   * @param {string} place in which they are, e.g. the thread
   * @param {Seen[]} seen all messages there that are before the reader's eyes
   */
  inView(place, seen) {
    const same = namesOf(seen) === namesOf(this.#views.get(place) ?? []);
    this.#views.set(place, seen);
    if (!same || this.#timer === undefined) this.#later(SETTLED_MS);
  }

  /** @param {number} delay milliseconds */
  #later(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), delay);
  }

  /** Asks for what is lacking now, and comes back for what the hub is given time for. */
  #pump() {
    this.#timer = undefined;
    if (this.#store.state.session.status !== "online") return undefined;
    const rest = this.#restsUntil - Date.now();
    if (rest > 0) return this.#later(rest);
    const lacking = this.#lacking();
    for (const { message, wait } of lacking) {
      if (wait > 0 || this.#underway >= AT_ONCE) continue;
      void this.#ask(message);
    }
    const waits = lacking.map(({ wait }) => wait).filter((wait) => wait > 0);
    if (waits.length) this.#later(Math.min(...waits));
    return undefined;
  }

  /** @returns {{message: Message, wait: number}[]} milliseconds until it is asked about */
  #lacking() {
    const { state } = this.#store;
    const lacking = [...this.#views.values()].flat()
      .flatMap((seen) => messagesAt(state, seen))
      .filter((message) => this.#lacks(message));
    return [...new Map(lacking.map((message) => [nameOf(message), message])).values()]
      .map((message) => ({ message, wait: waitFor(message, state.session.clock_ahead_ms) }));
  }

  /** @param {Message} message */
  #lacks(message) {
    const { state } = this.#store;
    if (this.#asked.get(message.conversation_id)?.has(this.#keyOf(message))) return false;
    const { kind } = readingOf(state, message);
    const reason = state.untranslated[message.conversation_id]?.[message.seq]?.reason;
    return kind === "waiting" || (kind === "unavailable" && reason === "unavailable");
  }

  /** @param {Message} message */
  async #ask(message) {
    const { conversation_id, seq } = message;
    const lang = /** @type {string} */ (this.#store.state.session.reads);
    const asked = this.#asked.get(conversation_id) ?? new Set();
    const key = this.#keyOf(message);
    this.#asked.set(conversation_id, asked.add(key));
    this.#underway += 1;
    try {
      const told = await this.#request("message:translate", { conversation_id, seq, lang });
      this.#refusals = 0;
      this.#store.dispatch("message:translated", { ...told, conversation_id, seq, lang });
      if (this.#isTranslated({ conversation_id, seq })) asked.delete(key);
    } catch (error) {
      this.#refused(asked, key, refusalOf(error));
    } finally {
      this.#underway -= 1;
      this.#later(0);
    }
  }

  /**
   * What came may go again, when its reader turns to another language or to the originals, and
   * must be there when they turn back.
   *
   * @param {Seen} seen
   */
  #isTranslated(seen) {
    const { state } = this.#store;
    return messagesAt(state, seen).every((message) => readingOf(state, message).kind === "translated");
  }

  /**
   * A refusal that passes leaves the message to be asked about again.
   *
   * @param {Set<string>} asked
   * @param {string} key
   * @param {import("./types.js").Refusal} refusal
   */
  #refused(asked, key, refusal) {
    if (!isPassing(refusal.code)) return;
    asked.delete(key);
    this.#refusals += 1;
    this.#restsUntil = Date.now() + retryDelay(refusal, this.#refusals);
  }

  /** @param {Message} message */
  #keyOf({ seq }) {
    return `${seq} ${this.#store.state.session.reads}`;
  }
}

/** @param {Seen} seen */
function nameOf({ conversation_id, seq }) {
  return `${conversation_id} ${seq}`;
}

/** @param {Seen[]} seen */
function namesOf(seen) {
  return seen.map(nameOf).join();
}

/**
 * A message as the inbox knows it and as the thread does, either of which may lack its translation.
 *
 * @param {import("./types.js").State} state
 * @param {Seen} seen
 * @returns {Message[]}
 */
function messagesAt({ threads, conversations }, { conversation_id, seq }) {
  const last = conversations[conversation_id]?.last_message;
  const loaded = threads[conversation_id]?.messages ?? [];
  return [...loaded, ...(last ? [last] : [])].filter((message) => message.seq === seq);
}

/**
 * @param {Message} message
 * @param {number} clockAheadMs
 */
function waitFor({ sent_at }, clockAheadMs) {
  const age = Date.now() - clockAheadMs - Date.parse(sent_at);
  return Math.max(0, PATIENCE_MS - Math.max(0, age));
}
