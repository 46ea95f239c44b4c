/**
 * The demo marketplace's own API: its personas, products and orders.
 *
 * A persona belongs to a tab (sessionStorage), so two tabs are two people. `?as=<persona>` in the
 * address chooses one.
 *
 * @module
 */

import { signal } from "@preact/signals";

import { request } from "../sdk/http.js";

/** @typedef {import("../sdk/types.js").Money} Money */
/** @typedef {import("../sdk/types.js").Tracking} Tracking */
/** @typedef {{id: string, name: string, role: string, lang: string, avatar_url?: string | null,
 *   shop: {id: string, name: string} | null, blurb: string}} Persona */
/** @typedef {{id: string, shop: {id: string, name: string, lang: string, logo_url?: string | null},
 *   title: string, price: Money, url: string, image_url: string | null,
 *   description: string}} Product */
/** @typedef {{product: string, title: string, image_url?: string | null, quantity: number,
 *   price?: Money | null}} OrderItem */
/** @typedef {{id: string, buyer: {id: string, name: string}, shop: {id: string, name: string},
 *   status: string, items: OrderItem[], total?: Money | null, tracking?: Tracking | null,
 *   placed_at?: string | null}} Order */

const CHOSEN = "parley.persona";

/** Everyone one can be; empty outside the demo. */
export const personas = signal(/** @type {Persona[]} */ ([]));

/** The persona of this tab. */
export const persona = signal(/** @type {Persona | null} */ (null));

let token = "";

/**
 * @param {string} [role] who one is unless one has chosen: the first of this role
 * @returns {Promise<boolean>} whether this hub runs the demo marketplace
 */
export async function start(role) {
  const response = await fetch("/demo/personas");
  if (!response.ok) return false;
  personas.value = (await response.json()).personas;
  const wanted = chosen();
  persona.value = personas.value.find(({ id }) => id === wanted)
    ?? personas.value.find((it) => !role || it.role === role) ?? null;
  if (persona.value) sessionStorage.setItem(CHOSEN, persona.value.id);
  return persona.value !== null;
}

/** @returns {Promise<string>} a fresh token for this tab's persona */
export async function signIn() {
  const body = { persona: persona.value?.id };
  token = (await call("/demo/sign-in", body)).token;
  return token;
}

/**
 * Turns this tab into another person.
 *
 * @param {string} id
 */
export function become(id) {
  sessionStorage.setItem(CHOSEN, id);
  location.assign(location.pathname.startsWith("/messages") ? "/messages" : location.pathname);
}

/** @returns {Promise<Product[]>} */
export async function fetchProducts() {
  return (await call("/demo/products")).products;
}

/**
 * @param {string} id
 * @returns {Promise<Product>}
 */
export async function fetchProduct(id) {
  return (await call(`/demo/products/${encodeURIComponent(id)}`)).product;
}

/** @returns {Promise<Order[]>} a buyer's own, or those of a seller's shop */
export async function fetchOrders() {
  return (await call("/demo/orders")).orders;
}

/**
 * @param {string} id
 * @param {string} status
 * @param {Tracking | null} tracking
 * @returns {Promise<Order>}
 */
export async function moveOrder(id, status, tracking) {
  const body = { status, ...(tracking ? { tracking } : {}) };
  return (await call(`/demo/orders/${encodeURIComponent(id)}/status`, body)).order;
}

/** The persona asked for by the address, which is then tidied, or this tab's earlier one. */
function chosen() {
  const address = new URL(location.href);
  const asked = address.searchParams.get("as");
  if (asked === null) return sessionStorage.getItem(CHOSEN);
  address.searchParams.delete("as");
  history.replaceState(null, "", address);
  return asked;
}

/**
 * @param {string} path
 * @param {object} [body] makes it a POST
 * @returns {Promise<any>}
 * @throws {import("../sdk/errors.js").HubError}
 */
const call = async (path, body) => (await request(path, { token, body })).json();
