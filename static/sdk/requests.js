/**
 * What a person asks of the hub and has answered at once; refused, it rejects with a HubError.
 *
 * @module
 */

/** @typedef {import("./types.js").Conversation} Conversation */

export class Requests {
  #store;
  #request;

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   */
  constructor(store, request) {
    this.#store = store;
    this.#request = request;
  }

  /**
   * The one conversation about a product, an order or a support topic.
   *
   * @param {{type: string, id: string}} context
   * @returns {Promise<Conversation>}
   */
  async openConversation(context) {
    const { conversation } = await this.#request("conversation:open", { context });
    this.#store.dispatch("conversation:updated", { conversation });
    return conversation;
  }

  /**
   * Hides messages for one's own side.
   *
   * @param {string} id
   * @param {number[]} seqs
   */
  async hideMessages(id, seqs) {
    const { change } = await this.#request("message:hide", { conversation_id: id, seqs });
    this.#store.dispatch("message:hidden", { conversation_id: id, seqs, change });
  }

  /**
   * Hides a conversation, up to now, for one's own side; the hub then tells what is left of it.
   *
   * @param {string} id
   */
  async hideConversation(id) {
    await this.#request("conversation:hide", { conversation_id: id });
  }

  /**
   * @param {string} id
   * @param {number} seq
   * @param {string} reason
   * @param {string} note
   */
  async report(id, seq, reason, note) {
    const asked = { conversation_id: id, seq, reason, ...(note ? { note } : {}) };
    await this.#request("message:report", asked);
    this.#store.dispatch("message:reported", { conversation_id: id, seq });
  }

  /**
   * @param {string} query
   * @param {string | null} cursor
   * @returns {Promise<{hits: import("./types.js").Hit[], next_cursor: string | null}>}
   */
  search(query, cursor = null) {
    return this.#request("conversation:search", { query, ...(cursor ? { cursor } : {}) });
  }

  /**
   * Chooses the language to read messages in, on all of one's devices.
   *
   * @param {string} lang one of `state.session.languages`
   */
  async readIn(lang) {
    const { reads } = await this.#request("preferences:set", { reads: lang });
    this.#store.dispatch("preferences:updated", { reads });
  }

  /**
   * Whether one gets translations in a conversation.
   *
   * @param {string} id
   * @param {boolean} on
   */
  async translate(id, on) {
    const told = await this.#request("conversation:translation", { conversation_id: id, on });
    this.#store.dispatch("conversation:translation", { conversation_id: id, on: told.on });
  }

  /**
   * The answers that one's shop has prepared.
   *
   * @returns {Promise<import("./types.js").QuickReply[]>}
   */
  async quickReplies() {
    return (await this.#request("quick_replies:list", {})).replies;
  }
}
