/**
 * The first link of a page: past its header, for whoever moves by keyboard.
 *
 * @module
 */

import { html } from "../html.js";

/** @param {{label: string}} props */
export const SkipLink = ({ label }) =>
  html`<a class="skip-link" href="#content" onClick=${focusContent}>${label}</a>`;

/** @param {MouseEvent} event */
function focusContent(event) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}
