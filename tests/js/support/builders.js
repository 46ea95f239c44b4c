/** Wire objects for tests, with only what matters to each said. */

/** @typedef {import("../../../static/sdk/types.js").Conversation} Conversation */
/** @typedef {import("../../../static/sdk/types.js").Entry} Entry */
/** @typedef {import("../../../static/sdk/types.js").Finding} Finding */
/** @typedef {import("../../../static/sdk/types.js").Message} Message */
/** @typedef {import("../../../static/sdk/actions.js").Payloads} Payloads */
/** @typedef {import("../../../static/sdk/types.js").Translation} Translation */

export const LIMITS = { text_graphemes: 4_000, page: 50, page_max: 200 };
export const ANA = { id: "ana", name: "Ana", role: "buyer", lang: "es", shop: null };

/** @returns {Payloads["session:ready"]} */
export function readyAs(user = ANA, unread_total = 0) {
  return { user, side: user.role, unread_total, limits: LIMITS };
}

/**
 * Somebody who reads Spanish, at a hub that translates.
 *
 * @returns {Payloads["session:ready"]}
 */
export function readySpanish(reads = "es") {
  return { ...readyAs(), reads, languages: ["en", "es", "fr", "zh"] };
}

/**
 * @param {string} text
 * @param {Partial<Translation>} [given]
 * @returns {Translation} into Spanish unless said otherwise
 */
export function translation(text, given = {}) {
  return { lang: "es", text, engine: "phrasebook", rough: false, source: "en", ...given };
}

/**
 * @param {Partial<Conversation>} [given]
 * @returns {Conversation}
 */
export function conversation(given = {}) {
  return {
    id: "c1",
    context: { type: "product", id: "p1", card: { title: "Teapot" } },
    buyer: { id: "ana", name: "Ana", lang: "es" },
    shop: { id: "s1", name: "Shop", lang: "en" },
    last_seq: 0,
    last_message: null,
    unread: 0,
    receipts: {
      buyer: { delivered_seq: 0, read_seq: 0 },
      seller: { delivered_seq: 0, read_seq: 0 },
    },
    state: "open",
    updated_at: "2026-01-01T00:00:00.000Z",
    listed: true,
    cleared_seq: 0,
    change: 0,
    ...given,
  };
}

/**
 * @param {number} seq
 * @param {Partial<Message> & {side?: string}} [given] by the seller unless said otherwise
 * @returns {Message}
 */
export function message(seq, { side = "seller", ...given } = {}) {
  const id = side === "buyer" ? "ana" : "shop-operator";
  return {
    conversation_id: "c1",
    seq,
    client_id: `m${seq}`,
    kind: "text",
    sender: { id, side, name: id },
    text: `text ${seq}`,
    sent_at: new Date(Date.UTC(2026, 0, 2) + seq * 1_000).toISOString(),
    ...given,
  };
}

/**
 * @param {number} from
 * @param {number} to inclusive
 */
export function messages(from, to) {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
}

/**
 * @param {number} start
 * @param {number} end
 * @returns {Finding}
 */
export function finding(start, end) {
  return { start, end, category: "messenger" };
}

/**
 * A message of one's own that the hub refused for its content.
 *
 * @param {string} text
 * @param {{findings?: Finding[], hint?: string}} [data]
 * @returns {Entry}
 */
export function blockedEntry(text, { findings = [], hint = "Stay here." } = {}) {
  const incident_id = `incident of ${text}`;
  return {
    client_id: `id of ${text}`,
    conversation_id: "c1",
    text,
    reply_to: null,
    queued_at: 0,
    order: 0,
    state: "failed",
    error: { code: "blocked_content", data: { findings, hint, incident_id } },
    review: { incident_id, appeal: null, outcome: null },
  };
}
