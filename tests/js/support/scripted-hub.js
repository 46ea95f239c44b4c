/**
 * A stand-in for the connection, not for the hub: it records every request and lets a test decide
 * when and how each one is answered.
 */

/** @typedef {{event: string, payload: any, resolve: (data: any) => void,
 *   reject: (error: unknown) => void}} Pending */

export class ScriptedHub {
  /** @type {Pending[]} */
  pending = [];
  /** @type {{event: string, payload: any}[]} */
  requests = [];

  /** @type {import("../../../static/sdk/types.js").Request} */
  request = (event, payload) => {
    this.requests.push({ event, payload });
    return new Promise((resolve, reject) => this.pending.push({ event, payload, resolve, reject }));
  };

  /** @param {any} [data] answers the oldest open request */
  async answer(data = {}) {
    this.#oldest().resolve(data);
    await settled();
  }

  /** @param {unknown} error refuses the oldest open request */
  async refuse(error) {
    this.#oldest().reject(error);
    await settled();
  }

  #oldest() {
    const pending = this.pending.shift();
    if (!pending) throw new Error("nothing was asked");
    return pending;
  }
}

/** Lets everything that follows from an answer happen. */
export async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** @returns {Storage} a storage that outlives the client, as the browser's does */
export function memoryStorage() {
  /** @type {Map<string, string>} */
  const map = new Map();
  return {
    get length() { return map.size; },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    clear: () => map.clear(),
  };
}
