/**
 * The pictures of a message: one, or a grid of them. Each opens in the lightbox.
 *
 * @module
 */

import { html } from "../html.js";
import { sizeInThread } from "./layout.js";
import { openLightbox } from "./lightbox.js";
import { Photo } from "./photo.js";
import { labelOf } from "./words.js";

/** @typedef {import("../../sdk/types.js").Attachment} Attachment */
/** @typedef {import("../../sdk/types.js").Message} Message */

/** In a grid, all are square. */
const CELL = { width: 120, height: 120 };

/** @param {{message: Message, reachable: boolean}} props `reachable`: by the Tab key */
export function Photos({ message, reachable }) {
  const pictures = message.attachments ?? [];
  if (!pictures.length) return null;
  return html`
    <ul class=${photosClass(pictures.length)}>
      ${pictures.map((attachment, index) => html`
        <li class="photo" key=${attachment.id}>
          <button class="photo-open" type="button" aria-label=${labelOf(attachment, index, pictures.length)}
            tabindex=${reachable ? 0 : -1} onClick=${() => openLightbox(message, index)}>
            <${Photo} conversationId=${message.conversation_id} attachment=${attachment}
              size=${pictures.length === 1 ? sizeInThread(attachment) : CELL} />
          </button>
        </li>`)}
    </ul>`;
}

/** @param {number} count */
export function photosClass(count) {
  return `photos ${count === 1 ? "photos-one" : count === 2 || count === 4 ? "photos-two" : "photos-three"}`;
}
