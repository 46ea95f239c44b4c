/**
 * A product's page, from which a buyer reaches its seller.
 *
 * @module
 */

import { formatMoney, languageName, t } from "../../i18n/index.js";
import { fetchProduct, persona } from "../demo.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { Avatar, Picture } from "../ui/picture.js";
import { Empty, Failed, Skeletons } from "../ui/states.js";
import { ContactButton } from "./contact.js";
import { useResource } from "./resource.js";

/** @typedef {import("../demo.js").Product} Product */

/** @param {{id: string}} props */
export function ProductPage({ id }) {
  const { data: product, failure, reload } = useResource(() => fetchProduct(id));
  return html`
    <main class="page" id="content" tabindex="-1">
      <a class="back-link" href="/"><${Icon} name="back" size=${18} />${t("product.back")}</a>
      ${product ? html`<${Product} product=${product} />` : null}
      ${failure === "not_found" ? html`<${Empty} icon="search" title=${t("product.not_found")} />` : null}
      ${failure && failure !== "not_found"
        ? html`<${Failed} text=${t("home.failed")} onRetry=${reload} />` : null}
      ${product || failure ? null : html`<${Skeletons} kind="product" count=${2} />`}
    </main>`;
}

/** @param {{product: Product}} props */
function Product({ product: { id, title, price, image_url, description, shop } }) {
  const own = persona.value?.shop?.id === shop.id;
  return html`
    <article class="product">
      <${Picture} src=${image_url} class="product-large" eager />
      <div class="product-body">
        <h1 class="product-title" lang=${shop.lang}><bdi>${title}</bdi></h1>
        <p class="product-large-price">${formatMoney(price)}</p>
        <p class="product-description" dir="auto" lang=${shop.lang}>${description}</p>
        <div class="seller">
          <${Avatar} name=${shop.name} src=${shop.logo_url} />
          <div class="seller-who">
            <span class="seller-label">${t("product.sold_by")}</span>
            <bdi class="seller-name">${shop.name}</bdi>
            <span class="seller-label">${t("product.speaks", { language: languageName(shop.lang) })}</span>
          </div>
        </div>
        ${own
          ? html`<p class="hint">${t("product.own")}</p>`
          : html`<${ContactButton} context=${{ type: "product", id }} class="button-primary button-large"
              label=${t("product.contact")} />`}
      </div>
    </article>`;
}
