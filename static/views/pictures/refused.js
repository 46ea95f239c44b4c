/**
 * A picture that moderation refused: what in it is the reason, why, and what can be done.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { stageOf } from "../../sdk/state/reviews.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { askForPictureReview } from "../messages/appeal-dialog.js";
import { takeOut } from "./choose.js";
import { Marked } from "./marked.js";
import { failureOf } from "./words.js";

/** @typedef {import("../../sdk/types.js").Upload} Upload */

/** @param {{id: string, upload: Upload}} props */
export function Refused({ id, upload }) {
  const stage = stageOf(upload);
  return html`
    <div class=${`refused refused-${stage}`} role="status" data-upload="failed" data-refused=${stage}>
      <${Marked} upload=${upload} />
      <div class="refused-main">
        <p class="refused-words"><${Icon} name=${stage === "asked" ? "eye" : "shield"} size=${18} />
          <span>${wordsFor(upload, stage)}</span></p>
        <div class="refused-actions">
          ${stage === "blocked" ? html`
            <button class="button button-small" type="button" onClick=${() => askForPictureReview(upload)}>
              ${t("appeal.ask")}</button>` : null}
          <button class="button button-small" type="button"
            onClick=${() => takeOut(id, upload.upload_id)}>${t("picture.remove")}</button>
        </div>
      </div>
    </div>`;
}

/**
 * @param {Upload} upload
 * @param {ReturnType<typeof stageOf>} stage
 */
function wordsFor(upload, stage) {
  if (stage === "asked") return t("review.asked");
  return stage === "refused" ? t("picture.upheld") : failureOf(upload);
}
