/**
 * Holds the state, applies actions to it one after another and tells listeners.
 *
 * @module
 */

import { emptyState, reduce } from "./state.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./actions.js").Payloads} Payloads */

export class Store {
  /** @type {Set<(state: State, previous: State) => void>} */
  #listeners = new Set();
  #fetches = 0;
  /** @type {Payloads["message:translated"][]} */
  #toldMeanwhile = [];

  constructor() {
    /** @type {State} */
    this.state = emptyState();
  }

  /**
   * @template {keyof Payloads} T
   * @param {T} type
   * @param {Payloads[T]} payload
   */
  dispatch(type, payload) {
    if (this.#fetches && type === "message:translated") {
      this.#toldMeanwhile.push(/** @type {Payloads["message:translated"]} */ (payload));
    }
    const previous = this.state;
    this.state = reduce(previous, { type, payload });
    if (this.state === previous) return;
    for (const listener of this.#listeners) listener(this.state, previous);
  }

  /**
   * A page may be from before a translation that was pushed while it was on its way, and then be
   * applied after it: so that nothing is lost, such translations are applied once more.
   *
   * @param {() => Promise<void>} fetch asks for the page and applies it
   */
  async fetching(fetch) {
    this.#fetches += 1;
    try {
      await fetch();
    } finally {
      const told = this.#toldMeanwhile;
      this.#fetches -= 1;
      this.#toldMeanwhile = [];
      for (const payload of told) this.dispatch("message:translated", payload);
    }
  }

  /**
   * @param {(state: State, previous: State) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
