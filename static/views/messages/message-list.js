/**
 * The scrolling messages of the open conversation.
 *
 * @module
 */

import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";

import { formatCount, t } from "../../i18n/index.js";
import { ownSide } from "../../sdk/state/sides.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, draftOf, state } from "../model.js";
import { attempt } from "../ui/feedback.js";
import { moveFocus } from "../ui/menu.js";
import { Empty, Skeletons } from "../ui/states.js";
import { Bubble } from "./bubble.js";
import { EntryBubble } from "./entry-bubble.js";
import { firstUnreadOf, threadItems } from "./items.js";
import { otherPartyOf } from "./people.js";
import { systemText } from "./preview.js";
import { turned } from "./reading.js";
import { useThreadScroll } from "./scroll.js";
import { clockTime, dayName } from "./time.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */
/** @typedef {import("../../sdk/types.js").Thread} Thread */
/** @typedef {import("../../sdk/types.js").Message} Message */

/** @param {{conversation: Conversation, thread: Thread}} props */
export function MessageList({ conversation, thread }) {
  const { id } = conversation;
  const side = ownSide(state.value, id);
  const [firstUnread] = useState(() =>
    firstUnreadOf(thread.messages, side, conversation.receipts[side].read_seq));
  const returned = useComputed(() => draftOf(id).returned).value;
  const entries = state.value.outbox.filter((entry) =>
    entry.conversation_id === id && entry.client_id !== returned);
  const items = threadItems({ messages: thread.messages, entries, side, firstUnread });
  const box = useRef(/** @type {HTMLElement | null} */ (null));
  const { below, toNewest } = useThreadScroll(box, {
    thread, entries,
    turned,
    onDisplayed: (seq, shown) => client.displayed(id, seq, shown),
    onInView: (seqs) => client.inView("thread", seqs.map((seq) => ({ conversation_id: id, seq }))),
    onTop: () => void attempt(() => client.loadOlder(id)),
    loadBackTo: (seq) => client.loadBackTo(id, seq),
  });
  useEffect(() => () => client.inView("thread", []), []);
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => moveAmongMessages(event, box.current);
  return html`
    <div class="messages-frame" data-menu-frame>
      <div class="messages" ref=${box} tabindex="0" role="group" onKeyDown=${onKeyDown}
        aria-label=${t("thread.messages", { name: otherPartyOf(conversation).name })}>
        ${thread.has_more ? html`<${Skeletons} kind="older" count=${1} />` : null}
        ${items.length ? null : html`<${Empty} icon="chat" title=${t("thread.empty")} hint=${t("thread.empty_hint")} />`}
        <ol class="message-items">
          ${!thread.has_more && items.length ? html`<li class="thread-start">${t("thread.beginning")}</li>` : null}
          ${items.map((item) => html`<${Item} key=${item.key} item=${item} conversation=${conversation} />`)}
        </ol>
        <${Typing} conversation=${conversation} />
      </div>
      ${below === null ? null : html`
        <button class="to-newest" type="button" aria-label=${t("thread.to_newest")}
          title=${t("thread.to_newest")} onClick=${toNewest}>
          <${Icon} name="down" />
          ${below ? html`<span class="badge">${formatCount(below)}</span>` : null}
        </button>`}
    </div>`;
}

/** @param {{item: import("./items.js").Item, conversation: Conversation}} props */
function Item({ item, conversation }) {
  switch (item.kind) {
    case "day":
      return html`<li class="day"><span>${dayName(item.time)}</span></li>`;
    case "unread":
      return html`<li class="unread-mark" data-unread-mark><span>${t("thread.unread")}</span></li>`;
    case "system":
      return html`<${SystemMessage} message=${item.message} />`;
    case "entry":
      return html`<${EntryBubble} entry=${item.entry} first=${item.first} />`;
    default:
      return html`<${Bubble} item=${item} conversation=${conversation} />`;
  }
}

/** @param {{message: Message}} props */
function SystemMessage({ message }) {
  const tracking = message.system?.tracking;
  return html`
    <li class="system" data-seq=${message.seq} data-incoming tabindex="-1">
      <p class="system-text">
        <${Icon} name="box" size=${16} />
        <span>${systemText(message)}</span>
        ${tracking ? html`
          <span class="muted"><bdi>${tracking.carrier}</bdi> <bdi class="mono">${tracking.number}</bdi></span>` : null}
        <time class="muted" datetime=${message.sent_at}>${clockTime(message.sent_at)}</time>
      </p>
    </li>`;
}

/** @param {{conversation: Conversation}} props */
function Typing({ conversation }) {
  if (!state.value.typing[conversation.id]) return null;
  const { name } = otherPartyOf(conversation);
  return html`
    <p class="typing" data-typing>
      <span class="typing-dots" aria-hidden="true"><i></i><i></i><i></i></span>
      <span>${t("thread.typing", { name })}</span>
    </p>`;
}

/**
 * Up and down go from message to message, also from a button within one; from the box itself, to
 * the newest first.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement | null} box
 */
function moveAmongMessages(event, box) {
  if (!box || event.defaultPrevented) return;
  const messages = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-seq]"));
  const inside = /** @type {HTMLElement | null} */ (
    /** @type {Element} */ (event.target).closest("[data-seq]"));
  if (inside) moveFocus(event, messages, inside);
  else if (event.key === "ArrowUp") {
    event.preventDefault();
    messages[messages.length - 1]?.focus();
  }
}
