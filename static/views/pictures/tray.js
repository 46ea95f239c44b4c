/**
 * The pictures of the message that is being written: how far each is, what it shows in words, and
 * what is wrong with it.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { isPassing } from "../../sdk/errors.js";
import { isAboutAlt } from "../../sdk/uploads.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, draftOf, session, uploads } from "../model.js";
import { takeOut } from "./choose.js";
import { Refused } from "./refused.js";
import { Progress, Thumbnail } from "./thumbnail.js";
import { failureOf, placeWords } from "./words.js";

/** @typedef {import("../../sdk/types.js").Upload} Upload */

const LONGEST_ALT = 300;

/** @param {{id: string}} props of the conversation */
export function Tray({ id }) {
  const pictures = draftOf(id).pictures.flatMap((it) => uploads.value[it] ?? []);
  if (!pictures.length) return null;
  const items = pictures.map((upload, index) => ({ upload, place: placeWords(index, pictures.length) }));
  const refused = items.filter(({ upload }) => isRefused(upload));
  const others = items.filter(({ upload }) => !isRefused(upload));
  return html`
    <div class="tray" role="group" aria-label=${t("picture.tray")}>
      ${refused.map(({ upload }) => html`<${Refused} key=${upload.upload_id} id=${id} upload=${upload} />`)}
      ${others.length ? html`
        <ul class="tray-items">
          ${others.map((item) => html`<${Item} key=${item.upload.upload_id} id=${id} ...${item} />`)}
        </ul>
        <p class="tray-hint" id="tray-hint">${t("picture.alt_hint")}</p>` : null}
    </div>`;
}

/** Its words can be mended in their field. @param {Upload} upload */
function isRefused(upload) {
  return upload.state === "failed" && upload.review !== null && !isAboutAlt(upload);
}

/** @param {{id: string, upload: Upload, place: string}} props */
function Item({ id, upload, place }) {
  const { upload_id, state, error, blob } = upload;
  const failed = state === "failed";
  const online = session.value.status === "online";
  return html`
    <li class=${`tray-item tray-${state}`} data-upload=${state}>
      <div class="tray-picture">
        <${Thumbnail} upload=${upload} class="tray-image" />
        <${Progress} upload=${upload} place=${place} />
        <button class="icon-button tray-remove" type="button" title=${t("picture.remove")}
          aria-label=${`${t("picture.remove")}: ${place}`} onClick=${() => takeOut(id, upload_id)}>
          <${Icon} name="close" size=${16} /></button>
      </div>
      ${failed && !isAboutAlt(upload) ? null : html`<${Alt} upload=${upload} place=${place} />`}
      <p class="tray-failure" role="alert">${failed ? failureOf(upload) : null}</p>
      ${failed && blob && isPassing(error?.code ?? "") ? html`
        <button class="button button-small" type="button" onClick=${() => client.uploads.retry(upload_id)}>
          ${t("common.retry")}<span class="visually-hidden">: ${place}</span></button>` : null}
      ${state === "waiting" && (error || !online) ? html`
        <p class="tray-again" role="status">${t(online ? "picture.again" : "message.waiting")}</p>` : null}
    </li>`;
}

/** @param {{upload: Upload, place: string}} props */
function Alt({ upload, place }) {
  const [text, setText] = useState(upload.alt);
  const save = (/** @type {any} */ { target }) => client.uploads.describe(upload.upload_id, target.value.trim());
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    document.getElementById("composer-text")?.focus();
  };
  return html`
    <label class="tray-alt">
      <span class="visually-hidden">${place}: ${t("picture.alt")}</span>
      <input type="text" dir="auto" maxlength=${LONGEST_ALT} placeholder=${t("picture.alt")}
        aria-describedby="tray-hint" value=${text}
        onInput=${(/** @type {any} */ event) => setText(event.target.value)} onChange=${save} onKeyDown=${onKeyDown} />
    </label>`;
}
