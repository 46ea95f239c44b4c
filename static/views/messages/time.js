/**
 * Times as a chat shows them: precise when near, coarse when far.
 *
 * @module
 */

import { formatTime, t } from "../../i18n/index.js";

const DAY_MS = 86_400_000;

/**
 * Beside a conversation: the hour today, the weekday this week, else the date.
 *
 * @param {string} time ISO 8601
 */
export function listTime(time) {
  const days = daysAgo(time);
  if (days === 0) return clockTime(time);
  if (days === 1) return t("thread.yesterday");
  if (days < 7) return formatTime(time, { weekday: "short" });
  return formatTime(time, thisYear(time)
    ? { day: "numeric", month: "short" }
    : { day: "numeric", month: "short", year: "numeric" });
}

/** @param {string} time ISO 8601 */
export function clockTime(time) {
  return formatTime(time, { timeStyle: "short" });
}

/**
 * Between the messages of different days.
 *
 * @param {string} time ISO 8601
 */
export function dayName(time) {
  const days = daysAgo(time);
  if (days === 0) return t("thread.today");
  if (days === 1) return t("thread.yesterday");
  return formatTime(time, thisYear(time)
    ? { weekday: "long", day: "numeric", month: "long" }
    : { dateStyle: "long" });
}

/** @param {string} time ISO 8601; the local day it falls on, comparable */
export function dayOf(time) {
  return new Date(time).toDateString();
}

/**
 * @param {string} time ISO 8601
 */
export function fullTime(time) {
  return formatTime(time, { dateStyle: "full", timeStyle: "short" });
}

/**
 * When someone was last there.
 *
 * @param {string} time ISO 8601
 */
export function lastSeenTime(time) {
  return daysAgo(time) === 0 ? clockTime(time) : `${listTime(time)}, ${clockTime(time)}`;
}

/**
 * When something ends: the hour today, else with its date.
 *
 * @param {string} time ISO 8601
 */
export function endTime(time) {
  return daysAgo(time) === 0 ? clockTime(time) : formatTime(time, { dateStyle: "medium", timeStyle: "short" });
}

/**
 * What the clock shows at a place.
 *
 * @param {number} offsetMin minutes east of UTC
 * @param {number} now milliseconds since the epoch
 */
export function placeTime(offsetMin, now) {
  const shifted = new Date(now + offsetMin * 60_000).toISOString();
  return formatTime(shifted, { timeStyle: "short", timeZone: "UTC" });
}

/** @param {string} time whole local days between then and now */
function daysAgo(time) {
  const midnight = (/** @type {Date} */ date) => new Date(date).setHours(0, 0, 0, 0);
  return Math.round((midnight(new Date()) - midnight(new Date(time))) / DAY_MS);
}

/** @param {string} time */
function thisYear(time) {
  return new Date(time).getFullYear() === new Date().getFullYear();
}
