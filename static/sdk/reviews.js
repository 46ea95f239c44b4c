/**
 * Messages that somebody at the marketplace looks at: appeals of blocked ones, and held ones; and
 * pictures that were refused.
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
  #uploads;
  #unsubscribe;

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   * @param {import("./uploads.js").Uploads} uploads
   */
  constructor(store, request, uploads) {
    this.#store = store;
    this.#request = request;
    this.#uploads = uploads;
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
    await this.#appealOnce(review, comment);
    this.#store.dispatch("outbox:appealed", { client_id: clientId, comment });
  }

  /**
   * Asks for a review of a refused picture; once.
   *
   * @param {string} uploadId
   * @param {string} comment 1 to 500 graphemes
   * @throws {import("./errors.js").HubError} unless it was asked for before
   */
  async appealPicture(uploadId, comment) {
    const review = this.#uploads.all[uploadId]?.review;
    if (!review || review.appeal !== null) return;
    await this.#appealOnce(review, comment);
    this.#uploads.appealed(uploadId, comment);
  }

  #askAgain() {
    for (const { client_id, review } of this.#store.state.outbox) {
      void this.#learn(review, (decided) => this.#store.dispatch("incident:decided", { ...decided, client_id }));
    }
    for (const { review } of Object.values(this.#uploads.all)) {
      void this.#learn(review, ({ incident_id, outcome }) => this.#uploads.decided(incident_id, outcome));
    }
  }

  /**
   * @param {Review | null | undefined} review
   * @param {(decided: {incident_id: string, outcome: import("./types.js").Outcome}) => void} onDecided
   */
  async #learn(review, onDecided) {
    if (!review || review.appeal === null || review.outcome !== null) return;
    const { incident_id } = review;
    try {
      const { outcome } = await this.#appeal(review, review.appeal);
      if (outcome) onDecided({ incident_id, outcome });
    } catch {
      // The next session asks again.
    }
  }

  /**
   * @param {Review} review
   * @param {string} comment
   */
  async #appealOnce(review, comment) {
    try {
      await this.#appeal(review, comment);
    } catch (error) {
      if (refusalOf(error).code !== "conflict") throw error;
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
