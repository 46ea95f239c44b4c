/**
 * The button that leads from a product, an order or a call for help to its conversation.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client } from "../model.js";
import { navigate } from "../router.js";
import { attempt } from "../ui/feedback.js";

/**
 * @param {{context: {type: string, id: string}, label: string, class?: string,
 *   icon?: import("../icons.js").IconName}} props
 */
export function ContactButton({ context, label, class: extra = "", icon = "chat" }) {
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    await attempt(async () => {
      const { id } = await client.requests.openConversation(context);
      navigate(`/messages/${encodeURIComponent(id)}`);
    });
    setBusy(false);
  };
  return html`
    <button class=${`button ${extra}`} type="button" aria-busy=${busy} disabled=${busy} onClick=${open}>
      <${Icon} name=${icon} size=${20} />${label}
    </button>`;
}
