/**
 * Shares and durations as people say them.
 *
 * @module
 */

import { language } from "../i18n/index.js";

const STEPS = /** @type {const} */ ([
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
]);

/** @param {number} share 0 to 1; small ones get a decimal */
export function formatShare(share) {
  const digits = share > 0 && share < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(language.value, { style: "percent", maximumFractionDigits: digits }).format(share);
}

/**
 * In its largest unit, with a decimal where that says more.
 *
 * @param {number} seconds
 */
export function formatDuration(seconds) {
  const [unit, size] = STEPS.find(([, length]) => seconds >= length) ?? STEPS[3];
  const amount = seconds / size;
  return new Intl.NumberFormat(language.value, {
    style: "unit", unit, unitDisplay: "short", maximumFractionDigits: amount < 10 && unit !== "second" ? 1 : 0,
  }).format(amount);
}
