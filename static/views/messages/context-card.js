/**
 * What the conversation is about: as it is now, and as it was when it began where that differs.
 *
 * @module
 */

import { formatMoney, t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { StatusTag } from "../market/order-card.js";
import { Picture } from "../ui/picture.js";
import { subjectIcon, subjectTitle } from "./people.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */
/** @typedef {import("../../sdk/types.js").Card} Card */

const LABELS = /** @type {const} */ ({
  product: "thread.about_product",
  order: "thread.about_order",
  support: "thread.about_support",
});

/** @param {{conversation: Conversation}} props */
export function ContextCard({ conversation }) {
  const { context } = conversation;
  const now = context.live_card ?? context.card;
  const label = LABELS[/** @type {keyof typeof LABELS} */ (context.type)] ?? LABELS.support;
  const link = linkOf(now.url);
  const body = html`
    <${Picture} src=${now.image_url} icon=${subjectIcon(conversation)} class="context-picture" eager />
    <span class="context-main">
      <span class="context-label">${t(label)}</span>
      <bdi class="context-title">${subjectTitle(conversation)}</bdi>
      <span class="context-facts"><${Facts} card=${now} /></span>
      ${context.live_card ? html`<${Before} card=${context.card} now=${now} />` : null}
    </span>`;
  return link
    ? html`<a class="context" href=${link.href} ...${link.elsewhere}>${body}</a>`
    : html`<div class="context">${body}</div>`;
}

/** @param {{card: Card}} props */
function Facts({ card: { price, status, tracking, item_count } }) {
  return html`
    ${price ? html`<strong class="context-price">${formatMoney(price)}</strong>` : null}
    ${item_count && item_count > 1 ? html`<span class="muted">${t("orders.items", { count: item_count })}</span>` : null}
    ${status ? html`<${StatusTag} status=${status} />` : null}
    ${tracking ? html`
      <span class="context-tracking"><${Icon} name="truck" size=${16} />
        <bdi>${tracking.carrier}</bdi> <bdi class="mono">${tracking.number}</bdi></span>` : null}`;
}

/**
 * Only what has changed since.
 *
 * @param {{card: Card, now: Card}} props
 */
function Before({ card, now }) {
  const { price, status, title } = card;
  const changedPrice = price && price.amount !== now.price?.amount ? price : null;
  const changedStatus = status && status !== now.status ? status : null;
  const changedTitle = title !== now.title ? title : null;
  if (!changedPrice && !changedStatus && !changedTitle) return null;
  return html`
    <span class="context-before">
      <span>${t("thread.at_opening")}:</span>
      ${changedTitle ? html`<bdi>${changedTitle}</bdi>` : null}
      ${changedPrice ? html`<span>${formatMoney(changedPrice)}</span>` : null}
      ${changedStatus ? html`<${StatusTag} status=${changedStatus} />` : null}
    </span>`;
}

/**
 * The marketplace's own page: within this site, or in a tab of its own that cannot reach back.
 *
 * @param {string | null | undefined} url
 */
function linkOf(url) {
  if (!url || !URL.canParse(url, location.origin)) return null;
  const { origin, pathname, href, protocol } = new URL(url, location.origin);
  if (origin === location.origin) return { href: pathname, elsewhere: {} };
  if (protocol !== "https:" && protocol !== "http:") return null;
  return { href, elsewhere: { target: "_blank", rel: "noopener noreferrer" } };
}
