/**
 * A picture that moderation objects to, with boxes over what was found.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { localUrl } from "./local.js";

/** @typedef {import("../../sdk/types.js").Upload} Upload */
/** @typedef {import("../../sdk/types.js").Box} Box */

/**
 * Nothing where this browser cannot show it, as with HEIC in most.
 *
 * @param {{upload: Upload}} props
 */
export function Marked({ upload }) {
  const [broken, setBroken] = useState(false);
  const url = localUrl(upload);
  const boxes = boxesOf(upload);
  if (!url || broken) return null;
  return html`
    <span class="marked">
      <img class="marked-image" src=${url} alt=${upload.alt} width=${upload.width ?? undefined}
        height=${upload.height ?? undefined} decoding="async" onError=${() => setBroken(true)} />
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
