/**
 * Who works at this console, and their token.
 *
 * @module
 */

import { signal } from "@preact/signals";

import { findTokenSource } from "../views/session.js";

/** @typedef {{id: string, name: string, role: string}} Person */

/** Seconds before its end at which a token is not used any more. */
const SPARE_S = 30;

/** Who is signed in. */
export const me = signal(/** @type {Person | null} */ (null));

/** @type {import("../views/session.js").TokenSource | null} */
let source = null;
let current = "";

/**
 * @returns {Promise<boolean>} whether anybody is signed in
 * @throws {unknown} what the marketplace's token function throws
 */
export async function signIn() {
  source = await findTokenSource("staff");
  if (!source) return false;
  const { sub, name, role } = claimsOf(await token());
  me.value = { id: sub, name: name ?? sub, role };
  return true;
}

/**
 * A token that is good now.
 *
 * @param {{fresh?: boolean}} [options] `fresh` when the hub refused the last one
 */
export async function token({ fresh = false } = {}) {
  if (fresh || !isGood(current)) current = (await source?.token()) ?? "";
  return current;
}

/** @param {string} jwt */
function isGood(jwt) {
  return jwt !== "" && Number(claimsOf(jwt).exp) > Date.now() / 1_000 + SPARE_S;
}

/**
 * What a token says, unchecked: only the hub decides what it is worth.
 *
 * @param {string} jwt
 * @returns {Record<string, any>}
 */
function claimsOf(jwt) {
  const body = (jwt.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  const bytes = Uint8Array.from(atob(body), (letter) => letter.codePointAt(0) ?? 0);
  return JSON.parse(new TextDecoder().decode(bytes));
}
