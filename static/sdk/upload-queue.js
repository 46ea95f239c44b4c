/**
 * Which uploads are under way: in the order they were asked for, three at once, and again after a
 * while where that may help.
 *
 * @module
 */

import { isPassing, refusalOf, retryDelay } from "./errors.js";

/** @typedef {import("./types.js").Refusal} Refusal */

const AT_ONCE = 3;
/** Of one upload, within one session. */
const MOST_ATTEMPTS = 6;

/**
 * @typedef {object} UploadQueueOptions
 * @property {(id: string, signal: AbortSignal) => Promise<void>} work
 * @property {() => boolean} online whether there is a connection to work over
 * @property {(id: string, refusal: Refusal) => void} onWaiting it will be tried again by itself
 * @property {(id: string, refusal: Refusal) => void} onFailed it will not
 */

export class UploadQueue {
  #options;
  /** @type {Set<string>} in order */
  #waiting = new Set();
  /** @type {Map<string, AbortController>} */
  #running = new Map();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();
  /** @type {Map<string, number>} */
  #attempts = new Map();

  /** @param {UploadQueueOptions} options */
  constructor(options) {
    this.#options = options;
  }

  stop() {
    for (const id of [...this.#running.keys(), ...this.#timers.keys()]) this.drop(id);
  }

  /** @param {string} id */
  push(id) {
    this.#attempts.delete(id);
    this.#wait(id);
  }

  /**
   * Forgets an upload; what is under way is broken off.
   *
   * @param {string} id
   */
  drop(id) {
    this.#waiting.delete(id);
    this.#attempts.delete(id);
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    const running = this.#running.get(id);
    this.#running.delete(id);
    running?.abort();
    this.#pump();
  }

  /** A session has begun: whatever waited for one may be tried at once. */
  resume() {
    this.#attempts.clear();
    for (const [id, timer] of this.#timers) {
      clearTimeout(timer);
      this.#waiting.add(id);
    }
    this.#timers.clear();
    this.#pump();
  }

  /** @param {string} id */
  #wait(id) {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    if (!this.#running.has(id)) this.#waiting.add(id);
    this.#pump();
  }

  #pump() {
    for (const id of this.#waiting) {
      if (!this.#options.online() || this.#running.size >= AT_ONCE) return;
      this.#waiting.delete(id);
      void this.#run(id);
    }
  }

  /** @param {string} id */
  async #run(id) {
    const controller = new AbortController();
    this.#running.set(id, controller);
    const refusal = await this.#options.work(id, controller.signal).then(() => null, refusalOf);
    if (this.#running.get(id) === controller) {
      this.#running.delete(id);
      if (refusal) this.#refused(id, refusal);
    }
    this.#pump();
  }

  /**
   * @param {string} id
   * @param {Refusal} refusal
   */
  #refused(id, refusal) {
    const attempt = (this.#attempts.get(id) ?? 0) + 1;
    this.#attempts.set(id, attempt);
    if (!isPassing(refusal.code) || attempt >= MOST_ATTEMPTS) {
      this.#options.onFailed(id, refusal);
    } else {
      this.#options.onWaiting(id, refusal);
      this.#timers.set(id, setTimeout(() => this.#wait(id), retryDelay(refusal, attempt)));
    }
  }
}
