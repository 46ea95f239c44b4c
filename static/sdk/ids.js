/**
 * Names for new messages that no other device makes.
 *
 * @module
 */

/**
 * 128 random bits in hexadecimal. (`crypto.randomUUID` is missing on pages without TLS.)
 *
 * @returns {string}
 */
export function newClientId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
