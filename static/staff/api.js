/**
 * The staff API. Every call resolves with the answer's JSON or rejects with a HubError.
 *
 * @module
 */

import { refusalOf } from "../sdk/errors.js";
import { request } from "../sdk/http.js";
import { token } from "./session.js";

/** @typedef {import("./types.js").Ban} Ban */
/** @typedef {import("./types.js").Incident} Incident */
/** @typedef {import("./types.js").Mode} Mode */

const BASE = "/api/v1/staff";

/** @param {Record<string, string>} filters @returns {Promise<import("./types.js").IncidentPage>} */
export const incidents = (filters) => call(`/incidents${queryOf(filters)}`);

/** @param {string} id @returns {Promise<import("./types.js").Case>} */
export const incident = (id) => call(`/incidents/${segment(id)}`);

/** @param {string} id @returns {Promise<{incident: Incident}>} */
export const claim = (id) => call(`/incidents/${segment(id)}/claim`, { body: {} });

/**
 * Lets go of an incident, also while the page is being left.
 *
 * @param {string} id
 * @returns {Promise<{incident: Incident}>}
 */
export const release = (id) =>
  call(`/incidents/${segment(id)}/claim`, { method: "DELETE", keepalive: true });

/** @param {string} id @param {object} body @returns {Promise<{incident: Incident}>} */
export const decide = (id, body) => call(`/incidents/${segment(id)}/decision`, { body });

/** @param {string} id @param {string} note @returns {Promise<{incident: Incident}>} */
export const addNote = (id, note) => call(`/incidents/${segment(id)}/notes`, { body: { note } });

/**
 * One of the pictures that an incident keeps.
 *
 * @param {string} id
 * @param {number} number from 0
 * @returns {Promise<Blob>}
 */
export const incidentPicture = async (id, number) =>
  (await ask(`/incidents/${segment(id)}/picture${queryOf({ number: `${number}` })}`)).blob();

/**
 * Refuses from now on whatever looks like a picture of an incident.
 *
 * @param {string} incident_id
 * @param {number} number
 * @param {string} reason
 * @returns {Promise<{ban: Ban}>}
 */
export const banPicture = (incident_id, number, reason) =>
  call("/pictures/bans", { body: { incident_id, number, reason } });

/** @param {string} id @param {string} reason @returns {Promise<{ban: Ban}>} */
export const liftBan = (id, reason) =>
  call(`/pictures/bans/${segment(id)}`, { method: "DELETE", body: { reason } });

/**
 * @param {string | null} cursor
 * @returns {Promise<{bans: Ban[], next_cursor: string | null}>}
 */
export const bans = (cursor) => call(`/pictures/bans${queryOf({ cursor: cursor ?? "" })}`);

/** @returns {Promise<import("./types.js").Rules>} */
export const rules = () => call("/rules");

/** @param {object} body @returns {Promise<{rule: import("./types.js").Rule, version: number}>} */
export const addRule = (body) => call("/rules", { body });

/** @param {string} id @param {Mode} mode @param {string} reason */
export const switchRule = (id, mode, reason) =>
  call(`/rules/${segment(id)}`, { method: "PATCH", body: { mode, reason } });

/** @param {string} id @param {string} reason */
export const deleteRule = (id, reason) =>
  call(`/rules/${segment(id)}`, { method: "DELETE", body: { reason } });

/**
 * @param {string | null} cursor
 * @returns {Promise<{versions: import("./types.js").RuleVersion[], next_cursor: string | null}>}
 */
export const ruleVersions = (cursor) => call(`/rules/versions${queryOf({ cursor: cursor ?? "" })}`);

/** @param {object} policy what differs from the built-in one @param {string} reason */
export const putPolicy = (policy, reason) => call("/policy", { method: "PUT", body: { policy, reason } });

/** @param {object} body @returns {Promise<import("./types.js").Trial>} */
export const tryRules = (body) => call("/rules/try", { body });

/** @param {object} body @returns {Promise<import("./types.js").Backtest>} */
export const backtest = (body) => call("/rules/backtest", { body });

/** @param {Record<string, string>} range @returns {Promise<import("./types.js").Report>} */
export const report = (range) => call(`/reports${queryOf(range)}`);

/** @param {Record<string, string>} asked @returns {Promise<Blob>} */
export const reportCsv = async (asked) => (await ask(`/reports.csv${queryOf(asked)}`)).blob();

/**
 * @param {Record<string, string>} asked
 * @returns {Promise<{entries: import("./types.js").AuditEntry[], next_cursor: string | null}>}
 */
export const audit = (asked) => call(`/audit${queryOf(asked)}`);

/** @typedef {{method?: string, body?: object, keepalive?: boolean}} Options */

/**
 * @param {string} path
 * @param {Options} [options]
 * @returns {Promise<any>}
 */
const call = async (path, options) => (await ask(path, options)).json();

/**
 * Asks once more with a new token if the hub no longer takes the old one.
 *
 * @param {string} path
 * @param {Options} [options]
 */
async function ask(path, options) {
  try {
    return await request(BASE + path, { ...options, token: await token() });
  } catch (error) {
    if (refusalOf(error).code !== "unauthenticated") throw error;
    return request(BASE + path, { ...options, token: await token({ fresh: true }) });
  }
}

/** @param {string} id */
const segment = (id) => encodeURIComponent(id);

/**
 * @param {Record<string, string>} params empty ones are left out
 * @returns {string} `?a=b`, or nothing
 */
function queryOf(params) {
  const given = Object.entries(params).filter(([, value]) => value !== "");
  return given.length ? `?${new URLSearchParams(given)}` : "";
}
