/**
 * The messaging client: what a view calls, and the one place where the parts are put together.
 *
 * It needs no DOM. A view reads `client.state`, is told of changes by `client.subscribe`, and calls
 * the methods below; requests that are refused reject with a HubError.
 *
 * @module
 */

import { Connection } from "./connection.js";
import { Drafts } from "./drafts.js";
import { HubError } from "./errors.js";
import { Links } from "./links.js";
import { Loader } from "./loader.js";
import { keepNeeded } from "./needed.js";
import { Outbox } from "./outbox.js";
import { Pause } from "./pause.js";
import { Previews } from "./previews.js";
import { Receipts } from "./receipts.js";
import { Requests } from "./requests.js";
import { Reviews } from "./reviews.js";
import { noDrafts, noUploads } from "./storage.js";
import { Store } from "./store.js";
import { Sync } from "./sync.js";
import { Translations } from "./translations.js";
import { Typing } from "./typing.js";
import { uploaderTo } from "./upload-request.js";
import { Uploads } from "./uploads.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Filter} Filter */
/** @typedef {import("./types.js").Conversation} Conversation */

/**
 * @typedef {object} ClientOptions
 * @property {(uri: string, options: object) => import("socket.io-client").Socket} io
 * @property {string} url the hub's origin
 * @property {() => Promise<string>} getToken gives a token that is good now
 * @property {import("./types.js").OutboxStorage} storage keeps unsent messages
 * @property {import("./types.js").DraftStorage} [drafts] keeps what is being written
 * @property {import("./types.js").UploadStorage} [uploads] keeps pictures that are not sent yet
 * @property {import("./types.js").Prepare} [prepare] makes pictures ready to be sent
 */

/** @type {import("./types.js").Prepare} for a device that cannot look into pictures */
const asItIs = async (blob) => ({ blob, width: null, height: null });

export class Client {
  #store = new Store();
  #connection;
  #drafts;
  #links;
  #loader;
  #outbox;
  #pause;
  #previews;
  #receipts;
  #requests;
  #reviews;
  #sync;
  #translations;
  #typing;
  #uploads;

  /** @param {ClientOptions} options */
  constructor({ io, url, getToken, storage, drafts = noDrafts, uploads = noUploads, prepare = asItIs }) {
    const store = this.#store;
    /** @type {import("./types.js").Request} */
    const request = (event, payload) => this.#connection.request(event, payload);
    this.#connection = new Connection({
      io,
      url,
      getToken,
      onPush: (event, payload) => this.#pushed(event, payload),
      onStatus: (status) => store.dispatch("connection:changed", { status }),
      onEnded: (code) => store.dispatch("session:ended", { code }),
    });
    this.#links = new Links(store, request);
    this.#loader = new Loader(store, request, () => this.whenReady());
    this.#uploads = new Uploads({ store, uploader: uploaderTo(url, getToken), prepare, storage: uploads });
    this.#outbox = new Outbox({ store, request, storage, uploads: this.#uploads });
    this.#drafts = new Drafts({
      store, request, outbox: this.#outbox, uploads: this.#uploads, storage: drafts,
    });
    this.#pause = new Pause(store);
    this.#previews = new Previews(request);
    this.#receipts = new Receipts(store, request);
    this.#requests = new Requests(store, (event, payload) => this.#asked(event, payload));
    this.#reviews = new Reviews(store, request, this.#uploads);
    this.#sync = new Sync(store, request);
    this.#translations = new Translations(store, request);
    this.#typing = new Typing(store, request);
    keepNeeded({ store, drafts: this.#drafts, uploads: this.#uploads });
  }

  get state() {
    return this.#store.state;
  }

  /**
   * @param {(state: State, previous: State) => void} listener
   * @returns {() => void} stops listening
   */
  subscribe(listener) {
    return this.#store.subscribe(listener);
  }

  /** What is being written, by conversation, and what is to be mended in it. */
  get drafts() {
    return this.#drafts;
  }

  /** What the other side would read of what is being written, as far as that was asked. */
  get previews() {
    return this.#previews;
  }

  /** What is asked of the hub and answered at once. */
  get requests() {
    return this.#requests;
  }

  /** Asking the marketplace to look again at what it refused. */
  get reviews() {
    return this.#reviews;
  }

  /** Pictures on their way to the hub. */
  get uploads() {
    return this.#uploads;
  }

  start() {
    this.#connection.start();
  }

  stop() {
    const parts = [this.#drafts, this.#outbox, this.#pause, this.#receipts, this.#reviews, this.#sync,
      this.#translations, this.#typing, this.#uploads];
    for (const part of parts) part.stop();
    this.#connection.stop();
  }

  /** @param {boolean} online what the device knows of its network */
  networkChanged(online) {
    this.#connection.networkChanged(online);
  }

  /** @returns {Promise<State>} once the hub has greeted this session */
  whenReady() {
    if (this.state.session.status === "online") return Promise.resolve(this.state);
    return new Promise((resolve, reject) => {
      const unsubscribe = this.subscribe(({ session }) => {
        if (session.status !== "online" && session.status !== "ended") return;
        unsubscribe();
        if (session.status === "online") resolve(this.state);
        else reject(new HubError(session.ended_code ?? "unauthenticated"));
      });
    });
  }

  /**
   * Reads a folder's next page: the first, if it was not read yet.
   *
   * @param {Filter} filter
   * @param {number} [limit]
   */
  loadInbox(filter, limit) {
    return this.#loader.inbox(filter, limit);
  }

  /**
   * Makes a conversation known that is only known by its id, from an address for instance.
   *
   * @param {string} id
   * @returns {Promise<Conversation | undefined>} nothing if it is not in the inbox
   */
  findConversation(id) {
    return this.#loader.conversation(id);
  }

  /**
   * Loads the newest page of a known conversation, unless it is loaded.
   *
   * @param {string} id
   */
  openThread(id) {
    this.#translations.opened(id);
    return this.#loader.thread(id);
  }

  /**
   * Loads the page before the first loaded message.
   *
   * @param {string} id
   * @param {number} [limit]
   */
  loadOlder(id, limit) {
    return this.#loader.older(id, limit);
  }

  /**
   * Loads back to a message, e.g. one that a search found.
   *
   * @param {string} id
   * @param {number} seq
   */
  loadBackTo(id, seq) {
    return this.#loader.backTo(id, seq);
  }

  /**
   * Queues a message; its progress shows in the state's outbox, then among the messages.
   *
   * @param {string} id
   * @param {import("./types.js").Draft} draft
   */
  send(id, draft) {
    this.#typing.paused(id);
    return this.#outbox.add(id, draft);
  }

  /**
   * Sends what was written in a conversation.
   *
   * @param {string} id
   * @returns {boolean} false if it is what the hub has just refused, unchanged, or a picture failed
   */
  sendDraft(id) {
    this.#typing.paused(id);
    return this.#drafts.send(id) !== null;
  }

  /** @param {string} clientId */
  retry(clientId) {
    this.#outbox.retry(clientId);
  }

  /**
   * Makes a message that still waits for its pictures text again.
   *
   * @param {string} clientId
   */
  cancel(clientId) {
    this.#outbox.cancel(clientId);
  }

  /**
   * Takes back a message that failed.
   *
   * @param {string} clientId
   */
  discard(clientId) {
    return this.#outbox.remove(clientId);
  }

  /**
   * @param {string} id
   * @param {number} seq the newest message before the reader's eyes, in a visible tab
   * @param {import("./types.js").Shown[]} [shown] those before their eyes as translations
   */
  displayed(id, seq, shown) {
    this.#receipts.displayed(id, seq, shown);
  }

  /**
   * The address of a picture has expired: new ones come into the state.
   *
   * @param {string} id of the conversation
   * @param {string} attachmentId
   * @returns {Promise<boolean>} whether there is a new one
   */
  renewLinks(id, attachmentId) {
    return this.#links.renew(id, attachmentId);
  }

  /**
   * Translations that are lacking are asked for.
   *
   * @param {"thread" | "inbox"} place
   * @param {{conversation_id: string, seq: number}[]} seen the messages there that are before the
   *   reader's eyes
   */
  inView(place, seen) {
    this.#translations.inView(place, seen);
  }

  /**
   * @param {string} id
   * @param {boolean} active whether a key was pressed, or the text left
   */
  typing(id, active) {
    if (active) this.#typing.pressed(id);
    else this.#typing.paused(id);
  }

  /**
   * Makes the conversation of a search hit known, so that it can be opened.
   *
   * @param {Conversation} conversation
   */
  adopt(conversation) {
    if (this.state.conversations[conversation.id]) return;
    this.#store.dispatch("conversation:updated", { conversation });
  }

  /**
   * @param {typeof import("./connection.js").PUSHES[number]} event
   * @param {any} payload
   */
  #pushed(event, payload) {
    this.#store.dispatch(event, payload);
    if (event === "typing" && payload.typing) this.#typing.expireLater(payload.conversation_id);
    if (event === "incident:decided") this.#uploads.decided(payload.incident_id, payload.outcome);
  }

  /**
   * Waits for the first greeting; after that, a lost connection refuses at once.
   *
   * @param {string} event
   * @param {object} payload
   */
  async #asked(event, payload) {
    if (!this.state.session.user) await this.whenReady();
    return this.#connection.request(event, payload);
  }
}
