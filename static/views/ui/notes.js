/**
 * Passing notes in a corner, and the live regions that screen readers follow.
 *
 * @module
 */

import { html } from "../html.js";
import { announcement, notes } from "./feedback.js";

export function Notes() {
  return html`
    <div class="notes">
      ${notes.value.map(({ id, text, tone }) => html`
        <p key=${id} class=${`note note-${tone}`} role=${tone === "error" ? "alert" : "status"}>
          ${text}
        </p>`)}
    </div>
    <p class="visually-hidden" aria-live="polite" data-announcements>${announcement.value}</p>`;
}
