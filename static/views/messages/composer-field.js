/**
 * The text field, with marks under its text.
 *
 * An input field cannot mark parts of its text. So the same text stands behind it, unseen, in the
 * same font and width, and only the marks of it show through. It also makes the field as high as
 * its text. Both lie in one scrolling frame and cannot be scrolled apart.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { cutAtSpans } from "../../sdk/text.js";
import { html } from "../html.js";
import { client, draftOf } from "../model.js";

/** A line that has just begun has no height of its own. */
const NEW_LINE = "\u200b";

/**
 * @param {object} props
 * @param {string} props.id of the conversation
 * @param {{current: HTMLTextAreaElement | null}} props.area
 * @param {boolean} props.disabled
 * @param {(event: KeyboardEvent) => void} props.onKeyDown
 */
export function ComposerField({ id, area, disabled, onKeyDown }) {
  const { text, notice } = draftOf(id);
  const onInput = (/** @type {any} */ event) => {
    client.drafts.write(id, event.target.value);
    client.typing(id, event.target.value !== "");
  };
  return html`
    <div class="composer-field" data-disabled=${disabled ? true : undefined}>
      <${Behind} text=${text} notice=${notice} />
      <textarea id="composer-text" class="composer-text" rows="1" dir="auto" ref=${area} value=${text}
        aria-label=${t("composer.label")} aria-describedby="composer-notice composer-hint"
        aria-invalid=${notice?.tone === "refused" ? "true" : undefined} enterkeyhint="send"
        disabled=${disabled} placeholder=${t("composer.placeholder")} onInput=${onInput} onKeyDown=${onKeyDown}
        onCompositionStart=${() => client.drafts.composing(id, true)}
        onCompositionEnd=${() => client.drafts.composing(id, false)}></textarea>
    </div>`;
}

/** @param {{text: string, notice: import("../../sdk/types.js").Notice | null}} props */
function Behind({ text, notice }) {
  const pieces = cutAtSpans(text, notice?.spans ?? []);
  return html`
    <div class="composer-behind" dir="auto" aria-hidden="true">
      ${pieces.map(({ text: piece, hit }, index) =>
        hit ? html`<mark key=${index} class=${`composer-mark composer-mark-${notice?.tone}`}>${piece}</mark>` : piece)}${NEW_LINE}
    </div>`;
}
