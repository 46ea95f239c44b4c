/**
 * Small helpers for records that are never changed in place.
 *
 * @module
 */

/**
 * @template T, U
 * @param {Record<string, T>} record
 * @param {(value: T, key: string) => U} change
 * @returns {Record<string, U>}
 */
export function mapValues(record, change) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/**
 * @template T
 * @param {Record<string, T>} record
 * @param {string} key
 * @returns {Record<string, T>} the record itself if it has no such key
 */
export function without(record, key) {
  if (!(key in record)) return record;
  const { [key]: _gone, ...rest } = record;
  return rest;
}
