/**
 * Sends one's own messages: per conversation in the order of writing, one in flight. One with
 * pictures waits until these are with the hub, and what was written after it waits too.
 *
 * The queue itself is part of the state and is kept in the storage. A message leaves it only when
 * the hub has stored it or the person removes it; until then it is sent again, always under the
 * same `client_id`, which the hub stores once however often it comes.
 *
 * @module
 */

import { isPassing, refusalOf, retryDelay } from "./errors.js";
import { newClientId } from "./ids.js";

/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Draft} Draft */

/**
 * @typedef {object} OutboxOptions
 * @property {import("./store.js").Store} store
 * @property {import("./types.js").Request} request
 * @property {import("./types.js").OutboxStorage} storage
 * @property {import("./uploads.js").Uploads} uploads
 */

/** What is not sent by itself. */
const SETTLED = new Set(["held", "failed"]);

export class Outbox {
  #options;
  /** Conversations with a message in flight or waiting for its next attempt. */
  #busy = new Set();
  /** @type {Map<string, number>} */
  #attempts = new Map();
  /** @type {Set<ReturnType<typeof setTimeout>>} */
  #timers = new Set();
  /** @type {string | null} */
  #restoredFor = null;
  #order = 0;
  #unsubscribe;
  #unsubscribeUploads;

  /** @param {OutboxOptions} options */
  constructor(options) {
    this.#options = options;
    this.#unsubscribe = options.store.subscribe((state, previous) => {
      if (state.outbox !== previous.outbox) this.#keep(state, previous);
      if (state.session !== previous.session) this.#sessionChanged(state, previous);
    });
    this.#unsubscribeUploads = options.uploads.subscribe(() => this.#pump());
  }

  stop() {
    this.#unsubscribe();
    this.#unsubscribeUploads();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  /**
   * Queues a message. It is kept for later page loads by the time this returns.
   *
   * @param {string} conversationId
   * @param {Draft} draft
   * @returns {Entry}
   */
  add(conversationId, { text, reply_to = null, pictures = [], attachments }) {
    /** @type {Entry} */
    const entry = {
      client_id: newClientId(),
      conversation_id: conversationId,
      text,
      reply_to,
      pictures,
      ...(attachments ? { attachments } : {}),
      queued_at: Date.now(),
      order: this.#order++,
      state: "queued",
      error: null,
    };
    this.#options.store.dispatch("outbox:queued", { entry });
    this.#pump();
    return entry;
  }

  /**
   * Takes a failed message out of the queue, e.g. to edit its text.
   *
   * @param {string} clientId
   * @returns {Entry | undefined}
   */
  remove(clientId) {
    const entry = this.#find(clientId);
    if (entry?.state !== "failed") return undefined;
    this.#options.store.dispatch("outbox:removed", { client_id: clientId });
    return entry;
  }

  /**
   * Takes back a message that waits for its pictures; what was written after it goes on.
   *
   * @param {string} clientId
   */
  cancel(clientId) {
    const entry = this.#find(clientId);
    if (!entry || !waitsForPictures(entry)) return;
    this.#options.store.dispatch("outbox:failed", { client_id: clientId, error: { code: "cancelled" } });
    this.#pump();
  }

  /**
   * Queues a failed message anew. The hub never stored it, so it gets a new id, with which an
   * id that was in conflict cannot be so again.
   *
   * @param {string} clientId
   */
  retry(clientId) {
    const entry = this.remove(clientId);
    if (!entry) return;
    for (const id of entry.pictures ?? []) this.#options.uploads.retry(id);
    this.add(entry.conversation_id, entry);
  }

  /**
   * @param {State} state
   * @param {State} previous
   */
  #sessionChanged(state, previous) {
    const { status, user } = state.session;
    if (status !== "online" || !user) return;
    if (this.#restoredFor !== user.id) {
      this.#restoredFor = user.id;
      const entries = this.#options.storage.load(user.id);
      this.#options.store.dispatch("outbox:restored", { entries });
      void this.#options.uploads.restore(entries.flatMap(({ pictures }) => pictures ?? []));
    }
    this.#pump();
    if (previous.session.status !== "online") this.#askForHeld();
  }

  /** A decision may have been made while nobody was here to be told. */
  #askForHeld() {
    for (const entry of this.#options.store.state.outbox) {
      if (entry.state === "held") void this.#request(entry);
    }
  }

  /**
   * @param {State} state
   * @param {State} previous
   */
  #keep(state, previous) {
    const userId = state.session.user?.id;
    if (!userId) return;
    const before = new Map(previous.outbox.map((entry) => [entry.client_id, entry]));
    for (const entry of state.outbox) {
      if (before.get(entry.client_id) !== entry) this.#options.storage.save(userId, entry);
      before.delete(entry.client_id);
    }
    for (const clientId of before.keys()) this.#options.storage.remove(userId, clientId);
  }

  #pump() {
    const { session, outbox } = this.#options.store.state;
    if (session.status !== "online") return;
    const passed = new Set(this.#busy);
    for (const entry of outbox) {
      if (SETTLED.has(entry.state) || passed.has(entry.conversation_id)) continue;
      if (!this.#advance(entry)) passed.add(entry.conversation_id);
    }
  }

  /**
   * Sends a message as soon as its pictures allow it.
   *
   * @param {Entry} entry
   * @returns {boolean} whether the next one of the conversation may go
   */
  #advance(entry) {
    const { client_id, conversation_id, pictures = [] } = entry;
    const standing = entry.attachments
      ? /** @type {const} */ ({ state: "ready", attachments: entry.attachments })
      : this.#options.uploads.standing(pictures);
    if (standing.state === "failed") {
      this.#options.store.dispatch("outbox:failed", { client_id, error: { code: "pictures_failed" } });
      return true;
    }
    if (standing.state === "ready") {
      this.#busy.add(conversation_id);
      void this.#send({ ...entry, ...(pictures.length ? { attachments: standing.attachments } : {}) });
    }
    return false;
  }

  /** @param {Entry} entry */
  async #send(entry) {
    const { client_id, attachments } = entry;
    this.#options.store.dispatch("outbox:sending", { client_id, ...(attachments ? { attachments } : {}) });
    const refusal = await this.#request(entry);
    if (refusal) this.#again(entry, refusal);
    else this.#finished(entry);
  }

  /**
   * Sends a message, or asks what became of one that is held: the hub knows it by its `client_id`.
   *
   * @param {Entry} entry
   * @returns {Promise<import("./types.js").Refusal | null>} why it has to be sent again
   */
  async #request(entry) {
    const { store, request } = this.#options;
    const { client_id } = entry;
    try {
      const { message } = await request("message:send", payloadOf(entry));
      if (message.held) store.dispatch("outbox:held", { client_id, incident_id: message.incident_id });
      else store.dispatch("message:sent", { message });
    } catch (thrown) {
      const error = refusalOf(thrown);
      if (isPassing(error.code)) return error;
      store.dispatch("outbox:failed", { client_id, error });
    }
    return null;
  }

  /**
   * @param {Entry} entry
   * @param {import("./types.js").Refusal} refusal
   */
  #again(entry, refusal) {
    this.#options.store.dispatch("outbox:requeued", { client_id: entry.client_id });
    if (refusal.code === "offline") this.#release(entry);
    else this.#later(entry, refusal);
  }

  /**
   * Waits with the whole conversation, so that nothing overtakes the message.
   *
   * @param {Entry} entry
   * @param {import("./types.js").Refusal} refusal
   */
  #later(entry, refusal) {
    const attempt = (this.#attempts.get(entry.client_id) ?? 0) + 1;
    this.#attempts.set(entry.client_id, attempt);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#release(entry);
    }, retryDelay(refusal, attempt));
    this.#timers.add(timer);
  }

  /** @param {Entry} entry */
  #finished(entry) {
    this.#attempts.delete(entry.client_id);
    this.#release(entry);
  }

  /** @param {Entry} entry */
  #release(entry) {
    this.#busy.delete(entry.conversation_id);
    this.#pump();
  }

  /** @param {string} clientId */
  #find(clientId) {
    return this.#options.store.state.outbox.find((entry) => entry.client_id === clientId);
  }
}

/**
 * Whether the hub has not been asked for it yet, so that it can still be taken back.
 *
 * @param {Entry} entry
 */
export function waitsForPictures({ state, pictures = [], attachments }) {
  return state === "queued" && pictures.length > 0 && !attachments;
}

/** @param {Entry} entry */
function payloadOf({ client_id, conversation_id, text, reply_to, attachments = [] }) {
  return {
    conversation_id,
    client_id,
    ...(text || !attachments.length ? { text } : {}),
    ...(attachments.length ? { attachment_ids: attachments.map(({ id }) => id) } : {}),
    ...(reply_to ? { reply_to } : {}),
  };
}
