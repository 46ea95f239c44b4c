/** The parts of a client that have to do with pictures, and stand-ins for what lies outside it. */

import { Drafts } from "../../../static/sdk/drafts.js";
import { keepNeeded } from "../../../static/sdk/needed.js";
import { Outbox } from "../../../static/sdk/outbox.js";
import { Reviews } from "../../../static/sdk/reviews.js";
import { draftStorage, keyValueStorage, noUploads } from "../../../static/sdk/storage.js";
import { Store } from "../../../static/sdk/store.js";
import { Uploads } from "../../../static/sdk/uploads.js";
import { conversation, readyAs } from "./builders.js";
import { memoryStorage, ScriptedHub, settled } from "./scripted-hub.js";

/** @typedef {import("../../../static/sdk/types.js").Attachment} Attachment */
/** @typedef {import("../../../static/sdk/types.js").Upload} Upload */
/** @typedef {import("../../../static/sdk/types.js").UploadStorage} UploadStorage */

/** @type {(name?: string, size?: number) => Blob & {name: string}} */
export const file = (name = "cup.jpg", size = 4) =>
  Object.assign(new Blob([new Uint8Array(size)], { type: "image/jpeg" }), { name });

/**
 * @param {string} id
 * @param {Partial<Attachment>} [given]
 * @returns {Attachment}
 */
export function attachment(id, given = {}) {
  return { id, width: 4, height: 3, thumbhash: "", thumb_url: `/${id}/thumb`, url: `/${id}/full`, ...given };
}

/** Records every upload and lets a test decide how each goes. */
export class ScriptedUploader {
  /** @type {{id: string, alt: string, signal: AbortSignal, onProgress: (part: number) => void,
   *   resolve: (made: Attachment) => void, reject: (error: unknown) => void}[]} */
  posts = [];
  /** @type {{id: string, alt: string, resolve: (made: Attachment) => void,
   *   reject: (error: unknown) => void}[]} */
  described = [];

  /** @type {import("../../../static/sdk/types.js").Uploader["post"]} */
  post = ({ upload_id: id, alt }, { signal, onProgress }) =>
    new Promise((resolve, reject) => this.posts.push({ id, alt, signal, onProgress, resolve, reject }));

  /** @type {import("../../../static/sdk/types.js").Uploader["describe"]} */
  describe = (id, alt) =>
    new Promise((resolve, reject) => this.described.push({ id, alt, resolve, reject }));

  /**
   * @param {number} index of the post
   * @param {Partial<Attachment>} [given]
   */
  async done(index, given = {}) {
    const post = this.#at(index);
    post.resolve(attachment(`picture of ${post.id}`, given));
    await settled();
  }

  /**
   * @param {number} index
   * @param {unknown} error
   */
  async refuse(index, error) {
    this.#at(index).reject(error);
    await settled();
  }

  /** @param {number} index */
  #at(index) {
    const post = this.posts[index];
    if (!post) throw new Error("nothing was posted");
    return post;
  }
}

/** @returns {UploadStorage & {kept: Map<string, Upload>}} */
export function memoryUploads() {
  /** @type {Map<string, Upload>} */
  const kept = new Map();
  return {
    kept,
    load: async (ids) => ids.flatMap((id) => kept.get(id) ?? []),
    save: async (upload) => void kept.set(upload.upload_id, upload),
    remove: async (ids) => ids.forEach((id) => kept.delete(id)),
  };
}

/** @param {Store} store whose client sends texts only */
export function noPictures(store) {
  const prepare = async (/** @type {Blob} */ blob) => ({ blob, width: null, height: null });
  return new Uploads({ store, uploader: new ScriptedUploader(), prepare, storage: noUploads });
}

/** A page load: everything but what is kept starts anew. */
export function loadPage({
  online = true, pictures = /** @type {UploadStorage} */ (noUploads), kept = memoryStorage(), tab = memoryStorage(),
} = {}) {
  const store = new Store();
  const hub = new ScriptedHub();
  const { request } = hub;
  const uploader = new ScriptedUploader();
  const prepared = { count: 0 };
  const prepare = async (/** @type {Blob} */ blob) => {
    prepared.count += 1;
    return { blob, width: 4, height: 3 };
  };
  const uploads = new Uploads({ store, uploader, prepare, storage: pictures });
  const outbox = new Outbox({ store, request, storage: keyValueStorage(kept), uploads });
  const drafts = new Drafts({ store, request, outbox, uploads, storage: draftStorage(tab) });
  const reviews = new Reviews(store, request, uploads);
  keepNeeded({ store, drafts, uploads });
  const begin = () => {
    const ready = readyAs();
    store.dispatch("session:ready", { ...ready, limits: { ...ready.limits, attachments: 9, image_bytes: 1_000 } });
  };
  begin();
  store.dispatch("conversation:updated", { conversation: conversation() });
  const leave = () => store.dispatch("connection:changed", { status: "offline" });
  if (!online) leave();
  const states = () => Object.values(uploads.all).map(({ name, state }) => `${name}: ${state}`);
  const sent = () => hub.requests.filter(({ event }) => event === "message:send").map(({ payload }) => payload);
  return {
    store, hub, uploader, prepared, uploads, outbox, drafts, reviews, begin, leave, states, sent,
    keeps: { pictures, kept, tab },
  };
}
