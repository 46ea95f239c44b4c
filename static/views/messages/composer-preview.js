/**
 * What the other side will read of what is being written: the button that asks for it, and the
 * answer.
 *
 * @module
 */

import { languageName, t } from "../../i18n/index.js";
import { baseOf, isBetweenLanguages } from "../../sdk/state/translations.js";
import { HubError } from "../../sdk/errors.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, draftOf, previewOfDraft, session, state } from "../model.js";
import { reasonOf } from "../ui/feedback.js";
import { otherPartyOf } from "./people.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */
/** @typedef {import("../../sdk/types.js").Preview} Preview */

/** Nothing where both sides read the same language. @param {{conversation: Conversation}} props */
export function PreviewButton({ conversation }) {
  const { id } = conversation;
  if (!isOtherLanguage(conversation)) return null;
  const empty = draftOf(id).text.trim() === "";
  return html`
    <button class="preview-ask" type="button" disabled=${empty || !!previewOfDraft(id)}
      onClick=${() => void client.previews.ask(id, draftOf(id).text)}>
      <${Icon} name="translate" size=${14} />${t("preview.ask")}
    </button>`;
}

/** @param {{conversation: Conversation}} props */
export function ComposerPreview({ conversation }) {
  const { id } = conversation;
  const preview = previewOfDraft(id);
  const close = () => {
    client.previews.close(id);
    document.getElementById("composer-text")?.focus();
  };
  return html`
    <div class="preview-place" role="status">
      ${preview ? html`
        <div class="preview" data-preview=${preview.state}>
          <div class="preview-main"><${Answer} preview=${preview} name=${otherPartyOf(conversation).name} /></div>
          <button class="icon-button" type="button" aria-label=${t("preview.close")} title=${t("preview.close")}
            onClick=${close}><${Icon} name="close" size=${18} /></button>
        </div>` : null}
    </div>`;
}

/** @param {{preview: Preview, name: string}} props */
function Answer({ preview, name }) {
  const { translation, back, rough } = preview;
  if (translation === null) return html`<p class="preview-label">${wordsFor(preview, name)}</p>`;
  return html`
    <p class="preview-label">${t("preview.reads", { name, language: languageName(translation.lang) })}</p>
    <p class="preview-text" lang=${translation.lang} dir="auto">${translation.text}</p>
    ${back ? html`
      <p class="preview-back">${t("preview.back")} <bdi lang=${translation.source}>${back}</bdi></p>` : null}
    ${rough ? html`<p class="preview-tip"><${Icon} name="help" size=${14} />${t("preview.tip")}</p>` : null}`;
}

/**
 * @param {Preview} preview without a translation
 * @param {string} name of the other side
 */
function wordsFor({ state: stage, reason, error }, name) {
  if (stage === "asked") return t("preview.asking");
  if (stage === "refused") return reasonOf(new HubError(error?.code ?? "internal"));
  if (reason === "withheld") return t("preview.withheld");
  return t(reason === "unavailable" ? "preview.unavailable" : "preview.same", { name });
}

/** @param {Conversation} conversation */
function isOtherLanguage(conversation) {
  return isBetweenLanguages(state.value, conversation)
    && baseOf(otherPartyOf(conversation).lang) !== session.value.reads;
}
