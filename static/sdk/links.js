/**
 * New addresses for pictures. The hub signs one for its reader, and only for a while.
 *
 * What several pictures of a conversation need is asked for at once, and for the same picture not
 * again and again: one that cannot be had stays so.
 *
 * @module
 */

const TOGETHER_MS = 30;
const NOT_AGAIN_MS = 10_000;
/** The hub's own limit for one question. */
const MOST = 100;

/** @typedef {{ids: string[], answer: Promise<ReadonlySet<string>>}} Batch `answer`: those renewed */

export class Links {
  #store;
  #request;
  /** @type {Map<string, Batch>} about to be asked for, by conversation */
  #batches = new Map();
  /** @type {Map<string, number>} when each was asked for */
  #asked = new Map();

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   */
  constructor(store, request) {
    this.#store = store;
    this.#request = request;
  }

  /**
   * The address of a picture is of no use any more.
   *
   * @param {string} conversationId
   * @param {string} id
   * @returns {Promise<boolean>} whether the state has another
   */
  async renew(conversationId, id) {
    const now = Date.now();
    if (now - (this.#asked.get(id) ?? -Infinity) < NOT_AGAIN_MS) return false;
    this.#asked.set(id, now);
    const batch = this.#batches.get(conversationId) ?? this.#begin(conversationId);
    batch.ids.push(id);
    return (await batch.answer).has(id);
  }

  /** @param {string} conversationId */
  #begin(conversationId) {
    /** @type {string[]} */
    const ids = [];
    const answer = new Promise((resolve) => setTimeout(resolve, TOGETHER_MS)).then(() => {
      this.#batches.delete(conversationId);
      return this.#fetch(conversationId, ids.slice(0, MOST));
    });
    const batch = { ids, answer };
    this.#batches.set(conversationId, batch);
    return batch;
  }

  /**
   * @param {string} conversation_id
   * @param {string[]} ids
   * @returns {Promise<ReadonlySet<string>>}
   */
  async #fetch(conversation_id, ids) {
    try {
      /** @type {{links: import("./types.js").AttachmentLinks[]}} */
      const { links } = await this.#request("attachment:links", { conversation_id, ids });
      this.#store.dispatch("attachment:links", { conversation_id, links });
      return new Set(links.map(({ id }) => id));
    } catch {
      for (const id of ids) this.#asked.delete(id);
      return new Set();
    }
  }
}
