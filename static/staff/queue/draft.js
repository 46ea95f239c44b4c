/**
 * A decision that is being made: what is chosen so far, and what it will ask of the hub.
 *
 * @module
 */

/** @typedef {import("../types.js").DecisionDraft} DecisionDraft */
/** @typedef {import("../types.js").Incident} Incident */

const HOUR_MS = 3_600_000;

/** Hours; none, and from a day to a month. */
export const SUSPENSIONS = /** @type {const} */ ([0, 24, 72, 168, 720]);

/** Until a day that is named. */
export const UNTIL_DAY = -1;

/** @type {DecisionDraft} */
export const EMPTY = { outcome: null, erase: false, warn: false, suspend: 0, until: "", note: "" };

/**
 * Whoever was right is neither warned nor suspended, and keeps the message.
 *
 * @param {DecisionDraft} draft
 * @param {import("../types.js").Outcome} outcome
 * @returns {DecisionDraft}
 */
export function withOutcome(draft, outcome) {
  if (outcome === "upheld") return { ...draft, outcome };
  return { ...EMPTY, outcome, note: draft.note };
}

/**
 * What is done to the sender or the message, which upholds the incident.
 *
 * @param {DecisionDraft} draft
 * @param {Partial<DecisionDraft>} consequence
 * @returns {DecisionDraft}
 */
export function withConsequence(draft, consequence) {
  const next = { ...draft, ...consequence };
  return next.erase || next.warn || next.suspend ? { ...next, outcome: "upheld" } : next;
}

/**
 * The next longer suspension; after the longest, none.
 *
 * @param {DecisionDraft} draft
 */
export function suspendedLonger(draft) {
  const at = SUSPENSIONS.findIndex((hours) => hours === draft.suspend);
  const suspend = SUSPENSIONS[(at + 1) % SUSPENSIONS.length] ?? 0;
  return withConsequence(draft, { suspend });
}

/**
 * @param {DecisionDraft} draft
 * @param {number} now milliseconds since the epoch
 * @returns {string | null} ISO 8601; at the end of a named day
 */
export function suspensionEnd({ suspend, until }, now) {
  if (suspend === UNTIL_DAY) return until ? `${until}T23:59:59.000Z` : null;
  return suspend ? new Date(now + suspend * HOUR_MS).toISOString() : null;
}

/**
 * @param {DecisionDraft} draft
 * @param {number} now milliseconds since the epoch
 */
export function isReady(draft, now) {
  const end = suspensionEnd(draft, now);
  if (draft.suspend === UNTIL_DAY && (!end || Date.parse(end) <= now)) return false;
  return draft.outcome !== null;
}

/**
 * What the hub is asked; only what is wanted.
 *
 * @param {DecisionDraft} draft
 * @param {number} now milliseconds since the epoch
 */
export function bodyOf(draft, now) {
  const until = suspensionEnd(draft, now);
  const note = draft.note.trim();
  return {
    outcome: draft.outcome,
    ...(draft.erase ? { erase: true } : {}),
    ...(draft.warn ? { warn: true } : {}),
    ...(until ? { suspend_until: until } : {}),
    ...(note ? { note } : {}),
  };
}

/**
 * Only what was delivered can be taken away.
 *
 * @param {Incident} incident
 */
export const canErase = ({ seq }) => seq !== null;

/**
 * Whether somebody else is at work on it.
 *
 * @param {Incident} incident
 * @param {string} own one's own id
 * @param {number} now milliseconds since the epoch
 */
export function heldByOther({ claim, state }, own, now) {
  return state === "open" && claim !== null && claim.by !== own && Date.parse(claim.until) > now;
}
