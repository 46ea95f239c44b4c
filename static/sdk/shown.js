/**
 * Which messages were on screen as translations, until the hub was told: each once.
 *
 * @module
 */

/** @typedef {import("./types.js").Shown} Shown */

const TOLD_AT_ONCE = 50;

export class ShownTexts {
  /** @type {Map<number, string>} seq to language */
  #pending = new Map();
  /** @type {Set<number>} */
  #told = new Set();

  /**
   * @param {Shown[]} shown
   * @returns {boolean} whether any of it is new
   */
  note(shown) {
    const fresh = shown.filter(({ seq }) => !this.#told.has(seq) && !this.#pending.has(seq));
    for (const { seq, lang } of fresh) this.#pending.set(seq, lang);
    return fresh.length > 0;
  }

  /**
   * @param {number} upTo the seq that is told as read
   * @returns {Shown[]} the oldest first
   */
  due(upTo) {
    return [...this.#pending]
      .map(([seq, lang]) => ({ seq, lang }))
      .filter(({ seq }) => seq <= upTo)
      .sort((a, b) => a.seq - b.seq)
      .slice(0, TOLD_AT_ONCE);
  }

  /** @param {Shown[]} shown what needs not be told again */
  settle(shown) {
    for (const { seq } of shown) {
      this.#pending.delete(seq);
      this.#told.add(seq);
    }
  }
}
