/**
 * Asks the hub what it would say of a text, once the person pauses, so that they learn before they
 * send.
 *
 * A text is asked about once; what was answered is remembered. Where no answer can be had, nothing
 * is said: it is advice only, and the hub judges again when the message is sent.
 *
 * @module
 */

/** @typedef {import("./types.js").Advice} Advice */
/** @typedef {ReturnType<typeof setTimeout>} Timer */

const PAUSE_MS = 700;
const SHORTEST = 3;
const REMEMBERED = 50;

/**
 * @typedef {object} CheckerOptions
 * @property {import("./types.js").Request} request
 * @property {() => boolean} online
 * @property {(conversationId: string, text: string, advice: Advice) => void} onAdvice
 */

export class Checker {
  #options;
  /** @type {Map<string, Timer>} */
  #pauses = new Map();
  /** @type {Map<string, Advice | null>} what was asked, the oldest first; null without an answer */
  #answers = new Map();

  /** @param {CheckerOptions} options */
  constructor(options) {
    this.#options = options;
  }

  stop() {
    for (const timer of this.#pauses.values()) clearTimeout(timer);
  }

  /**
   * The text changed; whatever was about to be asked is out of date.
   *
   * @param {string} conversationId
   * @param {string} text
   */
  typed(conversationId, text) {
    this.left(conversationId);
    if (text.trim().length < SHORTEST) return;
    const ask = () => void this.#ask(conversationId, text);
    this.#pauses.set(conversationId, setTimeout(ask, PAUSE_MS));
  }

  /**
   * The text was sent or emptied.
   *
   * @param {string} conversationId
   */
  left(conversationId) {
    clearTimeout(this.#pauses.get(conversationId));
    this.#pauses.delete(conversationId);
  }

  /** A decision was made: what was answered before may no longer be so. */
  forget() {
    this.#answers.clear();
  }

  /**
   * @param {string} conversationId
   * @param {string} text
   */
  async #ask(conversationId, text) {
    const key = `${conversationId} ${text.trim()}`;
    if (!this.#answers.has(key)) await this.#fetch(conversationId, text.trim(), key);
    const advice = this.#answers.get(key);
    if (advice) this.#options.onAdvice(conversationId, text, advice);
  }

  /**
   * @param {string} conversationId
   * @param {string} text
   * @param {string} key
   */
  async #fetch(conversationId, text, key) {
    if (!this.#options.online()) return;
    this.#remember(key, null);
    try {
      const asked = { conversation_id: conversationId, text };
      this.#remember(key, await this.#options.request("message:check", asked));
    } catch {
      // Too many, no connection, a text the hub does not take: sending will tell.
    }
  }

  /**
   * @param {string} key
   * @param {Advice | null} advice
   */
  #remember(key, advice) {
    this.#answers.set(key, advice);
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= REMEMBERED) return;
      this.#answers.delete(oldest);
    }
  }
}
