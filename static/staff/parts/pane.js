/**
 * What stands beside a list (on a phone: instead of it), with a head of its own.
 *
 * @module
 */

import { useEffect, useRef } from "preact/hooks";

import { html } from "../../views/html.js";
import { Icon } from "../../views/icons.js";

/** @param {{title: any, back: string, backLabel: string, quiet?: boolean, wide?: boolean,
 *   children?: any}} props `quiet` does not take the focus */
export function Pane({ title, back, backLabel, quiet = false, wide = false, children }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => { if (!quiet) heading.current?.focus({ preventScroll: true }); }, []);
  return html`
    <section class="thread">
      <header class="thread-head">
        <a class="icon-button thread-back" href=${back} aria-label=${backLabel}><${Icon} name="back" /></a>
        <h2 class="thread-name" tabindex="-1" ref=${heading}>${title}</h2>
      </header>
      <div class=${`pane ${wide ? "pane-wide" : ""}`}>${children}</div>
    </section>`;
}
