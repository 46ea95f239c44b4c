/**
 * Reading and changing the policy: what is done about a finding, by the stage of the deal and by
 * who wrote it.
 *
 * @module
 */

import { CATEGORIES } from "../queue/filters.js";

/** @typedef {Record<string, any>} Policy as the hub tells it: `default`, `stage`, `strikes` */
/** @typedef {{stage: string, side: string, name: string}} Place `side` is empty for everybody */

export const STAGES = /** @type {const} */ ([
  "before_purchase", "after_payment", "during_delivery", "after_delivery", "support",
]);
export const ACTIONS = /** @type {const} */ (["allow", "review", "block"]);
const ON_REVIEW = /** @type {const} */ (["deliver", "hold"]);

/** What the policy says something about: each category, findings that are only likely, reviews. */
export const ENTRIES = /** @type {const} */ ([...CATEGORIES, "likely", "on_review"]);

/** @param {string} name @returns {readonly string[]} what an entry may be */
export const choicesOf = (name) => (name === "on_review" ? ON_REVIEW : ACTIONS);

/**
 * What holds at a place: of the side, else of the stage, else by default.
 *
 * @param {Policy} policy
 * @param {Place} place
 * @returns {string}
 */
export function entryAt(policy, { stage, side, name }) {
  const ofStage = policy["stage"]?.[stage] ?? {};
  return (side && ofStage[side]?.[name]) || ofStage[name] || policy["default"]?.[name] || "block";
}

/**
 * Who is held to something else than everybody at a place.
 *
 * @param {Policy} policy
 * @param {Place} place
 * @returns {string[]} sides
 */
export function exceptionsAt(policy, place) {
  if (place.side) return [];
  const common = entryAt(policy, place);
  return ["buyer", "seller"].filter((side) => entryAt(policy, { ...place, side }) !== common);
}

/**
 * @param {Policy} overrides what differs from the built-in policy
 * @param {Place} place
 * @param {string} value
 * @returns {Policy} the same with one entry more
 */
export function withEntry(overrides, { stage, side, name }, value) {
  return withValue(overrides, ["stage", stage, ...(side ? [side] : []), name], value);
}

/**
 * @param {Policy} overrides
 * @param {string} name of one of the strikes' numbers
 * @param {number} value
 */
export const withStrikes = (overrides, name, value) => withValue(overrides, ["strikes", name], value);

/**
 * @param {Policy} table
 * @param {string[]} path
 * @param {string | number} value
 * @returns {Policy}
 */
function withValue(table, [first = "", ...rest], value) {
  return { ...table, [first]: rest.length ? withValue(table[first] ?? {}, rest, value) : value };
}
