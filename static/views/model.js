/**
 * The messaging client of this tab and its state as a signal.
 *
 * @module
 */

import { computed, signal } from "@preact/signals";
import { io } from "socket.io-client";

import { setLanguage } from "../i18n/index.js";
import { Client } from "../sdk/client.js";
import { NOTHING } from "../sdk/composition.js";
import { previewFor } from "../sdk/previews.js";
import { emptyState } from "../sdk/state.js";
import { draftStorage, keyValueStorage } from "../sdk/storage.js";
import { keptUploads } from "./pictures/kept.js";
import { tidy } from "./pictures/local.js";
import { shrink } from "./pictures/shrink.js";

/** @typedef {import("../sdk/types.js").Conversation} Conversation */
/** @typedef {import("../sdk/types.js").Composition} Composition */
/** @typedef {import("../sdk/types.js").Preview} Preview */

export const state = signal(emptyState());

export const session = computed(() => state.value.session);
export const unreadTotal = computed(() => state.value.unread_total);

/** What is being written, by conversation; survives a reload of the tab. */
const drafts = signal(/** @type {Record<string, Composition>} */ ({}));

/** Pictures on their way to the hub, by `upload_id`. */
export const uploads = signal(/** @type {Client["uploads"]["all"]} */ ({}));

/** What the other side would read of it, by conversation. */
const previews = signal(/** @type {Record<string, Preview>} */ ({}));

/** @param {string} conversationId */
export function draftOf(conversationId) {
  return drafts.value[conversationId] ?? NOTHING;
}

/**
 * The preview of what is being written, if there is one.
 *
 * @param {string} conversationId
 */
export function previewOfDraft(conversationId) {
  return previewFor(previews.value, conversationId, draftOf(conversationId).text);
}

/** The client; set before anything is rendered that needs it. */
export let client = /** @type {Client} */ (/** @type {unknown} */ (null));

/**
 * Connects for as long as the page lives, and tells the client what only the browser knows.
 *
 * @param {() => Promise<string>} getToken
 */
export function connect(getToken) {
  client = new Client({
    io,
    url: location.origin,
    getToken,
    storage: keyValueStorage(localStorage),
    drafts: draftStorage(sessionStorage),
    uploads: keptUploads,
    prepare: shrink,
  });
  client.subscribe((next, previous) => {
    state.value = next;
    const { user, reads } = previous.session;
    if (next.session.user !== user || next.session.reads !== reads) speak(next.session);
  });
  drafts.value = client.drafts.all;
  client.drafts.subscribe((next) => { drafts.value = next; });
  client.previews.subscribe((next) => { previews.value = next; });
  uploads.value = client.uploads.all;
  client.uploads.subscribe((next) => {
    tidy(next, uploads.value);
    uploads.value = next;
  });
  client.start();
  addEventListener("online", () => client.networkChanged(true));
  addEventListener("offline", () => client.networkChanged(false));
}

/**
 * The page speaks the language that its person reads, as far as it can.
 *
 * @param {import("../sdk/types.js").Session} session
 */
function speak({ user, reads }) {
  if (user) setLanguage(reads ?? user.lang, user.lang);
}
