/**
 * Who is signed in and whether the hub can be reached.
 *
 * @module
 */

import { mapValues } from "./records.js";
import { readingIn } from "./translations.js";

/** @typedef {import("../types.js").State} State */
/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/**
 * A session began: whatever was loaded before may have missed something.
 *
 * @type {Handler<"session:ready">}
 */
export function ready(before, payload) {
  const { user, side, unread_total, limits, server_time, suspended_until = null } = payload;
  const { reads = null, languages = [] } = payload;
  const state = readingIn(before, reads);
  return {
    ...state,
    session: {
      status: "online",
      ended_code: null,
      user,
      side,
      limits: { ...state.session.limits, ...limits },
      paused_until: suspended_until,
      clock_ahead_ms: server_time ? Date.now() - Date.parse(server_time) : 0,
      reads,
      languages,
    },
    unread_total,
    threads: mapValues(state.threads, (thread) => ({ ...thread, stale: true })),
    folders: mapValues(state.folders, (folder) => ({ ...folder, stale: true })),
    typing: {},
  };
}

/** @type {Handler<"session:ended">} */
export function ended(state, { code }) {
  return { ...state, session: { ...state.session, status: "ended", ended_code: code } };
}

/**
 * Not being connected, nothing is known of who is there or typing.
 *
 * @type {Handler<"connection:changed">}
 */
export function connectionChanged(state, { status }) {
  if (state.session.status === status || state.session.status === "ended") return state;
  return { ...state, session: { ...state.session, status }, typing: {}, presence: {} };
}

/**
 * Being suspended from sending is told by the refusal of a message.
 *
 * @type {Handler<"outbox:failed">}
 */
export function sendRefused(state, { error }) {
  const until = error.code === "suspended" ? error.data?.["until"] : undefined;
  return until ? { ...state, session: { ...state.session, paused_until: until } } : state;
}

/** @type {Handler<"pause:ended">} */
export function pauseEnded(state) {
  return { ...state, session: { ...state.session, paused_until: null } };
}
