/**
 * What is said below a message that is translated, or would be if it could.
 *
 * @module
 */

import { languageName, t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { turn } from "./reading.js";

/** @typedef {import("../../sdk/types.js").Message} Message */
/** @typedef {import("./reading.js").Shown} Shown */

/** The engine of what the shop itself has worded in several languages. */
const SHOP = "shop";

/** @param {{message: Message, shown: Shown, reachable: boolean}} props `reachable`: by the Tab key */
export function TranslationNote({ message, shown, reachable }) {
  const { translation, unavailable, waiting } = shown;
  if (waiting) return html`<p class="translated translated-waiting" data-waiting>${t("translation.waiting")}</p>`;
  if (unavailable) return html`<p class="translated" data-untranslated>${t("translation.unavailable")}</p>`;
  if (!translation) return null;
  const rough = translation.rough && !shown.turned;
  return html`
    <p class="translated" data-translated=${shown.turned ? "original" : "translation"}>
      <${Icon} name="translate" size=${14} />
      <span>${aboutOf(shown)}</span>
      ${rough ? html`<span class="translated-rough" title=${t("translation.rough_hint")}>${t("translation.rough")}</span>` : null}
      <button class="translated-turn" type="button" tabindex=${reachable ? 0 : -1} onClick=${() => turn(message)}>
        ${t(shown.turned ? "translation.show_translation" : "translation.show_original")}
      </button>
    </p>`;
}

/** @param {Shown} shown */
function aboutOf({ translation, turned }) {
  const language = languageName(translation?.source ?? "und");
  if (turned) return t("translation.original_in", { language });
  return translation?.engine === SHOP ? t("translation.by_shop") : t("translation.from", { language });
}
