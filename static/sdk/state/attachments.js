/**
 * The pictures of messages, wherever these are known: their addresses are replaced when they have
 * expired.
 *
 * @module
 */

/** @typedef {import("../types.js").Attachment} Attachment */
/** @typedef {import("../types.js").AttachmentLinks} AttachmentLinks */
/** @template {keyof import("../actions.js").Payloads} T
 *  @typedef {import("../actions.js").Handler<T>} Handler */

/** @type {Handler<"attachment:links">} */
export function linksRenewed(state, { conversation_id: id, links }) {
  if (!links.length) return state;
  const byId = new Map(links.map((link) => [link.id, link]));
  const { threads, conversations, outbox } = state;
  return {
    ...state,
    threads: changed(threads, id, (thread) =>
      ({ ...thread, messages: thread.messages.map((message) => withLinks(message, byId)) })),
    conversations: changed(conversations, id, (known) =>
      ({ ...known, last_message: known.last_message && withLinks(known.last_message, byId) })),
    outbox: outbox.map((entry) => withLinks(entry, byId)),
  };
}

/**
 * @template {{attachments?: Attachment[]}} T
 * @param {T} holder
 * @param {Map<string, AttachmentLinks>} links
 * @returns {T} the same one if none of its pictures is meant
 */
function withLinks(holder, links) {
  if (!holder.attachments?.some(({ id }) => links.has(id))) return holder;
  const attachments = holder.attachments.map((attachment) => ({ ...attachment, ...links.get(attachment.id) }));
  return { ...holder, attachments };
}

/**
 * @template T
 * @param {Record<string, T>} record
 * @param {string} key
 * @param {(value: T) => T} change
 */
function changed(record, key, change) {
  const value = record[key];
  return value === undefined ? record : { ...record, [key]: change(value) };
}
