/**
 * Ends a pause in which one may not send, at the hub's time.
 *
 * @module
 */

/** @typedef {import("./types.js").State} State */

/** Timers above 2^31 ms fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

export class Pause {
  #store;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #unsubscribe;

  /** @param {import("./store.js").Store} store */
  constructor(store) {
    this.#store = store;
    this.#unsubscribe = store.subscribe((state, previous) => {
      if (state.session.paused_until !== previous.session.paused_until) this.#wait();
    });
  }

  stop() {
    this.#unsubscribe();
    clearTimeout(this.#timer);
  }

  #wait() {
    clearTimeout(this.#timer);
    const { paused_until, clock_ahead_ms } = this.#store.state.session;
    if (paused_until === null) return;
    const left = Date.parse(paused_until) - (Date.now() - clock_ahead_ms);
    if (left <= 0) this.#store.dispatch("pause:ended", {});
    else this.#timer = setTimeout(() => this.#wait(), Math.min(left, LONGEST_MS));
  }
}
