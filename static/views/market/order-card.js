/**
 * One order: what was bought, how far it is, and the way to the other side.
 *
 * @module
 */

import { formatMoney, formatTime, t, tOr } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { Picture } from "../ui/picture.js";
import { ContactButton } from "./contact.js";
import { MoveOrder } from "./move-order.js";

/** @typedef {import("../demo.js").Order} Order */

/** The states an order passes through, in order; `cancelled` is beside them. */
export const STEPS = ["received", "processing", "shipped", "in_transit", "delivered"];

/**
 * @param {{order: Order, selling: boolean, onMoved: (order: Order) => void}} props
 */
export function OrderCard({ order, selling, onMoved }) {
  const { id, status, items, total, tracking, placed_at } = order;
  const other = selling ? order.buyer : order.shop;
  return html`
    <li class="order" data-order=${id}>
      <div class="order-head">
        <div>
          <h2 class="order-number">${t("orders.number", { id: id.replace(/^order-/, "") })}</h2>
          <p class="order-meta">
            <bdi>${other.name}</bdi>
            ${placed_at ? html` · ${t("orders.placed", { date: formatTime(placed_at, { dateStyle: "medium" }) })}` : null}
          </p>
        </div>
        <${StatusTag} status=${status} />
      </div>
      <ul class="order-items">
        ${items.map((item) => html`<${Item} key=${item.product} item=${item} />`)}
      </ul>
      ${status === "cancelled" ? null : html`<${Progress} status=${status} />`}
      <div class="order-foot">
        <div class="order-sums">
          ${total ? html`<p><span class="muted">${t("orders.total")}</span> <strong>${formatMoney(total)}</strong></p>` : null}
          ${tracking ? html`
            <p class="order-tracking"><${Icon} name="truck" size=${18} />
              <bdi>${tracking.carrier}</bdi> <bdi class="mono">${tracking.number}</bdi></p>` : null}
        </div>
        <div class="order-actions">
          ${selling ? html`<${MoveOrder} order=${order} onMoved=${onMoved} />` : null}
          <${ContactButton} context=${{ type: "order", id }} class=${selling ? "" : "button-primary"}
            label=${t(selling ? "orders.contact_buyer" : "orders.contact_seller")} />
        </div>
      </div>
    </li>`;
}

/** @param {{status: string}} props */
export function StatusTag({ status }) {
  return html`<span class=${`status status-${status}`}>${tOr(`order.${status}`, status)}</span>`;
}

/** @param {{item: import("../demo.js").OrderItem}} props */
function Item({ item: { title, image_url, quantity, price } }) {
  return html`
    <li class="order-item">
      <${Picture} src=${image_url} class="picture-small" />
      <bdi class="order-item-title">${title}</bdi>
      <span class="order-item-sum">
        ${price ? formatMoney(price) : null} <span class="muted">× ${quantity}</span>
      </span>
    </li>`;
}

/** @param {{status: string}} props */
function Progress({ status }) {
  const reached = STEPS.indexOf(status);
  return html`
    <ol class="progress" aria-label=${t("orders.progress")}>
      ${STEPS.map((step, index) => html`
        <li key=${step} class=${index <= reached ? "progress-done" : ""}
          aria-current=${index === reached ? "step" : undefined}>
          <span>${tOr(`order.${step}`, step)}</span>
        </li>`)}
    </ol>`;
}
