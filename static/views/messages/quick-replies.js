/**
 * The answers that a shop has prepared: one is put into the text, to be sent or changed.
 *
 * @module
 */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { insertedInto } from "../../sdk/text.js";
import { html } from "../html.js";
import { client, draftOf, session } from "../model.js";
import { MenuButton } from "../ui/menu.js";

/** @typedef {import("../../sdk/types.js").QuickReply} QuickReply */

/** Those of one's shop, in the language one reads. */
const replies = signal(/** @type {QuickReply[]} */ ([]));

/** @param {{id: string, disabled: boolean}} props `id` of the conversation */
export function QuickReplies({ id, disabled }) {
  const { side, status, reads } = session.value;
  useEffect(() => { if (side === "seller" && status === "online") void load(); }, [side, status, reads]);
  if (disabled || !replies.value.length) return null;
  const items = replies.value.map(({ text, lang }) => ({ label: text, lang, run: () => insert(id, text) }));
  return html`
    <div class="replies">
      <${MenuButton} label=${t("replies.menu")} icon="bolt" class="replies-button" items=${items} />
    </div>`;
}

/** Without an answer there are none to choose from; the next conversation asks again. */
async function load() {
  try {
    replies.value = await client.requests.quickReplies();
  } catch {
    replies.value = [];
  }
}

/**
 * Where the caret is, which then stands behind it.
 *
 * @param {string} id of the conversation
 * @param {string} reply
 */
function insert(id, reply) {
  const area = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("composer-text"));
  const { text } = draftOf(id);
  const at = { start: area?.selectionStart ?? text.length, end: area?.selectionEnd ?? text.length };
  const next = insertedInto(text, at, reply);
  client.drafts.write(id, next.text);
  client.typing(id, true);
  area?.focus();
  requestAnimationFrame(() => area?.setSelectionRange(next.caret, next.caret));
}
