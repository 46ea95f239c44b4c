/**
 * Makes a picture as small as the hub keeps it before it is sent, and takes everything but the
 * pixels out of it: where it was taken never leaves the device.
 *
 * A picture that this browser cannot decode is sent as it is; the hub does the same to it.
 *
 * @module
 */

/** @typedef {import("../../sdk/types.js").Prepared} Prepared */

const WORKER = "/static/views/pictures/shrink-worker.js";
const PATIENCE_MS = 30_000;

/** @type {Worker | null} started when it is needed first */
let worker = null;
/** @type {Map<number, (made: Prepared | null) => void>} */
const asked = new Map();
let count = 0;

/**
 * @param {Blob} file
 * @returns {Promise<Prepared>}
 */
export async function shrink(file) {
  const made = typeof OffscreenCanvas === "function" ? await madeBeside(file) : null;
  return made ?? { blob: file, width: null, height: null };
}

/**
 * @param {Blob} file
 * @returns {Promise<Prepared | null>}
 */
function madeBeside(file) {
  const id = count++;
  return new Promise((resolve) => {
    asked.set(id, resolve);
    setTimeout(() => answer(id, null), PATIENCE_MS);
    (worker ??= start()).postMessage({ id, file });
  });
}

function start() {
  const started = new Worker(WORKER, { type: "module" });
  started.addEventListener("message", ({ data: { id, made } }) => answer(id, made));
  started.addEventListener("error", () => {
    for (const id of asked.keys()) answer(id, null);
  });
  return started;
}

/**
 * @param {number} id
 * @param {Prepared | null} made
 */
function answer(id, made) {
  asked.get(id)?.(made);
  asked.delete(id);
}
