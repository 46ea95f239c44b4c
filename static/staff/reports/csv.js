/**
 * Saving a table of a report as a file.
 *
 * @module
 */

import * as api from "../api.js";
import { attempt } from "../feedback.js";

/**
 * The browser cannot follow a link with a token, so the file is fetched and then handed to it.
 *
 * @param {string} table
 * @param {import("./range.js").Range} range
 */
export async function downloadCsv(table, { from, to, shop }) {
  const file = await attempt(() => api.reportCsv({ from, to, shop, table }));
  if (!file) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${table}-${from}-${to}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
