/**
 * Messages that somebody at the marketplace looks at: appeals of blocked ones, and held ones.
 *
 * A decision is pushed. Whoever was away when it was learns of it by asking again, which the hub
 * answers with what became of it: a held message is sent once more under its `client_id`, an
 * appeal is made once more with its own words.
 *
 * @module
 */

import { refusalOf } from "./errors.js";

/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Review} Review */

export class Reviews {
  #store;
  #request;
  #unsubscribe;

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   */
  constructor(store, request) {
    this.#store = store;
    this.#request = request;
    this.#unsubscribe = store.subscribe((state, previous) => {
      const began = state.session.status === "online" && previous.session.status !== "online";
      if (began) queueMicrotask(() => this.#askAgain());
    });
  }

  stop() {
    this.#unsubscribe();
  }

  /**
   * Asks for a review of a blocked message; once.
   *
   * @param {string} clientId
   * @param {string} comment 1 to 500 graphemes
   * @throws {import("./errors.js").HubError} unless it was asked for before
   */
  async appeal(clientId, comment) {
    const review = this.#find(clientId)?.review;
    if (!review || review.appeal !== null) return;
    try {
      await this.#appeal(review, comment);
    } catch (error) {
      if (refusalOf(error).code !== "conflict") throw error;
    }
    this.#store.dispatch("outbox:appealed", { client_id: clientId, comment });
  }

  #askAgain() {
    for (const entry of this.#store.state.outbox) {
      if (entry.review?.outcome !== null) continue;
      if (entry.review.appeal !== null) void this.#learn(entry, entry.review);
    }
  }

  /**
   * @param {Entry} entry
   * @param {Review} review
   */
  async #learn({ client_id }, review) {
    try {
      const { outcome } = await this.#appeal(review, review.appeal ?? "");
      if (outcome) this.#store.dispatch("incident:decided", { ...review, client_id, outcome });
    } catch {
      // The next session asks again.
    }
  }

  /**
   * @param {Review} review
   * @param {string} comment
   * @returns {Promise<{outcome?: import("./types.js").Outcome | null}>}
   */
  #appeal({ incident_id }, comment) {
    return this.#request("message:appeal", { incident_id, comment });
  }

  /** @param {string} clientId */
  #find(clientId) {
    return this.#store.state.outbox.find((entry) => entry.client_id === clientId);
  }
}
