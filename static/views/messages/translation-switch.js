/**
 * Whether one gets translations in the open conversation; shown where there is something to
 * translate.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { isBetweenLanguages } from "../../sdk/state/translations.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, state } from "../model.js";
import { attempt } from "../ui/feedback.js";

/** @param {{conversation: import("../../sdk/types.js").Conversation}} props */
export function TranslationSwitch({ conversation }) {
  const { id, translation_on } = conversation;
  const on = translation_on !== false;
  if (!isBetweenLanguages(state.value, conversation) && on && !hasTranslations(id)) return null;
  return html`
    <button class="switch" type="button" role="switch" aria-checked=${on} aria-label=${t("translation.switch")}
      title=${t("translation.switch")} onClick=${() => attempt(() => client.requests.translate(id, !on))}>
      <${Icon} name="translate" size=${18} />
      <span class="switch-text">${t("translation.switch_short")}</span>
      <span class="switch-track"></span>
    </button>`;
}

/** @param {string} id of a conversation in which somebody writes another language than usual */
function hasTranslations(id) {
  return state.value.threads[id]?.messages.some(({ translation }) => translation) ?? false;
}
