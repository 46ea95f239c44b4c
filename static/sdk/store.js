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
    const previous = this.state;
    this.state = reduce(previous, { type, payload });
    if (this.state === previous) return;
    for (const listener of this.#listeners) listener(this.state, previous);
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
