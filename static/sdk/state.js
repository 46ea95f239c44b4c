/**
 * The client's state as a pure function: old state + what happened -> new state.
 *
 * The same function takes what the hub pushes and what was fetched, so that a state built from
 * pushed events can be compared with one fetched afresh. States are never changed in place; an
 * action that changes nothing returns the very same object.
 *
 * @module
 */

import * as attachments from "./state/attachments.js";
import * as conversations from "./state/conversations.js";
import * as inbox from "./state/inbox.js";
import * as known from "./state/known.js";
import * as outbox from "./state/outbox.js";
import * as people from "./state/people.js";
import * as reviews from "./state/reviews.js";
import * as session from "./state/session.js";
import * as threads from "./state/threads.js";
import * as translations from "./state/translations.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./actions.js").Payloads} Payloads */

/** @type {{[T in keyof Payloads]: import("./actions.js").Handler<T>}} */
const HANDLERS = {
  "session:ready": session.ready,
  "session:ended": session.ended,
  "connection:changed": session.connectionChanged,
  "conversation:updated": (state, payload) =>
    [threads.conversationUpdated, conversations.updated, translations.conversationUpdated]
      .reduce((next, step) => step(next, payload), state),
  "receipt:updated": conversations.receiptUpdated,
  "message:new": (state, payload) =>
    [threads.messageArrived, conversations.messageArrived, people.messageArrived, outbox.stored]
      .reduce((next, step) => step(next, payload), state),
  "message:sent": (state, payload) =>
    outbox.stored(threads.messageArrived(conversations.messageSent(state, payload), payload), payload),
  "message:translated": (state, payload) =>
    [threads.messageTranslated, conversations.messageTranslated, translations.messageTranslated]
      .reduce((next, step) => step(next, payload), state),
  "attachment:links": attachments.linksRenewed,
  "preferences:updated": translations.preferencesUpdated,
  "conversation:translation": translations.translationSwitched,
  "message:erased": (state, payload) =>
    [threads.messageErased, conversations.messageErased, known.messageErased]
      .reduce((next, step) => step(next, payload), state),
  "message:reported": known.messageReported,
  "message:hidden": (state, payload) =>
    conversations.messagesHidden(threads.messagesHidden(state, payload), payload),
  "inbox:fetched": inbox.fetched,
  "thread:opened": threads.opened,
  "thread:dropped": threads.dropped,
  "history:fetched": threads.historyFetched,
  "older:fetched": threads.olderFetched,
  "catch_up:fetched": (state, payload) =>
    [threads.caughtUp, conversations.caughtUp, known.caughtUp, outbox.storedAll]
      .reduce((next, step) => step(next, payload), state),
  typing: people.typing,
  "typing:expired": people.typingExpired,
  "presence:updated": people.presenceUpdated,
  "outbox:queued": outbox.queued,
  "outbox:restored": outbox.restored,
  "outbox:sending": outbox.sending,
  "outbox:requeued": outbox.requeued,
  "outbox:failed": (state, payload) =>
    session.sendRefused(reviews.blocked(outbox.failed(state, payload), payload), payload),
  "outbox:held": reviews.held,
  "outbox:appealed": reviews.appealed,
  "outbox:removed": outbox.removed,
  "incident:decided": reviews.decided,
  "pause:ended": session.pauseEnded,
};

/** @returns {State} the state before anything is known */
export function emptyState() {
  return {
    session: {
      status: "connecting",
      ended_code: null,
      user: null,
      side: null,
      limits: { text_graphemes: 4_000, page: 50, page_max: 200 },
      paused_until: null,
      clock_ahead_ms: 0,
      reads: null,
      languages: [],
    },
    conversations: {},
    threads: {},
    recent: [],
    folders: {},
    unread_total: 0,
    typing: {},
    presence: {},
    outbox: [],
    erased: {},
    reported: {},
    untranslated: {},
  };
}

/**
 * @param {State} state
 * @param {{type: keyof Payloads, payload: Payloads[keyof Payloads]}} action
 * @returns {State}
 */
export function reduce(state, action) {
  const handler = /** @type {import("./actions.js").Handler<any>} */ (HANDLERS[action.type]);
  return handler(state, action.payload);
}
