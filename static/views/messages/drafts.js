/**
 * What is being written, by conversation; survives a reload of the tab.
 *
 * @module
 */

import { signal } from "@preact/signals";

/** @typedef {{text: string, reply_to: number | null}} Draft */

const KEY = "parley.drafts";
const NONE = Object.freeze({ text: "", reply_to: null });

const drafts = signal(restored());

/**
 * @param {string} conversationId
 * @returns {Draft}
 */
export function draftOf(conversationId) {
  return drafts.value[conversationId] ?? NONE;
}

/**
 * @param {string} conversationId
 * @param {Partial<Draft>} changes
 */
export function updateDraft(conversationId, changes) {
  const draft = { ...draftOf(conversationId), ...changes };
  drafts.value = { ...drafts.value, [conversationId]: draft };
  sessionStorage.setItem(KEY, JSON.stringify(drafts.value));
}

/** @param {string} conversationId */
export function clearDraft(conversationId) {
  updateDraft(conversationId, NONE);
}

/** @returns {Record<string, Draft>} */
function restored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  } catch {
    return {};
  }
}
