/**
 * Ranges of UTC days, as they stand in the address and as the hub is asked.
 *
 * @module
 */

/** @typedef {{from: string, to: string, shop: string}} Range both days included */

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

const LONGEST_DAYS = 366;
export const PRESETS = /** @type {const} */ ([7, 30, 90, 365]);
const USUAL = 30;

/** Above this many days a chart shows weeks. */
const MOST_COLUMNS = 92;

/** @param {number} now milliseconds since the epoch */
export const today = (now) => new Date(now).toISOString().slice(0, 10);

/**
 * @param {string} day e.g. `2026-11-21`
 * @param {number} by
 */
export const daysAfter = (day, by) => today(Date.parse(day) + by * DAY_MS);

/**
 * @param {{from: string, to: string}} range
 * @returns {number} both ends included
 */
export const lengthOf = ({ from, to }) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;

/**
 * The last days, today included.
 *
 * @param {number} days
 * @param {string} last
 */
export const lastDays = (days, last) => ({ from: daysAfter(last, 1 - days), to: last });

/**
 * What an address asks for; the last 30 days where it asks for nothing that makes sense.
 *
 * @param {string} search e.g. `?from=2026-11-01&to=2026-11-21`
 * @param {string} last the day it is
 * @returns {Range}
 */
export function rangeOf(search, last) {
  const asked = new URLSearchParams(search);
  const given = { from: asked.get("from") ?? "", to: asked.get("to") ?? "" };
  const range = isPossible(given) ? given : lastDays(USUAL, last);
  return { ...range, shop: asked.get("shop") ?? "" };
}

/** @param {Range} range */
export function searchOf({ from, to, shop }) {
  return `?${new URLSearchParams({ from, to, ...(shop ? { shop } : {}) })}`;
}

/** @param {{from: string, to: string}} range */
export function isPossible({ from, to }) {
  if (!isDay(from) || !isDay(to)) return false;
  const days = lengthOf({ from, to });
  return days >= 1 && days <= LONGEST_DAYS;
}

/** @param {string} text */
const isDay = (text) => DAY.test(text) && !Number.isNaN(Date.parse(text)) && today(Date.parse(text)) === text;

/**
 * Days as columns: weeks, counted from the first day, where there are too many.
 *
 * @template {{day: string}} T
 * @param {T[]} days of which everything but `day` is a number
 * @returns {{columns: T[], weekly: boolean}}
 */
export function columnsOf(days) {
  if (days.length <= MOST_COLUMNS) return { columns: days, weekly: false };
  const weeks = Array.from({ length: Math.ceil(days.length / 7) }, (_, week) =>
    days.slice(week * 7, week * 7 + 7).reduce(added));
  return { columns: weeks, weekly: true };
}

/**
 * @template {{day: string}} T
 * @param {T} sum
 * @param {T} day
 * @returns {T}
 */
function added(sum, day) {
  const numbers = Object.entries(day).filter(([name]) => name !== "day")
    .map(([name, count]) => [name, Number(count) + Number(/** @type {any} */ (sum)[name] ?? 0)]);
  return /** @type {T} */ ({ ...sum, ...Object.fromEntries(numbers) });
}
