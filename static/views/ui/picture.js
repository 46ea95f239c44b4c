/**
 * Pictures of products, shops and people, with something calm where there is none.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { html } from "../html.js";
import { Icon } from "../icons.js";

const HUES = 6;

/**
 * A product's picture; decorative, since its title is always beside it.
 *
 * @param {{src?: string | null, class?: string, eager?: boolean,
 *   icon?: import("../icons.js").IconName}} props
 */
export function Picture({ src, class: extra = "", eager = false, icon = "box" }) {
  const [broken, setBroken] = useState(false);
  const shown = src && !broken;
  return html`
    <span class=${`picture ${extra}`}>
      ${shown
        ? html`<img src=${src} alt="" loading=${eager ? "eager" : "lazy"} decoding="async"
            onError=${() => setBroken(true)} />`
        : html`<${Icon} name=${icon} size=${24} />`}
    </span>`;
}

/**
 * A face, a logo or initials.
 *
 * @param {{name: string, src?: string | null, class?: string}} props
 */
export function Avatar({ name, src, class: extra = "" }) {
  const [broken, setBroken] = useState(false);
  const shown = src && !broken;
  return html`
    <span class=${`avatar avatar-${hueOf(name)} ${extra}`} aria-hidden="true">
      ${shown
        ? html`<img src=${src} alt="" decoding="async" onError=${() => setBroken(true)} />`
        : initialsOf(name)}
    </span>`;
}

/** @param {string} name */
function initialsOf(name) {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => Array.from(word ?? "")[0] ?? "").join("").toUpperCase();
}

/** @param {string} name the same colour for the same name */
function hueOf(name) {
  return Array.from(name).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES;
}
