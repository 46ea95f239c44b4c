/**
 * The page: header, connection banner, the page of the current path, and what floats above it.
 *
 * @module
 */

import { useEffect } from "preact/hooks";

import { language, t } from "../i18n/index.js";
import { announceArrivals } from "./arrivals.js";
import { Banner } from "./banner.js";
import { personas } from "./demo.js";
import { Header } from "./header.js";
import { html } from "./html.js";
import { Home } from "./market/home.js";
import { Orders } from "./market/orders.js";
import { ProductPage } from "./market/product.js";
import { AppealDialog } from "./messages/appeal-dialog.js";
import { MessageCentre } from "./messages/centre.js";
import { ReportDialog } from "./messages/report-dialog.js";
import { unreadTotal } from "./model.js";
import { Lightbox } from "./pictures/lightbox.js";
import { followLink, navigate, partsOf, path } from "./router.js";
import { Questions } from "./ui/dialog.js";
import { Notes } from "./ui/notes.js";
import { SkipLink } from "./ui/skip-link.js";
import { Empty } from "./ui/states.js";

export function App() {
  useEffect(announceArrivals, []);
  useDocumentTitle();
  return html`
    <div class="app" onClick=${followLink}>
      <${SkipLink} label=${t("app.skip")} />
      <${Header} />
      <${Banner} />
      <${Page} />
      <${Questions} />
      <${ReportDialog} />
      <${AppealDialog} />
      <${Lightbox} />
      <${Notes} />
    </div>`;
}

/** A hub without the demo marketplace has the message centre alone. */
function Page() {
  const [page = "", id] = partsOf(path.value);
  if (page === "messages" || !personas.value.length) return html`<${MessageCentre} id=${id ?? null} />`;
  if (page === "") return html`<${Home} />`;
  if (page === "orders") return html`<${Orders} />`;
  if (page === "products" && id) return html`<${ProductPage} key=${id} id=${id} />`;
  return html`
    <main class="page" id="content" tabindex="-1">
      <${Empty} icon="search" title=${t("common.not_found")}>
        <button class="button" type="button" onClick=${() => navigate("/")}>${t("common.home")}</button>
      <//>
    </main>`;
}

function useDocumentTitle() {
  const unread = unreadTotal.value;
  const page = path.value.startsWith("/messages") ? t("nav.messages") : t("app.market");
  const title = `${unread ? `(${unread}) ` : ""}${page} · ${t("app.name")}`;
  useEffect(() => { document.title = title; }, [title]);
  useEffect(() => { document.documentElement.lang = language.value; }, [language.value]);
}
