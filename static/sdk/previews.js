/**
 * What the other side would read: asked for a text that is being written, when the person wants to
 * know.
 *
 * One preview a conversation, that of the last text asked about. It is shown for that very text
 * and no other, however late its answer comes.
 *
 * @module
 */

import { refusalOf } from "./errors.js";

/** @typedef {import("./types.js").Preview} Preview */

export class Previews {
  #request;
  /** @type {Record<string, Preview>} */
  #previews = {};
  /** @type {Set<(previews: Record<string, Preview>) => void>} */
  #listeners = new Set();

  /** @param {import("./types.js").Request} request */
  constructor(request) {
    this.#request = request;
  }

  /**
   * @param {(previews: Record<string, Preview>) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * @param {string} conversationId
   * @param {string} text
   */
  async ask(conversationId, text) {
    const asked = previewOf(text.trim());
    this.#put(conversationId, asked);
    const next = await this.#answer(conversationId, asked);
    if (this.#previews[conversationId] === asked) this.#put(conversationId, next);
  }

  /** @param {string} conversationId */
  close(conversationId) {
    const { [conversationId]: _gone, ...others } = this.#previews;
    this.#tell(others);
  }

  /**
   * @param {string} conversationId
   * @param {Preview} asked
   * @returns {Promise<Preview>}
   */
  async #answer(conversationId, asked) {
    try {
      const told = await this.#request("message:preview", {
        conversation_id: conversationId, text: asked.text,
      });
      const { lang, translation, back, rough, reason = null } = told;
      return { ...asked, state: "there", lang, translation, back, rough, reason };
    } catch (error) {
      return { ...asked, state: "refused", error: refusalOf(error) };
    }
  }

  /**
   * @param {string} conversationId
   * @param {Preview} preview
   */
  #put(conversationId, preview) {
    this.#tell({ ...this.#previews, [conversationId]: preview });
  }

  /** @param {Record<string, Preview>} previews */
  #tell(previews) {
    this.#previews = previews;
    for (const listener of this.#listeners) listener(previews);
  }
}

/**
 * The preview of a text, if there is one; that of an older text is none.
 *
 * @param {Record<string, Preview>} previews by conversation
 * @param {string} conversationId
 * @param {string} text as it is now
 * @returns {Preview | null}
 */
export function previewFor(previews, conversationId, text) {
  const preview = previews[conversationId];
  return preview?.text === text.trim() ? preview : null;
}

/**
 * @param {string} text
 * @returns {Preview} that has just been asked for
 */
function previewOf(text) {
  return {
    text, state: "asked", lang: null, translation: null, back: null, rough: false, reason: null,
    error: null,
  };
}
