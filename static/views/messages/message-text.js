/**
 * What a person wrote, as text and nothing else: in its own direction, isolated from what is
 * around it, with every link inert but those to this very site.
 *
 * @module
 */

import { html } from "../html.js";
import { linkPieces } from "./own-links.js";

/** @param {{text: string, lang?: string | null}} props */
export function MessageText({ text, lang }) {
  return html`
    <p class="bubble-text" dir="auto" lang=${lang ?? undefined}>
      ${linkPieces(text, location.origin).map(({ text: piece, path }) =>
        path ? html`<a href=${path}>${piece}</a>` : piece)}
    </p>`;
}
