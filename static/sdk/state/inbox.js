/**
 * Pages of the inbox, and the inbox as the state knows it.
 *
 * A folder does not list ids: it remembers how far its filter has been read (`floor`). What it
 * shows is derived from the conversations themselves, so that a push moves a conversation in
 * every folder at once.
 *
 * @module
 */

import { reconcile } from "./conversations.js";
import { ownSide } from "./sides.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Conversation} Conversation */
/** @typedef {import("../types.js").Filter} Filter */
/** @typedef {import("../types.js").Folder} Folder */
/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/**
 * One page. `before` are the conversations as known when it was asked for; what a push has moved
 * on since is newer than the page.
 *
 * @type {Handler<"inbox:fetched">}
 */
export function fetched(state, payload) {
  const { filter, conversations, next_cursor, unread_total, first } = payload;
  const old = state.folders[filter];
  const last = conversations.at(-1);
  /** @type {Folder} */
  const folder = {
    cursor: next_cursor,
    floor: next_cursor && last ? { updated_at: last.updated_at, id: last.id } : null,
    count: conversations.length + (first ? 0 : old?.count ?? 0),
    stale: false,
  };
  const folders = { ...state.folders, [filter]: folder };
  const merged = mergePage(state, conversations);
  const next = { ...state, folders, unread_total, conversations: merged };
  return first ? { ...next, conversations: unlistMissing(next, payload) } : next;
}

/**
 * The conversations a folder shows, latest activity first.
 *
 * @param {State} state
 * @param {Filter} filter
 * @param {string | null} [keepId] shown even when it no longer matches, e.g. the open one that
 *   has just been read
 * @returns {Conversation[]}
 */
export function inboxOf(state, filter, keepId = null) {
  const folder = state.folders[filter];
  if (!folder) return [];
  return Object.values(state.conversations)
    .filter((it) => it.listed && (it.id === keepId || matches(it, filter)) && within(it, folder))
    .sort(byActivity);
}

/**
 * @param {Conversation} conversation
 * @param {Filter} filter
 */
export function matches(conversation, filter) {
  if (filter === "all") return true;
  if (filter === "unread") return conversation.unread > 0;
  return conversation.context.type === filter;
}

/**
 * @param {State} state
 * @param {Conversation[]} conversations
 */
function mergePage(state, conversations) {
  const merged = { ...state.conversations };
  for (const told of conversations) {
    merged[told.id] = reconcile(merged[told.id], told, ownSide(state, told.id));
  }
  return merged;
}

/**
 * A first page read again lacks what left the inbox meanwhile, and what came in after it was read.
 *
 * @param {State} state
 * @param {import("../actions.js").Payloads["inbox:fetched"]} payload
 */
function unlistMissing(state, { filter, conversations, before }) {
  const told = new Set(conversations.map((it) => it.id));
  const folder = /** @type {Folder} */ (state.folders[filter]);
  const entries = Object.values(state.conversations).map((it) => {
    const gone = it.listed && !told.has(it.id) && !hasMoved(it, before[it.id]);
    const expected = matches(it, filter) && within(it, folder);
    return [it.id, gone && expected ? left(it, filter) : it];
  });
  return Object.fromEntries(entries);
}

/**
 * @param {Conversation} now
 * @param {Conversation | undefined} then
 */
function hasMoved(now, then) {
  return !then || now.last_seq !== then.last_seq || now.change !== then.change;
}

/**
 * Missing among the unread means read elsewhere; missing from any other filter means hidden.
 *
 * @param {Conversation} conversation
 * @param {Filter} filter
 * @returns {Conversation}
 */
function left(conversation, filter) {
  return filter === "unread" ? { ...conversation, unread: 0 } : { ...conversation, listed: false };
}

/**
 * @param {Conversation} conversation
 * @param {Folder} folder
 */
function within(conversation, { floor }) {
  return !floor || byActivity(conversation, floor) <= 0;
}

/**
 * @param {{updated_at: string, id: string}} a
 * @param {{updated_at: string, id: string}} b
 */
function byActivity(a, b) {
  if (a.updated_at !== b.updated_at) return a.updated_at < b.updated_at ? 1 : -1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
