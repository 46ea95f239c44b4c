/**
 * A message that the hub does not have yet: on its way, waiting, held, under review, or refused.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { HubError } from "../../sdk/errors.js";
import { waitsForPictures } from "../../sdk/outbox.js";
import { stageOf } from "../../sdk/state/reviews.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, session } from "../model.js";
import { EntryPhotos } from "../pictures/entry-photos.js";
import { reasonOf } from "../ui/feedback.js";
import { askForReview } from "./appeal-dialog.js";
import { MessageText } from "./message-text.js";
import { ReplyQuote } from "./reply.js";

/** @typedef {import("../../sdk/types.js").Entry} Entry */
/** @typedef {ReturnType<typeof stageOf>} Stage */
/** @typedef {{label: string, run: () => void, primary?: boolean}} Action */

/** @param {{entry: Entry, first: boolean}} props */
export function EntryBubble({ entry, first }) {
  const stage = stageOf(entry);
  const classes = ["message message-own message-last", `message-${stage}`, first && "message-first"];
  return html`
    <li class=${classes.filter(Boolean).join(" ")} data-client-id=${entry.client_id}
      data-status=${stage === "underway" ? "sending" : stage}>
      <div class="message-line">
        <div class=${`bubble bubble-pending ${entry.pictures?.length ? "bubble-photos" : ""}`}>
          ${entry.reply_to ? html`<${ReplyQuote} conversationId=${entry.conversation_id} seq=${entry.reply_to} />` : null}
          <${EntryPhotos} entry=${entry} />
          ${entry.text ? html`<${MessageText} text=${entry.text} />` : null}
        </div>
      </div>
      <${Standing} entry=${entry} stage=${stage} />
    </li>`;
}

/** @param {{entry: Entry, stage: Stage}} props */
function Standing({ entry, stage }) {
  switch (stage) {
    case "underway":
      return html`<${Underway} entry=${entry} />`;
    case "held":
      return html`<${Foot} icon="eye" text=${t("review.held")} />`;
    case "asked":
      return html`<${Foot} icon="eye" text=${t("review.asked")} />`;
    default:
      return html`<${Answered} entry=${entry} stage=${stage} />`;
  }
}

/** @param {{entry: Entry}} props */
function Underway({ entry }) {
  const uploading = waitsForPictures(entry);
  const cancel = () => {
    client.cancel(entry.client_id);
    document.getElementById("composer-text")?.focus();
  };
  return html`
    <${Foot} icon="clock" text=${wayWords(uploading)}>
      ${uploading ? html`<button class="foot-action" type="button" onClick=${cancel}>${t("common.cancel")}</button>` : null}
    <//>`;
}

/** @param {boolean} uploading */
function wayWords(uploading) {
  if (session.value.status !== "online") return t("message.waiting");
  return t(uploading ? "picture.uploading" : "message.sending");
}

/** @param {{icon: import("../icons.js").IconName, text: string, children?: any}} props */
function Foot({ icon, text, children }) {
  return html`
    <p class="message-foot"><${Icon} name=${icon} size=${14} /><span role="status">${text}</span>${children}</p>`;
}

/** @param {{entry: Entry, stage: Exclude<Stage, "underway" | "held" | "asked">}} props */
function Answered({ entry, stage }) {
  return html`
    <div class="failure" role=${stage === "failed" ? "alert" : "status"}>
      <p class="failure-reason">
        <${Icon} name=${stage === "approved" ? "check" : stage === "failed" ? "alert" : "shield"} size=${16} />
        <${Reason} entry=${entry} stage=${stage} />
      </p>
      <div class="failure-actions">
        ${actionsOf(entry, stage).map(({ label, run, primary }) => html`
          <button key=${label} class=${`button button-small ${primary ? "button-primary" : ""}`} type="button"
            onClick=${run}>${label}</button>`)}
      </div>
    </div>`;
}

/** @param {{entry: Entry, stage: Stage}} props */
function Reason({ entry: { error, attachments }, stage }) {
  if (stage === "approved") return html`<span>${t("review.approved")}</span>`;
  if (stage === "refused") return html`<span>${t("review.refused")}</span>`;
  const { code, message, data } = error ?? { code: "internal" };
  const isGone = code === "not_found" && attachments?.length;
  const reason = isGone ? t("picture.expired") : data?.["hint"] || reasonOf(new HubError(code, message));
  return html`<span><strong>${t("message.failed")}.</strong> ${reason}</span>`;
}

/**
 * A text that was refused for its content is not sent again as it is, unless it was approved.
 *
 * @param {Entry} entry
 * @param {Stage} stage
 * @returns {Action[]}
 */
function actionsOf(entry, stage) {
  const id = entry.client_id;
  const send = { label: t("review.send"), run: () => client.retry(id), primary: true };
  const retry = { label: t("message.retry"), run: () => client.retry(id) };
  const edit = { label: t("message.edit"), run: () => takeBack(entry) };
  const review = { label: t("appeal.ask"), run: () => askForReview(entry) };
  const remove = { label: t("message.remove"), run: () => void client.discard(id) };
  if (stage === "approved") return [send, remove];
  if (stage === "failed") return [retry, edit, remove];
  return stage === "blocked" ? [edit, review, remove] : [edit, remove];
}

/** @param {Entry} entry */
function takeBack(entry) {
  client.drafts.edit(entry);
  document.getElementById("composer-text")?.focus();
}
