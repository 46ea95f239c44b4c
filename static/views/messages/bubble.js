/**
 * One message: its text, when and how far it got, and what can be done with it.
 *
 * @module
 */

import { signal, useComputed } from "@preact/signals";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { state } from "../model.js";
import { Photos } from "../pictures/photos.js";
import { MenuButton } from "../ui/menu.js";
import { Swipeable } from "../ui/swipe.js";
import { askToHideMessage } from "./hide.js";
import { isReported, messageActions } from "./message-actions.js";
import { MessageText } from "./message-text.js";
import { theirWatermarks } from "./people.js";
import { shownOf } from "./reading.js";
import { ReplyQuote } from "./reply.js";
import { clockTime, fullTime } from "./time.js";
import { TranslationNote } from "./translation-note.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */
/** @typedef {import("../../sdk/types.js").Message} Message */
/** @typedef {Extract<import("./items.js").Item, {kind: "message"}>} MessageItem */

/** The message whose toolbar is drawn: the last one pointed at or focused. */
const activeMessage = signal(0);

/** @param {{item: MessageItem, conversation: Conversation}} props */
export function Bubble({ item, conversation }) {
  const { message, own, first, last } = item;
  const { seq, erased } = message;
  const photos = message.attachments?.length ?? 0;
  const shown = shownOf(message);
  const status = own ? statusOf(message, conversation) : null;
  const active = useComputed(() => activeMessage.value === seq);
  const activate = () => { activeMessage.value = seq; };
  const reported = isReported(message);
  const classes = ["message", own && "message-own", first && "message-first", last && "message-last",
    reported && "message-noted"];
  return html`
    <li class=${classes.filter(Boolean).join(" ")} data-seq=${seq} data-incoming=${own ? undefined : true} data-status=${status}
      data-shown=${shown.translation && !shown.turned ? shown.lang : undefined}
      tabindex="-1" onMouseEnter=${activate} onFocusIn=${activate}>
      ${first ? html`<${Sender} message=${message} own=${own} />` : null}
      <${Swipeable} onSwipe=${() => askToHideMessage(message)}>
        <div class="message-line">
          <div class=${`bubble ${erased ? "bubble-erased" : ""} ${photos ? "bubble-photos" : ""}`}>
            ${message.reply_to
              ? html`<${ReplyQuote} conversationId=${conversation.id} seq=${message.reply_to} />` : null}
            ${erased
              ? html`<p class="bubble-text">${t("message.erased")}</p>`
              : html`<${Photos} message=${message} reachable=${active.value} />
                ${shown.text || !photos ? html`<${MessageText} text=${shown.text} lang=${shown.lang} />` : null}
                <${TranslationNote} message=${message} shown=${shown} reachable=${active.value} />`}
          </div>
          ${active.value ? html`<${Toolbar} message=${message} own=${own} />` : null}
        </div>
      <//>
      <p class="message-foot">
        <time datetime=${message.sent_at} title=${fullTime(message.sent_at)}>${clockTime(message.sent_at)}</time>
        ${status ? html`<${Status} status=${status} />` : null}
        ${reported ? html`<span class="receipt"><${Icon} name="flag" size=${14} />${t("message.reported")}</span>` : null}
      </p>
    </li>`;
}

/**
 * A colleague's name is shown too: a shop has several people.
 *
 * @param {{message: Message, own: boolean}} props
 */
function Sender({ message: { sender }, own }) {
  if (own && sender.id === state.value.session.user?.id) return null;
  return html`<p class="message-sender"><bdi>${sender.name}</bdi></p>`;
}

/** @param {{status: "sent" | "delivered" | "read"}} props */
function Status({ status }) {
  return html`
    <span class=${`receipt receipt-${status}`} title=${status === "delivered" ? t("message.delivered") : undefined}>
      <${Icon} name=${status === "sent" ? "check" : "checks"} size=${15} />
      ${t(status === "read" ? "message.read" : "message.unread")}
    </span>`;
}

/** @param {{message: Message, own: boolean}} props */
function Toolbar({ message, own }) {
  const actions = messageActions(message, own);
  const [reply, bin] = [actions.find((it) => it.icon === "reply"), actions.find((it) => it.icon === "bin")];
  return html`
    <div class="toolbar" role="group" aria-label=${t("message.actions")}>
      ${[reply, bin].map((action) => action && html`
        <button class="icon-button" type="button" key=${action.icon} aria-label=${action.label}
          title=${action.label} onClick=${action.run}><${Icon} name=${action.icon} size=${18} /></button>`)}
      <${MenuButton} label=${t("message.more")} items=${actions} />
    </div>`;
}

/**
 * @param {Message} message
 * @param {Conversation} conversation
 * @returns {"sent" | "delivered" | "read"}
 */
function statusOf({ seq }, conversation) {
  const { read_seq, delivered_seq } = theirWatermarks(conversation);
  if (read_seq >= seq) return "read";
  return delivered_seq >= seq ? "delivered" : "sent";
}
