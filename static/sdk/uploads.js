/**
 * Pictures on their way to the hub, and those that are there and not yet sent with a message.
 *
 * Every picture is one upload under an `upload_id` of its own. The hub keeps one picture for it,
 * however often it comes, so whatever was cut short is sent again: after a lost connection by
 * itself, after a reload from the storage. One that fails leaves the others alone.
 *
 * They are no part of the state: they change many times a second.
 *
 * @module
 */

import { HubError } from "./errors.js";
import { newClientId } from "./ids.js";
import { UploadQueue } from "./upload-queue.js";

/** @typedef {import("./types.js").Upload} Upload */
/** @typedef {import("./types.js").Attachment} Attachment */
/** @typedef {import("./types.js").Refusal} Refusal */
/** @typedef {Readonly<Record<string, Upload>>} ById */

/**
 * @typedef {object} UploadsOptions
 * @property {import("./store.js").Store} store
 * @property {import("./types.js").Uploader} uploader
 * @property {import("./types.js").Prepare} prepare
 * @property {import("./types.js").UploadStorage} storage
 */

/**
 * How some pictures stand together: one that failed, one that is still under way, or all there.
 *
 * @typedef {{state: "failed", upload: Upload} | {state: "waiting"}
 *   | {state: "ready", attachments: Attachment[]}} Standing
 */

export class Uploads {
  #options;
  /** @type {ById} */
  #all = {};
  #queue;
  /** @type {Set<(uploads: ById) => void>} */
  #listeners = new Set();
  #unsubscribe;

  /** @param {UploadsOptions} options */
  constructor(options) {
    const { store } = options;
    this.#options = options;
    this.#queue = new UploadQueue({
      work: (id, signal) => this.#send(id, signal),
      online: () => store.state.session.status === "online",
      onWaiting: (id, error) => this.#put(id, { state: "waiting", progress: 0, error }),
      onFailed: (id, error) => this.#settle(id, { state: "failed", error, review: reviewOf(error) }),
    });
    this.#unsubscribe = store.subscribe(({ session }, previous) => {
      if (session.status === "online" && previous.session.status !== "online") this.#queue.resume();
    });
  }

  stop() {
    this.#unsubscribe();
    this.#queue.stop();
  }

  get all() {
    return this.#all;
  }

  /**
   * @param {(uploads: ById) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * @param {string} conversationId
   * @param {Blob & {name?: string}} file
   * @returns {string} its `upload_id`
   */
  add(conversationId, file) {
    const upload = { ...blank(newClientId()), conversation_id: conversationId, name: file.name ?? "", blob: file };
    this.#settle(upload.upload_id, upload);
    this.#queue.push(upload.upload_id);
    return upload.upload_id;
  }

  /**
   * Takes up what was being uploaded in an earlier page load, or is by another tab.
   *
   * @param {string[]} ids
   */
  async restore(ids) {
    const unknown = ids.filter((id) => !this.#all[id]);
    for (const id of unknown) this.#put(id, { ...blank(id), state: "restoring" });
    const kept = unknown.length ? await this.#options.storage.load(unknown).catch(() => []) : [];
    for (const id of unknown) this.#restored(id, kept.find(({ upload_id }) => upload_id === id));
  }

  /**
   * Says what a picture shows, for those who cannot see it.
   *
   * @param {string} id
   * @param {string} alt
   */
  describe(id, alt) {
    const upload = this.#all[id];
    if (!upload || upload.alt === alt) return;
    this.#settle(id, { alt });
    if (upload.state === "ready" || isAboutAlt(upload)) this.#again(id);
  }

  /**
   * Tries again what has failed.
   *
   * @param {string} id
   */
  retry(id) {
    if (this.#all[id]?.state === "failed" && this.#all[id].blob) this.#again(id);
  }

  /**
   * Lets go of all but these.
   *
   * @param {ReadonlySet<string>} ids
   */
  keepOnly(ids) {
    const gone = Object.keys(this.#all).filter((id) => !ids.has(id));
    if (!gone.length) return;
    for (const id of gone) this.#queue.drop(id);
    this.#tell(Object.fromEntries(Object.entries(this.#all).filter(([id]) => ids.has(id))));
    void this.#options.storage.remove(gone).catch(() => undefined);
  }

  /**
   * @param {readonly string[]} ids
   * @returns {Standing}
   */
  standing(ids) {
    const uploads = ids.map((id) => this.#all[id] ?? blank(id));
    const failed = uploads.find(({ state }) => state === "failed");
    if (failed) return { state: "failed", upload: failed };
    const attachments = uploads.flatMap(({ state, attachment }) =>
      (state === "ready" && attachment ? [attachment] : []));
    return attachments.length === ids.length ? { state: "ready", attachments } : { state: "waiting" };
  }

  /**
   * A review of a refused picture was asked for.
   *
   * @param {string} id
   * @param {string} comment
   */
  appealed(id, comment) {
    const review = this.#all[id]?.review;
    if (review) this.#settle(id, { review: { ...review, appeal: comment } });
  }

  /**
   * Somebody has looked at a refused picture. One that may be sent after all is uploaded again.
   *
   * @param {string} incidentId
   * @param {import("./types.js").Outcome} outcome
   */
  decided(incidentId, outcome) {
    for (const { upload_id, review, state } of Object.values(this.#all)) {
      if (review?.incident_id !== incidentId || review.outcome) continue;
      this.#settle(upload_id, { review: { ...review, outcome } });
      if (outcome === "overturned" && state === "failed") this.#again(upload_id);
    }
  }

  /**
   * @param {string} id
   * @param {Upload | undefined} kept
   */
  #restored(id, kept) {
    if (this.#all[id]?.state !== "restoring") return;
    if (!kept) return this.#put(id, { state: "failed", error: { code: "lost" } });
    const isSettled = kept.state === "ready" || kept.state === "failed";
    this.#put(id, { ...kept, ...(isSettled ? {} : { state: "waiting", progress: 0 }) });
    return isSettled ? undefined : this.#queue.push(id);
  }

  /** @param {string} id */
  #again(id) {
    this.#put(id, { state: "waiting", progress: 0, error: null });
    this.#queue.push(id);
  }

  /**
   * @param {string} id
   * @param {AbortSignal} signal
   */
  async #send(id, signal) {
    this.#put(id, { state: "sending", progress: 0, error: null });
    if (!this.#all[id]?.prepared) await this.#prepare(id);
    const upload = this.#all[id];
    if (!upload || signal.aborted) throw new HubError("cancelled");
    const attachment = await (upload.attachment
      ? this.#options.uploader.describe(upload.attachment.id, upload.alt)
      : this.#post(upload, signal));
    if (signal.aborted) throw new HubError("cancelled");
    this.#settle(id, { attachment });
    if (this.#all[id]?.alt !== upload.alt) await this.#send(id, signal);
    else this.#settle(id, { state: "ready", progress: 1, error: null });
  }

  /** @param {string} id */
  async #prepare(id) {
    const blob = this.#all[id]?.blob;
    if (!blob) throw new HubError("lost");
    const made = await this.#options.prepare(blob);
    if (this.#all[id]) this.#settle(id, { ...made, prepared: true });
  }

  /**
   * @param {Upload} upload
   * @param {AbortSignal} signal
   * @returns {Promise<Attachment>}
   */
  #post({ upload_id, conversation_id, alt, blob }, signal) {
    const limit = this.#options.store.state.session.limits.image_bytes ?? Infinity;
    if (!blob) throw new HubError("lost");
    if (blob.size > limit) throw new HubError("too_large", undefined, { limit });
    const onProgress = (/** @type {number} */ progress) => {
      if (!signal.aborted) this.#put(upload_id, { progress });
    };
    return this.#options.uploader.post({ upload_id, conversation_id, alt, blob }, { signal, onProgress });
  }

  /**
   * A change that is to outlast the page.
   *
   * @param {string} id
   * @param {Partial<Upload>} change
   */
  #settle(id, change) {
    this.#put(id, change);
    const upload = this.#all[id];
    if (upload) void this.#options.storage.save(upload).catch(() => undefined);
  }

  /**
   * @param {string} id
   * @param {Partial<Upload>} change
   */
  #put(id, change) {
    this.#tell({ ...this.#all, [id]: { ...(this.#all[id] ?? blank(id)), ...change } });
  }

  /** @param {ById} all */
  #tell(all) {
    this.#all = all;
    for (const listener of this.#listeners) listener(all);
  }
}

/**
 * @param {string} id
 * @returns {Upload}
 */
function blank(id) {
  return {
    upload_id: id, conversation_id: "", name: "", alt: "", state: "waiting", progress: 0, error: null,
    review: null, blob: null, width: null, height: null, prepared: false, attachment: null,
  };
}

/**
 * @param {Refusal} error
 * @returns {import("./types.js").Review | null}
 */
function reviewOf({ code, data }) {
  const incident_id = code === "blocked_content" ? data?.["incident_id"] : undefined;
  return incident_id ? { incident_id, appeal: null, outcome: null } : null;
}

/**
 * Whether it was the words that were refused, not the picture.
 *
 * @param {Upload} upload
 */
export function isAboutAlt({ state, alt, error, attachment }) {
  if (state !== "failed" || attachment) return state === "failed";
  const findings = /** @type {{box?: unknown}[]} */ (error?.data?.["findings"] ?? []);
  return error?.code === "blocked_content" && alt !== "" && !findings.some(({ box }) => box);
}
