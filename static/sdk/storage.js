/**
 * Keeps unsent messages, and messages being written, in a key-value storage such as the browser's
 * localStorage and sessionStorage.
 *
 * One key an unsent message, so that two tabs of one person never overwrite each other's; both may
 * send the same entry, which the hub stores once. Drafts belong to one tab.
 *
 * @module
 */

import { NOTHING } from "./composition.js";
import { mapValues } from "./state/records.js";

/** @typedef {import("./types.js").DraftStorage} DraftStorage */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").OutboxStorage} OutboxStorage */

/**
 * @param {Storage} storage
 * @returns {OutboxStorage}
 */
export function keyValueStorage(storage) {
  const prefixOf = (/** @type {string} */ userId) => `parley.outbox.${encodeURIComponent(userId)}.`;
  return {
    load: (userId) =>
      keysOf(storage)
        .filter((key) => key.startsWith(prefixOf(userId)))
        .flatMap((key) => parse(storage.getItem(key))),
    save: (userId, entry) =>
      storage.setItem(prefixOf(userId) + entry.client_id, JSON.stringify(entry)),
    remove: (userId, clientId) => storage.removeItem(prefixOf(userId) + clientId),
  };
}

const DRAFTS = "parley.drafts";

/** @type {DraftStorage} for a client that keeps none */
export const noDrafts = { load: () => ({}), save: () => undefined };

/** @type {import("./types.js").UploadStorage} for a client that keeps none */
export const noUploads = {
  load: async () => [], save: async () => undefined, remove: async () => undefined,
};

/**
 * @param {Storage} storage
 * @returns {DraftStorage}
 */
export function draftStorage(storage) {
  return {
    load: () => restoredDrafts(storage.getItem(DRAFTS)),
    save: (drafts) => storage.setItem(DRAFTS, JSON.stringify(drafts)),
  };
}

/**
 * @param {string | null} text
 * @returns {ReturnType<DraftStorage["load"]>} none if they are not ours
 */
function restoredDrafts(text) {
  try {
    return mapValues(JSON.parse(text ?? "{}"), (draft) => ({ ...NOTHING, .../** @type {object} */ (draft) }));
  } catch {
    return {};
  }
}

/** @param {Storage} storage */
function keysOf(storage) {
  return Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
}

/**
 * @param {string | null} text
 * @returns {Entry[]} none if it is not one of ours
 */
function parse(text) {
  try {
    const entry = JSON.parse(text ?? "null");
    return entry?.client_id && typeof entry.text === "string" ? [entry] : [];
  } catch {
    return [];
  }
}
