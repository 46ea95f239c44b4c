/**
 * A picture on its way: how it looks, and how far it is.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { localUrl } from "./local.js";

/** @typedef {import("../../sdk/types.js").Upload} Upload */

/**
 * What this browser cannot show, the hub can.
 *
 * @param {{upload: Upload, class: string, size?: import("./layout.js").Size}} props
 */
export function Thumbnail({ upload, class: name, size }) {
  const [broken, setBroken] = useState("");
  const src = [localUrl(upload), upload.attachment?.thumb_url].find((url) => url && url !== broken);
  return src
    ? html`<img class=${name} src=${src} alt=${upload.alt} width=${size?.width} height=${size?.height}
        decoding="async" draggable=${false} onError=${() => setBroken(src)} />`
    : html`<span class="photo-blank"><${Icon} name="image" size=${24} /></span>`;
}

/** @param {{upload: Upload, place: string}} props `place`: which of the pictures it is, in words */
export function Progress({ upload: { state, progress }, place }) {
  if (state === "failed") return html`<span class="photo-failed"><${Icon} name="alert" size=${18} /></span>`;
  if (state === "ready") {
    return html`<span class="photo-ready"><${Icon} name="check" size=${14} />
      <span class="visually-hidden" role="status">${place}: ${t("picture.ready")}</span></span>`;
  }
  return html`
    <progress class="photo-progress" max="1" value=${progress} aria-label=${`${place}: ${t("picture.uploading")}`}></progress>`;
}
