/**
 * What those see who cannot work here.
 *
 * @module
 */

import { become, personas } from "../views/demo.js";
import { html } from "../views/html.js";
import { Empty } from "../views/ui/states.js";
import { me } from "./session.js";
import { say } from "./words.js";

/** @param {{failed?: boolean}} props */
export function Door({ failed = false }) {
  const name = me.value?.name;
  const staff = personas.value.filter(({ role }) => role === "staff");
  return html`
    <main class="sign-in">
      ${name
        ? html`
          <${Empty} icon="lock" title=${say("door.title")} hint=${say("door.hint", { name })}>
            ${staff.map((it) => html`
              <button class="button button-primary" type="button" key=${it.id} onClick=${() => become(it.id)}>
                ${say("door.become", { name: it.name })}
              </button>`)}
          <//>`
        : html`<${Empty} icon="lock" title=${say(failed ? "door.failed" : "door.signin")} hint=${say("door.signin_hint")} />`}
    </main>`;
}
