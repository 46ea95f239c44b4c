/**
 * "+": pictures from the device, and on phones from the camera.
 *
 * @module
 */

import { useRef } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { MenuButton } from "../ui/menu.js";
import { ACCEPTED, mayAttach, offer } from "./choose.js";

/** @typedef {{current: HTMLInputElement | null}} InputRef */

/** @param {{id: string}} props of the conversation */
export function AddButton({ id }) {
  const files = useRef(/** @type {HTMLInputElement | null} */ (null));
  const camera = useRef(/** @type {HTMLInputElement | null} */ (null));
  if (!mayAttach()) return null;
  const label = t("picture.add");
  const items = /** @type {const} */ ([
    { label: t("picture.choose"), icon: "image", run: () => files.current?.click() },
    { label: t("picture.camera"), icon: "camera", run: () => camera.current?.click() },
  ]);
  return html`
    <span class="add">
      <${Chooser} id=${id} input=${files} />
      ${isOnPhone() ? html`
        <${Chooser} id=${id} input=${camera} capture="environment" />
        <${MenuButton} label=${label} icon="plus" items=${items} class="add-button" />` : html`
        <button class="icon-button add-button" type="button" aria-label=${label} title=${label}
          onClick=${() => files.current?.click()}><${Icon} name="plus" size=${22} /></button>`}
    </span>`;
}

/**
 * The browser's own chooser; the same picture may be chosen again.
 *
 * @param {{id: string, input: InputRef, capture?: string}} props
 */
function Chooser({ id, input, capture }) {
  const onChange = (/** @type {any} */ { target }) => {
    offer(id, [...target.files]);
    target.value = "";
    if (!isOnPhone()) document.getElementById("composer-text")?.focus();
  };
  return html`
    <input type="file" hidden ref=${input} accept=${ACCEPTED} multiple=${!capture} capture=${capture}
      onChange=${onChange} />`;
}

function isOnPhone() {
  return matchMedia("(pointer: coarse)").matches;
}
