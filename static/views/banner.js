/**
 * Says so when the hub cannot be reached or the session is over.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { t } from "../i18n/index.js";
import { html } from "./html.js";
import { Icon } from "./icons.js";
import { session } from "./model.js";

const PATIENCE_MS = 1_500;

export function Banner() {
  const { status, ended_code } = session.value;
  const late = useLate(status === "connecting");
  if (status === "ended") return html`<${Ended} code=${ended_code} />`;
  const text = status === "offline" ? t("status.offline") : late ? t("status.connecting") : "";
  return html`
    <div class="banner-place" role="status">
      ${text ? html`<p class="banner"><${Icon} name="offline" size=${18} />${text}</p>` : null}
    </div>`;
}

/** @param {{code: string | null}} props */
function Ended({ code }) {
  return html`
    <div class="banner-place" role="alert">
      <p class="banner banner-error">
        <${Icon} name="lock" size=${18} />
        ${t(code === "suspended" ? "status.suspended" : "status.ended")}
        <button class="button button-small" type="button" onClick=${() => location.reload()}>
          ${t("status.reload")}
        </button>
      </p>
    </div>`;
}

/**
 * Whether something has gone on for so long that it is worth a word.
 *
 * @param {boolean} active
 */
function useLate(active) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!active) return undefined;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [active]);
  return active && late;
}
