/**
 * What is shown instead of content: nothing there, still loading, failed.
 *
 * @module
 */

import { useEffect, useRef } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";

/**
 * @param {{icon: import("../icons.js").IconName, title: string, hint?: string, children?: any}} props
 */
export function Empty({ icon, title, hint, children }) {
  return html`
    <div class="empty">
      <span class="empty-icon"><${Icon} name=${icon} size=${28} /></span>
      <p class="empty-title">${title}</p>
      ${hint ? html`<p class="empty-hint">${hint}</p>` : null}
      ${children}
    </div>`;
}

/**
 * @param {{text: string, onRetry: () => void}} props
 */
export function Failed({ text, onRetry }) {
  return html`
    <div role="alert">
      <${Empty} icon="alert" title=${text}>
        <button class="button" type="button" onClick=${onRetry}>${t("common.retry")}</button>
      <//>
    </div>`;
}

/**
 * Grey shapes where content will be.
 *
 * @param {{kind: string, count: number}} props
 */
export function Skeletons({ kind, count }) {
  return html`
    <div class=${`skeletons skeletons-${kind}`} role="status" aria-label=${t("common.loading")}>
      ${Array.from({ length: count }, (_, index) => html`<span class="skeleton" key=${index}></span>`)}
    </div>`;
}

/**
 * Calls back whenever the end of what is loaded comes into view.
 *
 * @param {{onVisible: () => void, root?: Element | null}} props
 */
export function Sentinel({ onVisible, root = null }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const latest = useRef(onVisible);
  latest.current = onVisible;
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) latest.current();
    }, { root, rootMargin: "300px" });
    if (ref.current) observer.observe(ref.current);
    return () => observer.disconnect();
  }, [root]);
  return html`<span class="sentinel" ref=${ref} aria-hidden="true"></span>`;
}
