/**
 * What a request to the hub can be refused with, and which refusals pass by themselves.
 *
 * Besides the hub's own codes there are some of the client's: `offline` (not connected, nothing
 * was sent) and `timeout` (sent, but no ack came in time: it may or may not have been done); of
 * pictures `lost` (this device does not have it any more), `cancelled`, and of a message
 * `pictures_failed` (one of its pictures could not be uploaded) and `cancelled` (taken back).
 *
 * @module
 */

/** @typedef {import("./types.js").Refusal} Refusal */

const PASSING = new Set([
  "offline",
  "timeout",
  "rate_limited",
  "overloaded",
  "internal",
  "unauthenticated",
]);

const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/** A refused or unanswered request. */
export class HubError extends Error {
  /**
   * @param {string} code
   * @param {string} [message] in English, for logs
   * @param {Record<string, any>} [data]
   */
  constructor(code, message = code, data = {}) {
    super(message);
    this.name = "HubError";
    this.code = code;
    this.data = data;
  }
}

/**
 * Turns whatever was thrown into what may be stored and shown.
 *
 * @param {unknown} error
 * @returns {Refusal}
 */
export function refusalOf(error) {
  if (error instanceof HubError) {
    return { code: error.code, message: error.message, data: error.data };
  }
  return { code: "internal", message: String(error), data: {} };
}

/**
 * Whether the same request may succeed later, unchanged.
 *
 * @param {string} code
 */
export function isPassing(code) {
  return PASSING.has(code);
}

/**
 * How long to wait before trying again: what the hub asked for, else doubling from a second.
 *
 * @param {Refusal} refusal
 * @param {number} attempt 1 for the first failure
 * @returns {number} milliseconds
 */
export function retryDelay(refusal, attempt) {
  const asked = Number(refusal.data?.["retry_after_s"]);
  if (asked > 0) return asked * 1_000;
  return Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
}
