/**
 * Fetches whatever the state says is stale: inbox folders first, then threads, the latest opened
 * first. One request at a time; a refused one is tried again while the session lasts.
 *
 * @module
 */

import { refusalOf, isPassing, retryDelay } from "./errors.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Filter} Filter */

const REFRESHED_AT_MOST = 200;

export class Sync {
  #store;
  #request;
  #running = false;
  #attempt = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #unsubscribe;

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   */
  constructor(store, request) {
    this.#store = store;
    this.#request = request;
    this.#unsubscribe = store.subscribe(() => void this.#run());
  }

  stop() {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let task = this.#next(); task; task = this.#next()) await this.#store.fetching(task);
      this.#attempt = 0;
    } catch (error) {
      this.#later(refusalOf(error));
    } finally {
      this.#running = false;
    }
  }

  /** @param {import("./types.js").Refusal} refusal */
  #later(refusal) {
    if (refusal.code === "offline") return;
    this.#attempt += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), retryDelay(refusal, this.#attempt));
  }

  /** @returns {(() => Promise<void>) | undefined} */
  #next() {
    const { session, folders, recent, threads } = this.#store.state;
    if (session.status !== "online") return undefined;
    const filters = /** @type {Filter[]} */ (Object.keys(folders));
    const filter = filters.find((name) => folders[name]?.stale);
    if (filter) return () => this.#refreshFolder(filter);
    const id = recent.findLast((name) => threads[name]?.stale);
    return id === undefined ? undefined : () => this.#catchUp(id);
  }

  /** @param {Filter} filter */
  async #refreshFolder(filter) {
    const { folders, conversations: before, session } = this.#store.state;
    const count = Math.max(folders[filter]?.count ?? 0, session.limits.page);
    const limit = Math.min(count, session.limits.page_max, REFRESHED_AT_MOST);
    const page = await this.#request("conversation:list", { filter, limit });
    this.#store.dispatch("inbox:fetched", { ...page, filter, before, first: true });
  }

  /** @param {string} id */
  async #catchUp(id) {
    const { tip, change } = this.#store.state.threads[id] ?? { tip: 0, change: 0 };
    const asked = { conversation_id: id, after_seq: tip, after_change: change };
    try {
      const data = await this.#request("conversation:catch_up", asked);
      this.#store.dispatch("catch_up:fetched", { ...data, conversation_id: id, after_seq: tip });
    } catch (error) {
      if (isPassing(refusalOf(error).code)) throw error;
      this.#store.dispatch("thread:dropped", { conversation_id: id });
    }
  }
}
