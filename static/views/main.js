/**
 * Starts the browser client.
 *
 * @module
 */

import { render } from "preact";

import { setLanguage } from "../i18n/index.js";
import { App } from "./app.js";
import { persona } from "./demo.js";
import { html } from "./html.js";
import { connect } from "./model.js";
import { findTokenSource } from "./session.js";
import { SignIn } from "./sign-in.js";

const root = /** @type {HTMLElement} */ (document.getElementById("app"));

setLanguage(navigator.language);
const source = await findTokenSource();
if (source) {
  if (persona.value) setLanguage(persona.value.lang);
  connect(source.token);
  render(html`<${App} />`, root);
} else {
  render(html`<${SignIn} />`, root);
}
