/**
 * Lets go of uploads that nobody needs any more: those that neither a message being written nor one
 * that waits to be sent has.
 *
 * @module
 */

/**
 * @param {object} parts
 * @param {import("./store.js").Store} parts.store
 * @param {import("./drafts.js").Drafts} parts.drafts
 * @param {import("./uploads.js").Uploads} parts.uploads
 */
export function keepNeeded({ store, drafts, uploads }) {
  const letGo = () => {
    const writing = Object.values(drafts.all).flatMap(({ pictures }) => pictures);
    const waiting = store.state.outbox.flatMap(({ pictures }) => pictures ?? []);
    uploads.keepOnly(new Set([...writing, ...waiting]));
  };
  // A message that is sent leaves the draft before it joins the outbox.
  const soon = () => queueMicrotask(letGo);
  drafts.subscribe(soon);
  store.subscribe((state, previous) => {
    if (state.outbox !== previous.outbox) soon();
  });
}
