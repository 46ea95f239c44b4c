/**
 * Who is signed in, from whichever place knows: the page that embeds this client, the page that
 * opened it, or the demo marketplace.
 *
 * A marketplace supplies `window.parley = {token: async () => "<JWT>"}` before this client starts,
 * in its own page or in the page of the same origin that opens this one. The function is called
 * again whenever a token is needed, so it should return one that is good now.
 *
 * @module
 */

import { HubError } from "../sdk/errors.js";
import * as demo from "./demo.js";

/** @typedef {{token: () => Promise<string>}} TokenSource */

/**
 * @param {string} [role] whom the demo signs in unless one has chosen
 * @returns {Promise<TokenSource | null>} null where nobody can tell who is signed in
 */
export async function findTokenSource(role) {
  const supplied = suppliedBy(window) ?? suppliedBy(window.opener);
  if (supplied) return { token: () => checked(supplied) };
  return (await demo.start(role)) ? { token: demo.signIn } : null;
}

/**
 * A page of another origin cannot be looked into, and so cannot sign anybody in here.
 *
 * @param {any} page
 * @returns {TokenSource | null}
 */
function suppliedBy(page) {
  try {
    return typeof page?.parley?.token === "function" ? page.parley : null;
  } catch {
    return null;
  }
}

/** @param {TokenSource} source */
async function checked(source) {
  const token = await source.token();
  if (!token) throw new HubError("unauthenticated");
  return token;
}
