/**
 * What is being written, by conversation. It is no part of the state: it changes with every key.
 *
 * A message that the hub refuses for its content, or because one may not send at the moment,
 * becomes text again here, and so does one whose pictures cannot be uploaded. Its entry stays in
 * the outbox until the text is sent or emptied, so that nothing is lost with the tab, and so that a
 * review can be asked for.
 *
 * @module
 */

import { Checker } from "./checker.js";
import {
  advised, edited, isEmpty, isUnchanged, NOTHING, withoutReturned, withReturned,
} from "./composition.js";

/** @typedef {import("./types.js").Composition} Composition */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").State} State */

const RETURNING = new Set(["blocked_content", "suspended", "pictures_failed", "cancelled"]);
const UNDER_WAY = new Set(["queued", "sending"]);
/** The hub's own limit for one message. */
export const MOST_PICTURES = 9;

/**
 * @typedef {object} DraftsOptions
 * @property {import("./store.js").Store} store
 * @property {import("./types.js").Request} request
 * @property {import("./outbox.js").Outbox} outbox
 * @property {import("./uploads.js").Uploads} uploads
 * @property {import("./types.js").DraftStorage} storage
 */

export class Drafts {
  #options;
  #checker;
  /** @type {Record<string, Composition>} */
  #drafts;
  /** @type {Set<(drafts: Record<string, Composition>) => void>} */
  #listeners = new Set();
  /** @type {Set<string>} conversations whose text an input method is working on */
  #composing = new Set();
  /** @type {Entry[]} refused meanwhile */
  #waiting = [];
  #unsubscribe;

  /** @param {DraftsOptions} options */
  constructor(options) {
    const { store, request, storage } = options;
    this.#options = options;
    this.#drafts = storage.load();
    void options.uploads.restore(Object.values(this.#drafts).flatMap(({ pictures }) => pictures));
    this.#checker = new Checker({
      request,
      online: () => store.state.session.status === "online",
      onAdvice: (id, text, advice) => this.#put(id, advised(this.of(id), text, advice)),
    });
    this.#unsubscribe = store.subscribe((state, previous) => {
      if (state.outbox !== previous.outbox) this.#follow(state, previous);
    });
  }

  stop() {
    this.#unsubscribe();
    this.#checker.stop();
  }

  get all() {
    return this.#drafts;
  }

  /**
   * @param {(drafts: Record<string, Composition>) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param {string} conversationId */
  of(conversationId) {
    return this.#drafts[conversationId] ?? NOTHING;
  }

  /**
   * The person changed the text.
   *
   * @param {string} conversationId
   * @param {string} text
   */
  write(conversationId, text) {
    const { returned } = this.of(conversationId);
    this.#put(conversationId, edited(this.of(conversationId), text));
    if (text === "" && returned) this.#options.outbox.remove(returned);
    if (this.unchanged(conversationId)) this.#checker.left(conversationId);
    else this.#checker.typed(conversationId, text);
  }

  /**
   * @param {string} conversationId
   * @param {number | null} seq of the message replied to
   */
  replyTo(conversationId, seq) {
    this.#put(conversationId, { ...this.of(conversationId), reply_to: seq });
  }

  /**
   * Adds pictures, which are uploaded at once.
   *
   * @param {string} conversationId
   * @param {Blob[]} files
   * @returns {number} how many of them there was no room for
   */
  attach(conversationId, files) {
    const composition = this.of(conversationId);
    const room = Math.max(0, this.mostPictures - composition.pictures.length);
    const added = files.slice(0, room).map((file) => this.#options.uploads.add(conversationId, file));
    this.#put(conversationId, { ...composition, pictures: [...composition.pictures, ...added] });
    return files.length - added.length;
  }

  /**
   * Takes a picture out again.
   *
   * @param {string} conversationId
   * @param {string} uploadId
   */
  detach(conversationId, uploadId) {
    const composition = this.of(conversationId);
    const next = { ...composition, pictures: composition.pictures.filter((id) => id !== uploadId) };
    const emptied = isEmpty(next) && composition.returned;
    this.#put(conversationId, emptied ? { ...NOTHING, reply_to: next.reply_to } : next);
    if (emptied) this.#options.outbox.remove(emptied);
  }

  /** How many pictures a message may have. */
  get mostPictures() {
    return this.#options.store.state.session.limits.attachments ?? MOST_PICTURES;
  }

  /**
   * An input method puts characters together; the text must not change under it.
   *
   * @param {string} conversationId
   * @param {boolean} active
   */
  composing(conversationId, active) {
    if (active) this.#composing.add(conversationId);
    else this.#composing.delete(conversationId);
    const due = this.#waiting.filter((entry) => !this.#composing.has(entry.conversation_id));
    this.#waiting = this.#waiting.filter((entry) => !due.includes(entry));
    for (const entry of due) this.#takeBack(entry);
  }

  /**
   * Sends what was written, unless the hub has just refused the very same or one of its pictures.
   *
   * @param {string} conversationId
   * @returns {Entry | null} null if it has to be mended first
   */
  send(conversationId) {
    const { text, reply_to, pictures, returned } = this.of(conversationId);
    if (this.unchanged(conversationId) || !this.#isReady(pictures)) return null;
    if (returned) this.#options.outbox.remove(returned);
    this.#checker.left(conversationId);
    this.#put(conversationId, NOTHING);
    return this.#options.outbox.add(conversationId, { text: text.trim(), reply_to, pictures });
  }

  /**
   * Whether none of the pictures has failed, so that all are there or will be.
   *
   * @param {readonly string[]} pictures
   */
  #isReady(pictures) {
    return pictures.length <= this.mostPictures && this.#options.uploads.standing(pictures).state !== "failed";
  }

  /**
   * Makes a message that failed text and pictures again.
   *
   * @param {Entry} entry
   */
  edit(entry) {
    const { conversation_id: id } = entry;
    const { returned } = this.of(id);
    this.#put(id, withReturned(this.of(id), entry));
    if (returned && returned !== entry.client_id) this.#options.outbox.remove(returned);
  }

  /**
   * Whether the text is as the hub has refused it.
   *
   * @param {string} conversationId
   */
  unchanged(conversationId) {
    const entry = this.#entryOf(this.of(conversationId));
    const refused = entry?.error?.code === "blocked_content" && entry.review?.outcome !== "overturned";
    return !!entry && refused && isUnchanged(this.of(conversationId), entry);
  }

  /**
   * @param {State} state
   * @param {State} previous
   */
  #follow(state, previous) {
    const before = new Map(previous.outbox.map((entry) => [entry.client_id, entry]));
    for (const entry of state.outbox) {
      const old = before.get(entry.client_id);
      if (old && old !== entry) this.#entryChanged(entry, old);
    }
  }

  /**
   * @param {Entry} entry
   * @param {Entry} old
   */
  #entryChanged(entry, old) {
    if (UNDER_WAY.has(old.state) && entry.state === "failed") this.#refused(entry);
    if (entry.review?.appeal && !old.review?.appeal) this.#leave(entry);
    if (entry.review?.outcome && !old.review?.outcome) this.#decided(entry);
  }

  /** @param {Entry} entry */
  #refused(entry) {
    if (!RETURNING.has(entry.error?.code ?? "")) return;
    if (this.#composing.has(entry.conversation_id)) this.#waiting.push(entry);
    else this.#takeBack(entry);
  }

  /**
   * One refused message at a time is mended; others wait in the thread.
   *
   * @param {Entry} entry
   */
  #takeBack(entry) {
    if (!this.#entryOf(this.of(entry.conversation_id))) this.edit(entry);
  }

  /** @param {Entry} entry */
  #leave(entry) {
    const { conversation_id: id } = entry;
    this.#put(id, withoutReturned(this.of(id), entry));
  }

  /**
   * A text that is still the one decided about needs no marks any more; of one that was changed
   * since, the message stands in the thread.
   *
   * @param {Entry} entry
   */
  #decided(entry) {
    const { conversation_id: id } = entry;
    const composition = this.of(id);
    this.#checker.forget();
    if (composition.returned !== entry.client_id || entry.review?.outcome !== "overturned") return;
    const next = isUnchanged(composition, entry)
      ? { ...composition, notice: null }
      : { ...composition, returned: null };
    this.#put(id, next);
  }

  /** @param {Composition} composition */
  #entryOf({ returned }) {
    return this.#options.store.state.outbox.find((entry) => entry.client_id === returned);
  }

  /**
   * @param {string} conversationId
   * @param {Composition} composition
   */
  #put(conversationId, composition) {
    if (composition === this.of(conversationId)) return;
    this.#drafts = { ...this.#drafts, [conversationId]: composition };
    this.#options.storage.save(this.#drafts);
    for (const listener of this.#listeners) listener(this.#drafts);
  }
}
