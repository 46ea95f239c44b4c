/**
 * A buyer's orders, or those of a seller's shop.
 *
 * @module
 */

import { t } from "../../i18n/index.js";
import { fetchOrders, persona } from "../demo.js";
import { html } from "../html.js";
import { client } from "../model.js";
import { Empty, Failed, Skeletons } from "../ui/states.js";
import { OrderCard } from "./order-card.js";
import { useResource } from "./resource.js";

/** @typedef {import("../demo.js").Order} Order */

export function Orders() {
  const { data: orders, failure, reload, replace } = useResource(fetchWhenReady);
  const shop = persona.value?.shop;
  const onMoved = (/** @type {Order} */ moved) =>
    replace((orders ?? []).map((it) => (it.id === moved.id ? moved : it)));
  return html`
    <main class="page page-narrow" id="content" tabindex="-1">
      <h1 class="page-title">${shop ? t("orders.title_shop", { shop: shop.name }) : t("orders.title")}</h1>
      ${failure ? html`<${Failed} text=${t("error.internal")} onRetry=${reload} />` : null}
      ${orders?.length === 0
        ? html`<${Empty} icon="box" title=${t("orders.empty")} hint=${t("orders.empty_hint")} />` : null}
      <ul class="orders">
        ${orders?.map((order) => html`
          <${OrderCard} key=${order.id} order=${order} selling=${shop?.id === order.shop.id}
            onMoved=${onMoved} />`)}
      </ul>
      ${orders || failure ? null : html`<${Skeletons} kind="orders" count=${3} />`}
    </main>`;
}

/** Signing in happens with the connection; the orders need its token. */
async function fetchWhenReady() {
  await client.whenReady();
  return fetchOrders();
}
