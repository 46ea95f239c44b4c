/**
 * The pictures of a message that the hub does not have yet.
 *
 * @module
 */

import { html } from "../html.js";
import { uploads } from "../model.js";
import { sizeInThread } from "./layout.js";
import { photosClass } from "./photos.js";
import { Photo } from "./photo.js";
import { Progress, Thumbnail } from "./thumbnail.js";
import { placeWords } from "./words.js";

/** @typedef {import("../../sdk/types.js").Entry} Entry */

const CELL = { width: 120, height: 120 };

/** @param {{entry: Entry}} props */
export function EntryPhotos({ entry }) {
  const count = entry.attachments?.length ?? entry.pictures?.length ?? 0;
  if (!count) return null;
  return html`
    <ul class=${photosClass(count)}>
      ${Array.from({ length: count }, (_, index) => html`
        <li class="photo" key=${index}><${EntryPhoto} entry=${entry} index=${index} count=${count} /></li>`)}
    </ul>`;
}

/**
 * As the device has it, else as the hub does.
 *
 * @param {{entry: Entry, index: number, count: number}} props
 */
function EntryPhoto({ entry, index, count }) {
  const upload = uploads.value[entry.pictures?.[index] ?? ""];
  const attachment = entry.attachments?.[index];
  const picture = upload?.blob ? upload : attachment ?? upload;
  if (!picture) return null;
  const size = count === 1 ? sizeInThread(picture) : CELL;
  if (picture === attachment) {
    return html`<${Photo} conversationId=${entry.conversation_id} attachment=${attachment} size=${size} />`;
  }
  return html`
    <${Thumbnail} upload=${upload} size=${size} class="photo-image" />
    <${Progress} upload=${upload} place=${placeWords(index, count)} />`;
}
