/**
 * One authenticated Socket.IO connection that comes back by itself.
 *
 * A fresh token is asked for at every attempt. A lost network is retried by the Socket.IO client;
 * a refusal or an ending by the hub is retried here, unless only a person can resolve it.
 *
 * @module
 */

import { HubError, refusalOf, retryDelay } from "./errors.js";

const ACK_TIMEOUT_MS = 15_000;
const REFUSED_TOKENS_ALLOWED = 2;
const FINAL = new Set(["suspended", "not_found", "invalid"]);

/** Everything the hub pushes. */
export const PUSHES = /** @type {const} */ ([
  "session:ready",
  "message:new",
  "message:translated",
  "preferences:updated",
  "message:erased",
  "message:hidden",
  "incident:decided",
  "receipt:updated",
  "conversation:updated",
  "typing",
  "presence:updated",
]);

/** @typedef {import("socket.io-client").Socket} Socket */

/**
 * @typedef {object} ConnectionOptions
 * @property {(uri: string, options: object) => Socket} io Socket.IO's connecting function
 * @property {string} url the hub's origin
 * @property {() => Promise<string>} getToken called for every attempt to connect; throws a
 *   HubError `unauthenticated` where nobody is signed in
 * @property {(event: typeof PUSHES[number], payload: any) => void} onPush
 * @property {(status: "connecting" | "offline") => void} onStatus
 * @property {(code: string) => void} onEnded the session is over until the person does something
 */

export class Connection {
  /** @type {Socket} */
  #socket;
  #options;
  #ready = false;
  #stopped = false;
  #attempt = 0;
  #refusedTokens = 0;
  /** @type {string | null} */
  #endedCode = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {ConnectionOptions} options */
  constructor(options) {
    this.#options = options;
    this.#socket = options.io(options.url, {
      autoConnect: false,
      transports: ["websocket"],
      reconnectionDelay: 500,
      reconnectionDelayMax: 10_000,
      auth: (/** @type {(data: object) => void} */ send) => this.#authenticate(send),
    });
    this.#listen();
  }

  /** Whether requests can be sent: connected and greeted by the hub. */
  get ready() {
    return this.#ready;
  }

  start() {
    this.#stopped = false;
    this.#options.onStatus("connecting");
    this.#socket.connect();
  }

  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket.disconnect();
  }

  /**
   * Tells what the device knows of its network: a lost one is dropped at once instead of at the
   * next heartbeat, a regained one is tried at once instead of after the back-off. An attempt that
   * is under way by then has found the network before its event came: begun anew, it takes longer.
   *
   * @param {boolean} online
   */
  networkChanged(online) {
    if (this.#stopped) return;
    if (!online) this.#socket.io.engine?.close();
    else if (!this.#underWay) this.#socket.disconnect().connect();
  }

  /**
   * Sends an event and waits for its ack.
   *
   * @param {string} event
   * @param {object} payload
   * @returns {Promise<any>} the ack's data
   * @throws {HubError} with the hub's code, `offline` or `timeout`
   */
  request(event, payload) {
    if (!this.#ready) return Promise.reject(new HubError("offline"));
    return new Promise((resolve, reject) => {
      this.#socket.timeout(ACK_TIMEOUT_MS).emit(event, payload, (
        /** @type {Error | null} */ lost,
        /** @type {any} */ ack,
      ) => {
        if (lost) reject(new HubError(this.#ready ? "timeout" : "offline"));
        else if (ack?.ok) resolve(ack.data);
        else reject(new HubError(ack?.error?.code ?? "internal", ack?.error?.message, ack?.error?.data));
      });
    });
  }

  /** Connected, or about to be. */
  get #underWay() {
    const state = this.#socket.io.engine?.readyState;
    return state === "opening" || state === "open";
  }

  #listen() {
    for (const event of PUSHES) {
      this.#socket.on(event, (payload) => this.#pushed(event, payload));
    }
    this.#socket.on("session:ended", ({ code }) => { this.#endedCode = code; });
    this.#socket.on("disconnect", () => this.#disconnected());
    this.#socket.on("connect_error", (error) => this.#refused(error));
  }

  /** @param {(data: object) => void} send */
  async #authenticate(send) {
    try {
      send({ token: await this.#options.getToken() });
    } catch (error) {
      this.#socket.disconnect();
      this.#again(refusalOf(error).code);
    }
  }

  /**
   * @param {typeof PUSHES[number]} event
   * @param {any} payload
   */
  #pushed(event, payload) {
    if (event === "session:ready") {
      this.#ready = true;
      this.#attempt = 0;
      this.#refusedTokens = 0;
      this.#endedCode = null;
    }
    this.#options.onPush(event, payload);
  }

  #disconnected() {
    this.#ready = false;
    if (this.#stopped) return;
    this.#options.onStatus("offline");
    if (!this.#socket.active) this.#again(this.#endedCode ?? "overloaded");
  }

  /** @param {Error & {data?: {code?: string, data?: object}}} error */
  #refused(error) {
    if (this.#stopped) return;
    this.#options.onStatus("offline");
    if (!this.#socket.active) this.#again(error.data?.code ?? error.message, error.data?.data);
  }

  /**
   * Connects again after a while, or ends the session where that would not help: a second refused
   * token in a row means that the supplier of tokens has none that is good.
   *
   * @param {string} code
   * @param {object} [data]
   */
  #again(code, data) {
    if (code === "unauthenticated") this.#refusedTokens += 1;
    if (FINAL.has(code) || this.#refusedTokens >= REFUSED_TOKENS_ALLOWED) {
      this.#options.onEnded(code);
      return;
    }
    this.#attempt += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#socket.connect(), retryDelay({ code, data }, this.#attempt));
  }
}
