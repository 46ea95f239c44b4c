/**
 * Where one writes. Enter sends, Shift + Enter starts a line; without a connection the message
 * waits in the outbox.
 *
 * @module
 */

import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { countGraphemes } from "../../sdk/text.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, session } from "../model.js";
import { clearDraft, draftOf, updateDraft } from "./drafts.js";
import { previewOf } from "./preview.js";
import { authorOf, messageAt } from "./reply.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */

const COUNTED_NEAR_LIMIT = 300;
const TALLEST_PX = 180;

/** @param {{conversation: Conversation}} props */
export function Composer({ conversation: { id } }) {
  const { text, reply_to } = draftOf(id);
  const left = charactersLeft(text);
  const sendable = text.trim() !== "" && left >= 0;
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useGrowing(area, text);
  useEffect(() => {
    if (!matchMedia("(pointer: coarse)").matches) area.current?.focus({ preventScroll: true });
    return () => client.typing(id, false);
  }, []);

  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    area.current?.focus();
    if (!sendable) return;
    client.send(id, { text: text.trim(), reply_to });
    clearDraft(id);
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
    if (event.key === "Escape" && reply_to) {
      event.preventDefault();
      updateDraft(id, { reply_to: null });
    }
  };
  const onInput = (/** @type {any} */ event) => {
    updateDraft(id, { text: event.target.value });
    client.typing(id, event.target.value !== "");
  };
  return html`
    <form class="composer" onSubmit=${send}>
      ${reply_to ? html`<${Replying} conversationId=${id} seq=${reply_to} />` : null}
      <div class="composer-line">
        <textarea id="composer-text" class="composer-text" rows="1" dir="auto" ref=${area} value=${text}
          aria-label=${t("composer.label")} aria-describedby="composer-hint" enterkeyhint="send"
          placeholder=${t("composer.placeholder")} onInput=${onInput} onKeyDown=${onKeyDown}></textarea>
        <button class="send" type="submit" aria-label=${t("composer.send")} title=${t("composer.send")}
          disabled=${!sendable}><${Icon} name="send" size=${22} /></button>
      </div>
      <div class="composer-foot">
        <span id="composer-hint" class="composer-hint">${t("composer.hint")}</span>
        <${Counter} left=${left} />
      </div>
    </form>`;
}

/** @param {{conversationId: string, seq: number}} props */
function Replying({ conversationId, seq }) {
  const message = messageAt(conversationId, seq);
  return html`
    <div class="replying">
      <${Icon} name="reply" size=${18} />
      <span class="replying-main">
        <span class="quote-author">
          ${message ? t("composer.replying", { name: authorOf(message) }) : t("message.reply_gone")}
        </span>
        ${message ? html`<bdi class="quote-text">${previewOf(message)}</bdi>` : null}
      </span>
      <button class="icon-button" type="button" aria-label=${t("composer.cancel_reply")}
        onClick=${() => updateDraft(conversationId, { reply_to: null })}>
        <${Icon} name="close" size=${18} /></button>
    </div>`;
}

/** @param {{left: number}} props */
function Counter({ left }) {
  if (left > COUNTED_NEAR_LIMIT) return null;
  return html`
    <span class=${`counter ${left < 0 ? "counter-over" : ""}`} role="status">
      ${left < 0 ? t("composer.over", { count: -left }) : t("composer.left", { count: left })}
    </span>`;
}

/**
 * Counted only near the limit: a text never has more graphemes than UTF-16 units.
 *
 * @param {string} text
 */
function charactersLeft(text) {
  const most = session.value.limits.text_graphemes;
  if (text.length < most - COUNTED_NEAR_LIMIT) return most - text.length;
  return most - countGraphemes(text.trim());
}

/**
 * @param {{current: HTMLTextAreaElement | null}} area
 * @param {string} text
 */
function useGrowing(area, text) {
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, TALLEST_PX)}px`;
  }, [text]);
}
