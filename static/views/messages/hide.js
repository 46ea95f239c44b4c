/**
 * Deleting for one's own side, after asking.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { client } from "../model.js";
import { navigate, path } from "../router.js";
import { attempt, confirm, note } from "../ui/feedback.js";

/** @param {string} id of a conversation */
export async function askToHideConversation(id) {
  const asked = { title: t("hide.title"), body: t("hide.body"), action: t("hide.action") };
  if (!(await confirm(asked))) return;
  if (!(await attempt(() => client.requests.hideConversation(id)))) return;
  note(t("hide.done"));
  if (path.value === `/messages/${encodeURIComponent(id)}`) navigate("/messages");
}

/** @param {import("../../sdk/types.js").Message} message */
export async function askToHideMessage({ conversation_id, seq }) {
  const asked = {
    title: t("message.delete_title"),
    body: t("message.delete_body"),
    action: t("message.delete_action"),
  };
  if (await confirm(asked)) await attempt(() => client.requests.hideMessages(conversation_id, [seq]));
}
