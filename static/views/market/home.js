/**
 * The demo marketplace's front page: every shop's products.
 *
 * @module
 */

import { useState } from "preact/hooks";

import { formatMoney, t } from "../../i18n/index.js";
import { fetchProducts } from "../demo.js";
import { html } from "../html.js";
import { Avatar, Picture } from "../ui/picture.js";
import { Failed, Skeletons } from "../ui/states.js";
import { useResource } from "./resource.js";

/** @typedef {import("../demo.js").Product} Product */

export function Home() {
  const { data: products, failure, reload } = useResource(fetchProducts);
  return html`
    <main class="page" id="content" tabindex="-1">
      <div class="hero">
        <h1 class="hero-title">${t("home.title")}</h1>
        <p class="hero-lead">${t("home.lead")}</p>
      </div>
      ${failure ? html`<${Failed} text=${t("home.failed")} onRetry=${reload} />` : null}
      ${products ? html`<${Catalogue} products=${products} />` : null}
      ${products || failure ? null : html`<${Skeletons} kind="products" count=${8} />`}
    </main>`;
}

/** @param {{products: Product[]}} props */
function Catalogue({ products }) {
  const [shop, setShop] = useState("");
  const shops = [...new Map(products.map((it) => [it.shop.id, it.shop])).values()];
  const shown = products.filter((it) => !shop || it.shop.id === shop);
  return html`
    <div class="chips" role="group" aria-label=${t("home.shops")}>
      <button class="chip" type="button" aria-pressed=${!shop} onClick=${() => setShop("")}>
        ${t("home.all_shops")}
      </button>
      ${shops.map(({ id, name, logo_url }) => html`
        <button class="chip" type="button" key=${id} aria-pressed=${shop === id}
          onClick=${() => setShop(id)}>
          <${Avatar} name=${name} src=${logo_url} class="avatar-small" /><bdi>${name}</bdi>
        </button>`)}
      <span class="chips-count">${t("home.products", { count: shown.length })}</span>
    </div>
    <ul class="products">
      ${shown.map((product) => html`<${ProductTile} key=${product.id} product=${product} />`)}
    </ul>`;
}

/** @param {{product: Product}} props */
function ProductTile({ product: { id, title, price, image_url, shop } }) {
  return html`
    <li>
      <a class="product-tile" href=${`/products/${encodeURIComponent(id)}`} data-product=${id}>
        <${Picture} src=${image_url} class="product-picture" />
        <span class="product-facts">
          <bdi class="product-name" lang=${shop.lang}>${title}</bdi>
          <span class="product-price">${formatMoney(price)}</span>
          <span class="product-shop">
            <${Avatar} name=${shop.name} src=${shop.logo_url} class="avatar-small" />
            <bdi>${shop.name}</bdi>
          </span>
        </span>
      </a>
    </li>`;
}
