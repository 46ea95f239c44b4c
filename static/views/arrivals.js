/**
 * Tells a screen reader of every message that arrives from the other side, and of what was decided
 * about one's own.
 *
 * @module
 */

import { t } from "../i18n/index.js";
import { stageOf } from "../sdk/state/reviews.js";
import { ownSide } from "../sdk/state/sides.js";
import { readingOf } from "../sdk/state/translations.js";
import { client, uploads } from "./model.js";
import { previewOf } from "./messages/preview.js";
import { announce, note } from "./ui/feedback.js";

/** @typedef {import("../sdk/types.js").Message} Message */
/** @typedef {import("../sdk/types.js").State} State */

const TRANSLATED_SOON_MS = 60_000;
/** So long a message is kept back for its translation, which is then told instead of it. */
const PATIENCE_MS = 3_000;

/** @type {Map<string, {message: Message, timer: ReturnType<typeof setTimeout>}>} */
const held = new Map();

/** @param {Message} message */
const keyOf = ({ conversation_id, seq }) => `${conversation_id} ${seq}`;

/** @returns {() => void} stops telling */
export function announceArrivals() {
  const unsubscribe = client.subscribe((state, previous) => {
    if (state.conversations !== previous.conversations) announceMessages(state, previous);
    if (held.size) announceHeld(state);
    if (state.outbox !== previous.outbox) announceDecisions(state, previous);
  });
  const unsubscribeUploads = announceUploads();
  return () => {
    unsubscribe();
    unsubscribeUploads();
  };
}

/**
 * @param {State} state
 * @param {State} previous
 */
function announceMessages(state, previous) {
  for (const [id, conversation] of Object.entries(state.conversations)) {
    const before = previous.conversations[id];
    const message = conversation.last_message;
    if (!before || !message || message.sender.side === ownSide(state, id)) continue;
    if (message.seq > before.last_seq) announceNew(state, message);
    else if (!held.has(keyOf(message)) && isTranslatedNow(message, before.last_message)) say(message);
  }
}

/**
 * Once, in the reader's language, where that comes soon.
 *
 * @param {State} state
 * @param {Message} message
 */
function announceNew(state, message) {
  if (readingOf(state, message).kind !== "waiting") return say(message);
  const timer = setTimeout(() => {
    held.delete(keyOf(message));
    say(message);
  }, PATIENCE_MS);
  held.set(keyOf(message), { message, timer });
  return undefined;
}

/** @param {State} state in which the translation of some of them may be known, or that there is none */
function announceHeld(state) {
  for (const [key, { message, timer }] of held) {
    const now = asKnown(state, message);
    if (readingOf(state, now).kind === "waiting") continue;
    clearTimeout(timer);
    held.delete(key);
    if (!now.erased) say(now);
  }
}

/**
 * @param {State} state
 * @param {Message} message as it came
 */
function asKnown({ threads, conversations }, message) {
  const { conversation_id: id, seq } = message;
  const known = [conversations[id]?.last_message, ...(threads[id]?.messages ?? [])]
    .filter((it) => it?.seq === seq);
  return known.find((it) => it?.translation || it?.erased) ?? message;
}

/** @param {Message} message */
function say(message) {
  announce(t("live.message", { name: message.sender.name, text: previewOf(message) }));
}

/**
 * Whether what was told in its original can be told in the reader's language now.
 *
 * @param {Message} message
 * @param {Message | null} before
 */
function isTranslatedNow(message, before) {
  const recent = Date.now() - Date.parse(message.sent_at) < TRANSLATED_SOON_MS;
  return recent && message.seq === before?.seq && !!message.translation && !before.translation;
}

/**
 * @param {State} state
 * @param {State} previous
 */
function announceDecisions(state, previous) {
  for (const entry of state.outbox) {
    const before = previous.outbox.find((it) => it.client_id === entry.client_id);
    if (!before || stageOf(before) === stageOf(entry)) continue;
    if (entry.error?.code === "pictures_failed") note(t("picture.returned"), "error");
    if (stageOf(entry) === "approved") announce(t("review.approved"));
    if (stageOf(entry) === "refused") announce(t("review.refused"));
  }
}

/** What was decided about pictures that were refused. */
function announceUploads() {
  let previous = uploads.value;
  return client.uploads.subscribe((all) => {
    for (const [id, { review }] of Object.entries(all)) {
      if (!review?.outcome || previous[id]?.review?.outcome) continue;
      announce(t(review.outcome === "overturned" ? "picture.approved" : "picture.upheld"));
    }
    previous = all;
  });
}
