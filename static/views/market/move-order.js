/**
 * The seller's control that moves an order on.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { t, tOr } from "../../i18n/index.js";
import { moveOrder } from "../demo.js";
import { html } from "../html.js";
import { Dialog } from "../ui/dialog.js";
import { attempt, confirm, note } from "../ui/feedback.js";

/** @typedef {import("../demo.js").Order} Order */
/** @typedef {import("../../sdk/types.js").Tracking} Tracking */

/** @type {Record<string, string>} */
const NEXT = {
  received: "processing",
  processing: "shipped",
  shipped: "in_transit",
  in_transit: "delivered",
};

/**
 * @param {{order: Order, onMoved: (order: Order) => void}} props
 */
export function MoveOrder({ order, onMoved }) {
  const [shipping, setShipping] = useState(false);
  const next = NEXT[order.status];
  if (!next) return null;
  const label = tOr(`order.${next}`, next);
  const move = (/** @type {string} */ status, /** @type {Tracking | null} */ tracking = null) =>
    attempt(async () => {
      onMoved(await moveOrder(order.id, status, tracking));
      note(t("orders.moved", { status: tOr(`order.${status}`, status) }));
    });
  const cancel = async () => {
    const asked = { title: t("orders.cancel_confirm"), body: t("orders.cancel_body"), action: t("orders.cancel") };
    if (await confirm(asked)) await move("cancelled");
  };
  return html`
    <button class="button button-primary" type="button" data-move=${next}
      onClick=${() => (next === "shipped" ? setShipping(true) : move(next))}>
      ${t("orders.move_on", { status: label })}
    </button>
    <button class="button button-quiet" type="button" onClick=${cancel}>${t("orders.cancel")}</button>
    ${shipping ? html`
      <${ShipDialog} onClose=${() => setShipping(false)}
        onShip=${(/** @type {Tracking | null} */ tracking) => { setShipping(false); void move("shipped", tracking); }} />` : null}`;
}

/**
 * @param {{onClose: () => void, onShip: (tracking: Tracking | null) => void}} props
 */
function ShipDialog({ onClose, onShip }) {
  const [carrier, setCarrier] = useState("");
  const [number, setNumber] = useState("");
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    onShip(carrier.trim() && number.trim() ? { carrier: carrier.trim(), number: number.trim() } : null);
  };
  return html`
    <${Dialog} title=${t("orders.ship_title")} onClose=${onClose}>
      <form onSubmit=${submit}>
        <${Field} label=${t("orders.carrier")} value=${carrier} onInput=${setCarrier} />
        <${Field} label=${t("orders.tracking_number")} value=${number} onInput=${setNumber} />
        <div class="dialog-actions">
          <button class="button" type="button" onClick=${onClose}>${t("common.cancel")}</button>
          <button class="button button-primary" type="submit">
            ${t("orders.move_on", { status: t("order.shipped") })}
          </button>
        </div>
      </form>
    <//>`;
}

/**
 * @param {{label: string, value: string, onInput: (value: string) => void}} props
 */
function Field({ label, value, onInput }) {
  return html`
    <label class="field">
      <span>${label}</span>
      <input type="text" value=${value} maxlength="80"
        onInput=${(/** @type {any} */ event) => onInput(event.target.value)} />
    </label>`;
}
