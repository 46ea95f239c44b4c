/**
 * The queue's filters, as they stand in the address and as the hub is asked.
 *
 * @module
 */

/** @typedef {Record<string, string>} Filters only those that are set; `state` always */

export const STATES = /** @type {const} */ (["open", "decided", "all"]);
export const KINDS = /** @type {const} */ (["blocked", "held", "delivered", "reported", "record"]);
export const CATEGORIES = /** @type {const} */ ([
  "messenger", "social", "euphemism", "phone", "email", "link", "handle", "payment", "solicitation",
  "picture",
]);

/** Those that narrow the queue, in the order in which they are shown. */
const NARROWING = /** @type {const} */ ([
  "kind", "category", "lang", "shop", "rule", "sender", "appealed",
]);

/** @type {Record<string, readonly string[]>} */
const CHOICES = { state: STATES, kind: KINDS, appealed: ["true"] };

/**
 * What an address asks for; what nobody could ask for is left out.
 *
 * @param {string} search e.g. `?state=all&kind=held`
 * @returns {Filters}
 */
export function filtersOf(search) {
  const asked = new URLSearchParams(search);
  const pairs = ["state", ...NARROWING].map((name) => [name, asked.get(name)?.trim() ?? ""]);
  const known = pairs.filter(([name, value]) => value && isPossible(`${name}`, `${value}`));
  return { state: "open", ...Object.fromEntries(known) };
}

/**
 * @param {Filters} filters
 * @returns {string} for an address; empty for the plain queue
 */
export function searchOf(filters) {
  const pairs = ["state", ...NARROWING].flatMap((name) => {
    const value = filters[name] ?? "";
    return value && !(name === "state" && value === "open") ? [[name, value]] : [];
  });
  return pairs.length ? `?${new URLSearchParams(pairs)}` : "";
}

/**
 * @param {Filters} filters
 * @returns {[string, string][]} those that narrow the queue
 */
export function narrowing(filters) {
  return NARROWING.flatMap((name) => {
    const value = filters[name];
    return value ? [/** @type {[string, string]} */ ([name, value])] : [];
  });
}

/**
 * @param {string} name
 * @param {string} value
 */
const isPossible = (name, value) => CHOICES[name]?.includes(value) ?? true;
