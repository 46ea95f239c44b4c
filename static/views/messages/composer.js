/**
 * Where one writes. Enter sends, Shift + Enter starts a line; without a connection the message
 * waits in the outbox.
 *
 * @module
 */

import { useEffect, useRef } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { isEmpty } from "../../sdk/composition.js";
import { inUnits } from "../../sdk/marks.js";
import { countGraphemes } from "../../sdk/text.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, draftOf, session, uploads } from "../model.js";
import { AddButton } from "../pictures/add-button.js";
import { Tray } from "../pictures/tray.js";
import { failureOf } from "../pictures/words.js";
import { announce, note } from "../ui/feedback.js";
import { ComposerField } from "./composer-field.js";
import { ComposerNotice } from "./composer-notice.js";
import { ComposerPreview, PreviewButton } from "./composer-preview.js";
import { previewOf } from "./preview.js";
import { QuickReplies } from "./quick-replies.js";
import { authorOf, messageAt } from "./reply.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */
/** @typedef {import("../../sdk/types.js").Composition} Composition */

const COUNTED_NEAR_LIMIT = 300;

/** @param {{conversation: Conversation}} props */
export function Composer({ conversation }) {
  const { id } = conversation;
  const draft = draftOf(id);
  const left = charactersLeft(draft.text);
  const paused = session.value.paused_until !== null;
  const sendable = !isEmpty(draft) && left >= 0 && !paused;
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useEffect(() => {
    if (!matchMedia("(pointer: coarse)").matches) area.current?.focus({ preventScroll: true });
    return () => client.typing(id, false);
  }, []);
  useResumed(area, paused);

  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    area.current?.focus();
    if (sendable && !client.sendDraft(id)) pointOut(area.current, draft);
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
    if (event.key === "Escape" && draft.reply_to) {
      event.preventDefault();
      client.drafts.replyTo(id, null);
    }
  };
  return html`
    <form class="composer" onSubmit=${send}>
      ${draft.reply_to ? html`<${Replying} conversationId=${id} seq=${draft.reply_to} />` : null}
      <${ComposerPreview} conversation=${conversation} />
      <${Tray} id=${id} />
      <div class="composer-line">
        <${AddButton} id=${id} />
        <${QuickReplies} id=${id} disabled=${paused} />
        <${ComposerField} id=${id} area=${area} disabled=${paused} onKeyDown=${onKeyDown} />
        <button class="send" type="submit" aria-label=${t("composer.send")} title=${t("composer.send")}
          disabled=${!sendable}><${Icon} name="send" size=${22} /></button>
      </div>
      <${ComposerNotice} id=${id} />
      <div class="composer-foot">
        <${PreviewButton} conversation=${conversation} />
        <span id="composer-hint" class="composer-hint">${t("composer.hint")}</span>
        <${Counter} left=${left} />
      </div>
    </form>`;
}

/**
 * Says so when one may write again, and gives back the focus that a disabled field loses.
 *
 * @param {{current: HTMLTextAreaElement | null}} area
 * @param {boolean} paused
 */
function useResumed(area, paused) {
  const before = useRef(paused);
  useEffect(() => {
    if (before.current && !paused) announce(t("composer.resumed"));
    if (before.current && !paused && document.activeElement === document.body) area.current?.focus();
    before.current = paused;
  }, [paused]);
}

/**
 * Shows what has to be mended before the text can be sent.
 *
 * @param {HTMLTextAreaElement | null} area
 * @param {Composition} draft
 */
function pointOut(area, { text, pictures, notice }) {
  const failed = pictures.flatMap((id) => uploads.value[id] ?? []).find(({ state }) => state === "failed");
  const first = notice?.spans[0];
  if (area && first) {
    const { start, end } = inUnits(text, first);
    area.setSelectionRange(start, end);
  }
  if (failed) {
    document.querySelector(".tray [data-upload=failed]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    note(t("picture.mend", { reason: failureOf(failed) }), "error");
  } else if (pictures.length > client.drafts.mostPictures) {
    note(t("picture.too_many", { count: client.drafts.mostPictures }), "error");
  } else announce(notice?.hint || t("error.blocked_content"));
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
        onClick=${() => client.drafts.replyTo(conversationId, null)}>
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
