/**
 * What becomes of one's own messages that moderation has stopped or holds.
 *
 * @module
 */

import { change } from "./outbox.js";

/** @typedef {import("../types.js").Entry} Entry */
/** @typedef {import("../types.js").Review} Review */
/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/**
 * How a message of one's own stands that the hub does not have yet, or a picture.
 *
 * - `held`: the hub keeps it until somebody has looked at it
 * - `blocked`: its content is why it was refused; a review may be asked for
 * - `asked`: a review was asked for
 * - `approved`: blocked, but it may be sent after all
 * - `refused`: somebody has looked at it, and it may not
 *
 * @param {Pick<Entry, "error" | "review"> & {state: string}} entry
 * @returns {"underway" | "held" | "blocked" | "asked" | "approved" | "refused" | "failed"}
 */
export function stageOf({ state, error, review }) {
  if (state === "held") return "held";
  if (state !== "failed") return "underway";
  if (!review) return "failed";
  if (review.outcome === "overturned") return "approved";
  if (review.outcome === "upheld" && (review.appeal !== null || !error)) return "refused";
  return review.appeal === null ? "blocked" : "asked";
}

/** @type {Handler<"outbox:failed">} */
export function blocked(state, { client_id, error }) {
  const incident = error.code === "blocked_content" ? error.data?.["incident_id"] : undefined;
  if (!incident) return state;
  return change(state, client_id, (entry) =>
    ({ ...entry, review: reviewOf(incident, entry.review) }));
}

/** @type {Handler<"outbox:held">} */
export function held(state, { client_id, incident_id }) {
  return change(state, client_id, (entry) =>
    ({ ...entry, state: "held", error: null, review: reviewOf(incident_id, entry.review) }));
}

/** @type {Handler<"outbox:appealed">} */
export function appealed(state, { client_id, comment }) {
  return change(state, client_id, (entry) =>
    (entry.review ? { ...entry, review: { ...entry.review, appeal: comment, outcome: null } } : entry));
}

/**
 * A held message that may be sent comes as `message:new`, which takes it out of the outbox.
 *
 * @type {Handler<"incident:decided">}
 */
export function decided(state, { client_id, incident_id, outcome }) {
  return change(state, client_id, (entry) => {
    if (entry.review?.incident_id !== incident_id) return entry;
    const review = { ...entry.review, outcome };
    return { ...entry, review, state: outcome === "upheld" ? "failed" : entry.state };
  });
}

/**
 * The same incident told again keeps what is known of it.
 *
 * @param {string} incidentId
 * @param {Review | null | undefined} known
 * @returns {Review}
 */
function reviewOf(incidentId, known) {
  return known?.incident_id === incidentId ? known : { incident_id: incidentId, appeal: null, outcome: null };
}
