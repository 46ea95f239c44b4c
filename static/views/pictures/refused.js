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
import { localUrl } from "./local.js";
import { failureOf } from "./words.js";

/** @typedef {import("../../sdk/types.js").Upload} Upload */
/** @typedef {import("../../sdk/types.js").Box} Box */

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
 * The picture with boxes over what was found.
 *
 * @param {{upload: Upload}} props
 */
export function Marked({ upload }) {
  const url = localUrl(upload);
  const boxes = boxesOf(upload);
  if (!url) return null;
  return html`
    <span class="marked">
      <img class="marked-image" src=${url} alt=${upload.alt} width=${upload.width ?? undefined}
        height=${upload.height ?? undefined} decoding="async" />
      <svg class="marked-boxes" viewBox="0 0 100 100" preserveAspectRatio="none" role="img"
        aria-label=${boxes.length ? t("picture.marked") : undefined} aria-hidden=${boxes.length ? undefined : true}>
        ${boxes.map((box, index) => html`
          <rect key=${index} class="marked-box" data-box x=${box.left * 100} y=${box.top * 100}
            width=${box.width * 100} height=${box.height * 100} />`)}
      </svg>
    </span>`;
}

/**
 * @param {Upload} upload
 * @returns {Box[]}
 */
function boxesOf({ error }) {
  const findings = /** @type {{box?: Box | null}[]} */ (error?.data?.["findings"] ?? []);
  return findings.flatMap(({ box }) => box ?? []);
}

/**
 * @param {Upload} upload
 * @param {ReturnType<typeof stageOf>} stage
 */
function wordsFor(upload, stage) {
  if (stage === "asked") return t("review.asked");
  return stage === "refused" ? t("picture.upheld") : failureOf(upload);
}
