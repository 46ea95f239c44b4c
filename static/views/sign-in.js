/**
 * The page of a hub that nobody is signed in to.
 *
 * @module
 */

import { t } from "../i18n/index.js";
import { html } from "./html.js";
import { Empty } from "./ui/states.js";

export function SignIn() {
  return html`
    <main class="sign-in">
      <${Empty} icon="lock" title=${t("signin.title")} hint=${t("signin.body")} />
    </main>`;
}
