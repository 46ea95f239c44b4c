/**
 * Sends a picture to the hub over HTTP, and tells how far it is.
 *
 * @module
 */

import { HubError } from "./errors.js";
import { request } from "./http.js";

/** @typedef {import("./types.js").Uploader} Uploader */

/** So long without any progress, the connection is taken for lost. */
const STALLED_MS = 60_000;
/** What the file is called on the device is nobody's business. */
const FILE_NAME = "picture";

/**
 * @param {string} url the hub's origin
 * @param {() => Promise<string>} getToken gives a token that is good now
 * @returns {Uploader}
 */
export function uploaderTo(url, getToken) {
  const address = `${url}/api/v1/attachments`;
  return {
    async post({ upload_id, conversation_id, alt, blob }, { signal, onProgress }) {
      const form = new FormData();
      form.append("conversation_id", conversation_id);
      form.append("upload_id", upload_id);
      if (alt) form.append("alt", alt);
      form.append("file", blob, FILE_NAME);
      const token = await getToken();
      return (await postForm(address, { token, form, signal, onProgress })).attachment;
    },
    async describe(id, alt) {
      const body = { alt: alt || null };
      const token = await getToken();
      const response = await request(`${address}/${encodeURIComponent(id)}`, { token, method: "PATCH", body });
      return (await response.json()).attachment;
    },
  };
}

/**
 * `fetch` cannot tell how much of a body has gone.
 *
 * @param {string} address
 * @param {{token: string, form: FormData, signal: AbortSignal, onProgress: (part: number) => void}} options
 * @returns {Promise<any>} what the hub answers
 * @throws {HubError} with the hub's code, `offline`, `timeout` or `cancelled`
 */
function postForm(address, { token, form, signal, onProgress }) {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new HubError("cancelled"));
    const xhr = new XMLHttpRequest();
    const alarm = new Alarm(() => end(() => reject(new HubError("timeout"))));
    const end = (/** @type {() => void} */ settle) => {
      alarm.off();
      settle();
      xhr.abort();
    };
    signal.addEventListener("abort", () => end(() => reject(new HubError("cancelled"))), { once: true });
    xhr.upload.onprogress = ({ loaded, total }) => {
      alarm.later();
      onProgress(total ? loaded / total : 0);
    };
    xhr.onerror = () => end(() => reject(new HubError("offline")));
    xhr.onload = () => end(() => settleWith(xhr, resolve, reject));
    xhr.open("POST", address);
    xhr.responseType = "json";
    xhr.setRequestHeader("authorization", `Bearer ${token}`);
    xhr.send(form);
    return undefined;
  });
}

/**
 * @param {XMLHttpRequest} xhr
 * @param {(answer: any) => void} resolve
 * @param {(error: HubError) => void} reject
 */
function settleWith({ status, response }, resolve, reject) {
  if (status >= 200 && status < 300 && response) return resolve(response);
  const { code = "internal", message, data } = response?.error ?? {};
  return reject(new HubError(code, message, data));
}

/** Goes off unless it is put off in time. */
class Alarm {
  #ring;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} ring */
  constructor(ring) {
    this.#ring = ring;
    this.later();
  }

  later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ring, STALLED_MS);
  }

  off() {
    clearTimeout(this.#timer);
  }
}
