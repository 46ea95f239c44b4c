/**
 * A key as it is printed beside what it does.
 *
 * @module
 */

import { html } from "../../views/html.js";

/** @param {{name: string}} props */
export const Key = ({ name }) => html`<kbd class="key" aria-hidden="true">${name}</kbd>`;
