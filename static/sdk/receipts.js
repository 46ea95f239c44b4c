/**
 * Tells the hub what has been received and what has been seen: one mark a conversation, only ever
 * upwards, at most a few a second.
 *
 * Delivered follows from the state by itself. Read is told by the view, for what is displayed in a
 * visible tab; since read implies delivered, a message that is displayed at once costs one event.
 * With it goes which messages were displayed as translations.
 *
 * @module
 */

import { isPassing, refusalOf, retryDelay } from "./errors.js";
import { ShownTexts } from "./shown.js";
import { ownSide } from "./state/sides.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Conversation} Conversation */
/** @typedef {import("./types.js").Shown} Shown */
/** @typedef {{event: string, seq: number, shown?: Shown[]}} Due */
/** @typedef {{read: number, delivered: number, shown: ShownTexts, attempt: number, sending: boolean,
 *   timer: ReturnType<typeof setTimeout> | undefined}} Mark */

const READ_DELAY_MS = 200;
const DELIVERED_DELAY_MS = 1_000;

export class Receipts {
  #store;
  #request;
  /** @type {Map<string, Mark>} */
  #marks = new Map();
  #unsubscribe;

  /**
   * @param {import("./store.js").Store} store
   * @param {import("./types.js").Request} request
   */
  constructor(store, request) {
    this.#store = store;
    this.#request = request;
    this.#unsubscribe = store.subscribe((state, previous) => {
      if (state.conversations !== previous.conversations) this.#noteReceived(state, previous);
      if (state.session.status !== previous.session.status) this.#flushAll();
    });
  }

  stop() {
    this.#unsubscribe();
    for (const mark of this.#marks.values()) clearTimeout(mark.timer);
  }

  /**
   * The person has everything up to this message before their eyes.
   *
   * @param {string} conversationId
   * @param {number} seq
   * @param {Shown[]} [shown] those before their eyes as translations
   */
  displayed(conversationId, seq, shown = []) {
    const mark = this.#mark(conversationId);
    const isNew = seq > mark.read && seq > this.#told(conversationId).read_seq;
    if (!mark.shown.note(shown) && !isNew) return;
    mark.read = Math.max(mark.read, seq);
    this.#schedule(conversationId, READ_DELAY_MS);
  }

  /**
   * @param {State} state
   * @param {State} previous
   */
  #noteReceived(state, previous) {
    for (const [id, conversation] of Object.entries(state.conversations)) {
      if (conversation === previous.conversations[id]) continue;
      const seq = receivedSeq(state, conversation);
      const mark = this.#mark(id);
      if (seq <= mark.delivered) continue;
      mark.delivered = seq;
      this.#schedule(id, DELIVERED_DELAY_MS);
    }
  }

  #flushAll() {
    if (this.#store.state.session.status !== "online") return;
    for (const id of this.#marks.keys()) this.#schedule(id, 0);
  }

  /**
   * A mark waits no longer than the delay of the first thing it is for.
   *
   * @param {string} id
   * @param {number} delay milliseconds
   */
  #schedule(id, delay) {
    const mark = this.#mark(id);
    if (mark.sending) return;
    if (mark.timer !== undefined && delay === DELIVERED_DELAY_MS) return;
    clearTimeout(mark.timer);
    mark.timer = setTimeout(() => void this.#flush(id), delay);
  }

  /** @param {string} id */
  async #flush(id) {
    const mark = this.#mark(id);
    mark.timer = undefined;
    const due = this.#due(id);
    if (!due || mark.sending || this.#store.state.session.status !== "online") return;
    mark.sending = true;
    try {
      const { event, ...what } = due;
      const told = await this.#request(event, { conversation_id: id, ...what });
      const side = ownSide(this.#store.state, id);
      mark.sending = false;
      mark.attempt = 0;
      mark.shown.settle(due.shown ?? []);
      this.#store.dispatch("receipt:updated", { conversation_id: id, side, ...told });
      if (this.#due(id)) this.#schedule(id, READ_DELAY_MS);
    } catch (error) {
      this.#refused(id, due, refusalOf(error));
    }
  }

  /**
   * @param {string} id
   * @param {Due} due
   * @param {import("./types.js").Refusal} refusal
   */
  #refused(id, { seq, shown = [] }, refusal) {
    const mark = this.#mark(id);
    mark.sending = false;
    if (!isPassing(refusal.code)) {
      mark.shown.settle(shown);
      mark.read = Math.min(mark.read, seq - 1);
      mark.delivered = Math.min(mark.delivered, seq - 1);
    } else if (refusal.code !== "offline") {
      mark.attempt += 1;
      this.#schedule(id, retryDelay(refusal, mark.attempt));
    }
  }

  /**
   * @param {string} id
   * @returns {Due | null} the one event that says it all
   */
  #due(id) {
    const { read, delivered, shown: texts } = this.#mark(id);
    const told = this.#told(id);
    const seq = Math.max(read, told.read_seq);
    const shown = texts.due(seq);
    if (shown.length) return { event: "message:read", seq, shown };
    if (read > told.read_seq) return { event: "message:read", seq };
    if (delivered > told.delivered_seq) return { event: "message:delivered", seq: delivered };
    return null;
  }

  /** @param {string} id */
  #told(id) {
    const { state } = this.#store;
    const receipts = state.conversations[id]?.receipts[ownSide(state, id)];
    return receipts ?? { delivered_seq: 0, read_seq: 0 };
  }

  /**
   * @param {string} id
   * @returns {Mark}
   */
  #mark(id) {
    const known = this.#marks.get(id);
    if (known) return known;
    /** @type {Mark} */
    const mark = {
      read: 0, delivered: 0, shown: new ShownTexts(), attempt: 0, sending: false, timer: undefined,
    };
    this.#marks.set(id, mark);
    return mark;
  }
}

/**
 * @param {State} state
 * @param {Conversation} conversation
 * @returns {number} the newest message of the other side; 0 if the last one is one's own
 */
function receivedSeq(state, { id, last_message }) {
  if (!last_message || last_message.sender.side === ownSide(state, id)) return 0;
  return last_message.seq;
}
