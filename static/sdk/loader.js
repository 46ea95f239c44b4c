/**
 * Reads what a view asks to see: pages of the inbox, threads and what is further back in them.
 *
 * @module
 */

/** @typedef {import("./types.js").Filter} Filter */
/** @typedef {import("./types.js").Conversation} Conversation */

export class Loader {
  #store;
  #request;
  #ready;
  /** @type {Map<string, Promise<void>>} */
  #running = new Map();

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   * @param {() => Promise<unknown>} ready resolves once requests can be sent
   */
  constructor(store, request, ready) {
    this.#store = store;
    this.#request = request;
    this.#ready = ready;
  }

  /**
   * @param {Filter} filter
   * @param {number} [limit]
   */
  inbox(filter, limit) {
    return this.#once(`inbox ${filter}`, () => this.#inbox(filter, limit));
  }

  /**
   * @param {string} id
   * @returns {Promise<Conversation | undefined>}
   */
  async conversation(id) {
    await this.#ready();
    while (!this.#state.conversations[id]) {
      const { all } = this.#state.folders;
      if (all && !all.cursor) return undefined;
      await this.inbox("all", all ? this.#state.session.limits.page_max : undefined);
    }
    return this.#state.conversations[id];
  }

  /** @param {string} id */
  thread(id) {
    this.#store.dispatch("thread:opened", { conversation_id: id });
    return this.#once(`thread ${id}`, () => this.#thread(id));
  }

  /**
   * @param {string} id
   * @param {number} [limit]
   */
  older(id, limit) {
    return this.#once(`older ${id}`, () => this.#older(id, limit));
  }

  /**
   * @param {string} id
   * @param {number} seq
   */
  async backTo(id, seq) {
    await this.thread(id);
    for (;;) {
      const thread = this.#state.threads[id];
      if (!thread?.has_more || (thread.messages[0]?.seq ?? 0) <= seq) return;
      await this.older(id, this.#state.session.limits.page_max);
    }
  }

  get #state() {
    return this.#store.state;
  }

  /**
   * @param {Filter} filter
   * @param {number} [limit]
   */
  async #inbox(filter, limit) {
    await this.#ready();
    const { folders, conversations: before, session } = this.#state;
    const folder = folders[filter];
    if (folder && !folder.cursor) return;
    const cursor = folder?.cursor ? { cursor: folder.cursor } : {};
    const asked = { filter, limit: limit ?? session.limits.page, ...cursor };
    const page = await this.#request("conversation:list", asked);
    this.#store.dispatch("inbox:fetched", { ...page, filter, before, first: !folder });
  }

  /** @param {string} id */
  async #thread(id) {
    await this.#ready();
    if (this.#state.threads[id]) return;
    const { last_seq = 0, change = 0 } = this.#state.conversations[id] ?? {};
    const page = await this.#request("conversation:history", { conversation_id: id });
    this.#store.dispatch("history:fetched", { ...page, conversation_id: id, last_seq, change });
  }

  /**
   * @param {string} id
   * @param {number} [limit]
   */
  async #older(id, limit) {
    const { threads, session } = this.#state;
    const thread = threads[id];
    const first = thread?.messages[0];
    if (!thread?.has_more || !first) return;
    const asked = { conversation_id: id, before_seq: first.seq, limit: limit ?? session.limits.page };
    const page = await this.#request("conversation:history", asked);
    const { change } = thread;
    this.#store.dispatch("older:fetched", { ...page, conversation_id: id, change });
  }

  /**
   * Joins work that is already under way instead of doing it twice.
   *
   * @param {string} name
   * @param {() => Promise<void>} work
   */
  #once(name, work) {
    const running = this.#running.get(name);
    if (running) return running;
    const begun = this.#store.fetching(work).finally(() => this.#running.delete(name));
    this.#running.set(name, begun);
    return begun;
  }
}
