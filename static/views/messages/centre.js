/**
 * The message centre: the list of conversations, and the open one beside it (on a phone: instead
 * of it).
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Empty } from "../ui/states.js";
import { Inbox } from "./inbox.js";
import { ThreadPage } from "./thread-page.js";

/** @param {{id: string | null}} props */
export function MessageCentre({ id }) {
  return html`
    <main class="centre" id="content" tabindex="-1" data-open=${id ? "true" : "false"}>
      <${Inbox} openId=${id} />
      ${id
        ? html`<${ThreadPage} key=${id} id=${id} />`
        : html`<section class="thread thread-none">
            <${Empty} icon="chat" title=${t("inbox.choose")} hint=${t("inbox.choose_hint")} />
          </section>`}
    </main>`;
}
