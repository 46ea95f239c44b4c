/**
 * Keeps pictures that are not sent yet in the browser's database, so that they outlast a reload.
 *
 * @module
 */

/** @typedef {import("../../sdk/types.js").Upload} Upload */

const DATABASE = "parley";
const STORE = "uploads";
/** A day longer than the hub keeps what was never sent. */
const KEPT_MS = 2 * 24 * 60 * 60_000;

/** @type {Promise<IDBDatabase> | undefined} */
let opened;

/** @type {import("../../sdk/types.js").UploadStorage} */
export const keptUploads = {
  async load(ids) {
    const all = await done((await store("readonly")).getAll());
    await remove(all.filter(({ kept_at }) => Date.now() - kept_at > KEPT_MS).map(({ upload_id }) => upload_id));
    return all.filter(({ upload_id }) => ids.includes(upload_id)).map(({ kept_at: _when, ...upload }) => upload);
  },
  async save(upload) {
    await done((await store("readwrite")).put({ ...upload, kept_at: Date.now() }));
  },
  remove,
};

/** @param {string[]} ids */
async function remove(ids) {
  const uploads = await store("readwrite");
  await Promise.all(ids.map((id) => done(uploads.delete(id))));
}

/** @param {IDBTransactionMode} mode */
async function store(mode) {
  opened ??= open();
  return (await opened).transaction(STORE, mode).objectStore(STORE);
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "upload_id" });
  return done(request);
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
