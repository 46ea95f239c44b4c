/**
 * Typing, both ways: one's own is told sparingly and taken back when one pauses; the other side's
 * is forgotten unless it is told again.
 *
 * @module
 */

const REPEAT_MS = 3_000;
const PAUSE_MS = 4_000;
const EXPIRES_MS = 6_000;

/** @typedef {ReturnType<typeof setTimeout>} Timer */

export class Typing {
  #store;
  #request;
  /** @type {Map<string, {told: number, pause: Timer}>} */
  #own = new Map();
  /** @type {Map<string, Timer>} */
  #expiries = new Map();

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   */
  constructor(store, request) {
    this.#store = store;
    this.#request = request;
  }

  stop() {
    for (const { pause } of this.#own.values()) clearTimeout(pause);
    for (const timer of this.#expiries.values()) clearTimeout(timer);
  }

  /**
   * A key was pressed.
   *
   * @param {string} conversationId
   */
  pressed(conversationId) {
    const known = this.#own.get(conversationId);
    clearTimeout(known?.pause);
    const due = !known || Date.now() - known.told >= REPEAT_MS;
    const told = due ? Date.now() : known.told;
    const pause = setTimeout(() => this.paused(conversationId), PAUSE_MS);
    this.#own.set(conversationId, { told, pause });
    if (due) this.#tell(conversationId, true);
  }

  /**
   * The text was sent, emptied or left.
   *
   * @param {string} conversationId
   */
  paused(conversationId) {
    const known = this.#own.get(conversationId);
    if (!known) return;
    clearTimeout(known.pause);
    this.#own.delete(conversationId);
    this.#tell(conversationId, false);
  }

  /**
   * The other side is typing; a hub that falls silent must not leave it so.
   *
   * @param {string} conversationId
   */
  expireLater(conversationId) {
    clearTimeout(this.#expiries.get(conversationId));
    this.#expiries.set(conversationId, setTimeout(() => {
      this.#expiries.delete(conversationId);
      this.#store.dispatch("typing:expired", { conversation_id: conversationId });
    }, EXPIRES_MS));
  }

  /**
   * Nothing depends on it, so a refusal is of no interest.
   *
   * @param {string} conversationId
   * @param {boolean} typing
   */
  #tell(conversationId, typing) {
    this.#request("typing", { conversation_id: conversationId, typing }).catch(() => undefined);
  }
}
