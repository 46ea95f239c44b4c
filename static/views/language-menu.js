/**
 * The language one reads messages in; the page follows it where it can.
 *
 * @module
 */

import { ownLanguageName, t } from "../i18n/index.js";
import { html } from "./html.js";
import { client, session } from "./model.js";
import { attempt } from "./ui/feedback.js";
import { MenuButton } from "./ui/menu.js";

/** Nothing where the hub does not translate. */
export function LanguageMenu() {
  const { reads, languages } = session.value;
  if (!reads || languages.length < 2) return null;
  const items = languages.map((lang) => ({
    label: ownLanguageName(lang),
    lang,
    chosen: lang === reads,
    run: () => void attempt(() => client.requests.readIn(lang)),
  }));
  return html`
    <div class="language">
      <${MenuButton} label=${t("language.menu")} icon="translate" class="language-button" items=${items}>
        <bdi class="language-name" lang=${reads}>${ownLanguageName(reads)}</bdi>
      <//>
    </div>`;
}
