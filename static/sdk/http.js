/**
 * Calls to the hub over HTTP.
 *
 * @module
 */

import { HubError } from "./errors.js";

/**
 * @param {string} path
 * @param {{token?: string, method?: string, body?: object | undefined, keepalive?: boolean}} [options]
 *   a body is sent as JSON and makes it a POST unless a method is named; `keepalive` lets the call
 *   outlive the page
 * @returns {Promise<Response>} a good one
 * @throws {HubError} with the hub's code, or `offline` when nothing came back
 */
export async function request(path, { token, method, body, keepalive = false } = {}) {
  const response = await fetch(path, {
    method: method ?? (body ? "POST" : "GET"),
    keepalive,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { "content-type": "application/json" } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch(() => { throw new HubError("offline"); });
  if (response.ok) return response;
  const { error } = await response.json().catch(() => ({}));
  throw new HubError(error?.code ?? "internal", error?.message, error?.data);
}
