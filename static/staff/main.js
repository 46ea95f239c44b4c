/**
 * Starts the console for moderation staff.
 *
 * @module
 */

import { render } from "preact";

import { html } from "../views/html.js";
import { App } from "./app.js";
import { Door } from "./door.js";
import { me, signIn } from "./session.js";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));

try {
  const isIn = await signIn() && me.value?.role === "staff";
  render(isIn ? html`<${App} />` : html`<${Door} />`, root);
} catch {
  render(html`<${Door} failed />`, root);
}
