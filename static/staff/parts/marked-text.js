/**
 * What a person wrote, with what was found in it marked.
 *
 * @module
 */

import { cutAtSpans } from "../../sdk/text.js";
import { html } from "../../views/html.js";

/**
 * @param {{text: string, spans: import("../../sdk/types.js").Span[], lang?: string | null,
 *   class?: string}} props spans in code points
 */
export function MarkedText({ text, spans, lang, class: extra = "" }) {
  return html`
    <p class=${`bubble-text ${extra}`} dir="auto" lang=${lang ?? undefined}>
      ${cutAtSpans(text, spans).map(({ text: piece, hit }, index) =>
        hit ? html`<mark key=${index}>${piece}</mark>` : piece)}
    </p>`;
}
