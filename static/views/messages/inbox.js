/**
 * The inbox: search, filters and the conversations.
 *
 * @module
 */

import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { inboxOf } from "../../sdk/state/inbox.js";
import { html } from "../html.js";
import { ContactButton } from "../market/contact.js";
import { client, session, state } from "../model.js";
import { reasonOf } from "../ui/feedback.js";
import { moveFocus } from "../ui/menu.js";
import { Empty, Failed, Sentinel, Skeletons } from "../ui/states.js";
import { ConversationRow } from "./row.js";
import { useRowsInView } from "./rows-in-view.js";
import { SearchBox } from "./search-box.js";
import { SearchResults } from "./search-results.js";

/** @typedef {import("../../sdk/types.js").Filter} Filter */

const FILTERS = /** @type {const} */ (["all", "unread", "product", "order"]);

/** The support topic that is open to everybody; staff answer. */
const HELP = { type: "support", id: "help" };

/** Kept while one moves between pages. */
const filter = signal(/** @type {Filter} */ ("all"));
const query = signal("");

/** @param {{openId: string | null}} props */
export function Inbox({ openId }) {
  const body = useRef(/** @type {HTMLElement | null} */ (null));
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && query.value) query.value = "";
    else if (body.current) moveFocus(event, body.current.querySelectorAll(".row-link"));
  };
  return html`
    <section class="inbox" aria-label=${t("inbox.list")} onKeyDown=${onKeyDown}>
      <div class="inbox-head">
        <div class="inbox-top">
          <h1 class="inbox-title">${t("inbox.title")}</h1>
          ${session.value.side === "staff" ? null : html`
            <${ContactButton} context=${HELP} icon="help" class="button-small button-quiet" label=${t("inbox.help")} />`}
        </div>
        <${SearchBox} query=${query} />
        ${query.value.trim() ? null : html`<${Filters} />`}
      </div>
      <div class="inbox-body" ref=${body}>
        ${query.value.trim()
          ? html`<${SearchResults} key=${query.value.trim()} query=${query.value.trim()} />`
          : html`<${Conversations} key=${filter.value} openId=${openId} />`}
      </div>
    </section>`;
}

function Filters() {
  return html`
    <div class="chips inbox-filters" role="group" aria-label=${t("inbox.filters")}>
      ${FILTERS.map((name) => html`
        <button class="chip chip-small" type="button" key=${name} data-filter=${name}
          aria-pressed=${filter.value === name} onClick=${() => { filter.value = name; }}>
          ${t(`inbox.${name}`)}
        </button>`)}
    </div>`;
}

/** @param {{openId: string | null}} props */
function Conversations({ openId }) {
  const [failure, setFailure] = useState("");
  const shown = filter.value;
  const folder = state.value.folders[shown];
  const load = () => {
    setFailure("");
    client.loadInbox(shown).catch((error) => setFailure(reasonOf(error)));
  };
  useEffect(() => { if (!client.state.folders[shown]) load(); }, [shown]);

  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const conversations = inboxOf(state.value, shown, openId);
  useRowsInView(list, conversations);
  if (!folder && failure) return html`<${Failed} text=${t("inbox.failed")} onRetry=${load} />`;
  if (!folder) return html`<${Skeletons} kind="rows" count=${7} />`;
  if (!conversations.length) return html`<${NoConversations} filter=${shown} />`;
  const tabbable = conversations.some(({ id }) => id === openId) ? openId : conversations[0]?.id;
  return html`
    <ul class="rows" ref=${list} data-conversations>
      ${conversations.map((conversation) => html`
        <${ConversationRow} key=${conversation.id} conversation=${conversation}
          open=${conversation.id === openId} tabbable=${conversation.id === tabbable} />`)}
    </ul>
    ${folder.cursor ? html`
      <${Sentinel} key=${folder.cursor} onVisible=${load} />
      <${Skeletons} kind="rows" count=${2} />` : null}`;
}

/** @param {{filter: Filter}} props */
function NoConversations({ filter: shown }) {
  if (shown === "unread") {
    return html`<${Empty} icon="check" title=${t("inbox.empty_unread")} hint=${t("inbox.empty_unread_hint")} />`;
  }
  if (shown !== "all") {
    return html`<${Empty} icon="chat" title=${t("inbox.empty_filter")} hint=${t("inbox.empty_filter_hint")} />`;
  }
  const hint = session.value.side === "buyer" ? t("inbox.empty_hint") : t("inbox.empty_seller_hint");
  return html`<${Empty} icon="chat" title=${t("inbox.empty")} hint=${hint} />`;
}
