/**
 * One conversation in the inbox.
 *
 * @module
 */

import { formatCount, t, tOr } from "../../i18n/index.js";
import { ownSide } from "../../sdk/state/sides.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { state } from "../model.js";
import { Avatar, Picture } from "../ui/picture.js";
import { Swipeable } from "../ui/swipe.js";
import { askToHideConversation } from "./hide.js";
import { otherPartyOf, subjectIcon, subjectTitle } from "./people.js";
import { previewOf } from "./preview.js";
import { listTime } from "./time.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */

/**
 * @param {{conversation: Conversation, open: boolean, tabbable: boolean}} props
 */
export function ConversationRow({ conversation, open, tabbable }) {
  const { id, unread, context } = conversation;
  const { name, picture } = otherPartyOf(conversation);
  const card = context.live_card ?? context.card;
  const hide = () => askToHideConversation(id);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => event.key === "Delete" && hide();
  return html`
    <li class=${`row ${open ? "row-open" : ""} ${unread ? "row-unread" : ""}`} data-conversation=${id}>
      <${Swipeable} onSwipe=${hide}>
        <a class="row-link" href=${`/messages/${encodeURIComponent(id)}`} tabindex=${tabbable ? 0 : -1}
          aria-current=${open ? "true" : undefined} onKeyDown=${onKeyDown}>
          <span class="row-pictures">
            <${Picture} src=${card.image_url} icon=${subjectIcon(conversation)} class="row-picture" />
            <${Avatar} name=${name} src=${picture} class="row-avatar" />
          </span>
          <span class="row-main">
            <span class="row-line">
              <bdi class="row-name">${name}</bdi>
              <time class="row-time" datetime=${conversation.updated_at}>${listTime(conversation.updated_at)}</time>
            </span>
            <span class="row-line">
              <bdi class="row-context">${subjectTitle(conversation)}</bdi>
              ${card.status ? html`<span class=${`status status-small status-${card.status}`}>
                ${tOr(`order.${card.status}`, card.status)}</span>` : null}
            </span>
            <span class="row-line">
              <${Preview} conversation=${conversation} />
              ${unread ? html`<${Unread} count=${unread} />` : null}
            </span>
          </span>
        </a>
      <//>
      <button class="icon-button row-bin" type="button" aria-label=${`${t("hide.button")}: ${name}`}
        title=${t("hide.button")} onClick=${hide}><${Icon} name="bin" size=${18} /></button>
    </li>`;
}

/** @param {{conversation: Conversation}} props */
function Preview({ conversation: { id, last_message } }) {
  if (state.value.typing[id]) return html`<span class="row-preview row-typing">${t("inbox.typing")}</span>`;
  if (!last_message) return html`<span class="row-preview">${t("inbox.no_messages")}</span>`;
  const own = last_message.sender.side === ownSide(state.value, id);
  const text = previewOf(last_message);
  return html`<bdi class="row-preview">${own ? t("inbox.you", { text }) : text}</bdi>`;
}

/** @param {{count: number}} props */
function Unread({ count }) {
  return html`
    <span class="badge" data-unread>
      <span aria-hidden="true">${count > 99 ? "99+" : formatCount(count)}</span>
      <span class="visually-hidden">${t("inbox.row_unread", { count })}</span>
    </span>`;
}
