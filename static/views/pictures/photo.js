/**
 * A picture of a message: its placeholder at once, the picture over it as soon as it is there.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { client, session } from "../model.js";
import { sentUrl } from "./local.js";
import { placeholderOf } from "./placeholder.js";

/** @typedef {import("../../sdk/types.js").Attachment} Attachment */

/**
 * The address of one of a picture's sizes, renewed when it has expired; tried again when the
 * connection is back.
 *
 * @param {string} conversationId
 * @param {Attachment} attachment
 * @param {"thumb_url" | "url"} size
 * @returns {{src: string, attempt: number, broken: boolean, onError: () => Promise<void>}}
 */
export function useAddress(conversationId, attachment, size) {
  const [{ attempt, broken }, set] = useState({ attempt: 0, broken: false });
  const again = () => set(({ attempt: before }) => ({ attempt: before + 1, broken: false }));
  const online = session.value.status === "online";
  useEffect(() => { if (online && broken) again(); }, [online]);
  const onError = async () => {
    if (await client.renewLinks(conversationId, attachment.id)) again();
    else set({ attempt, broken: true });
  };
  return { src: attachment[size], attempt, broken, onError };
}

/**
 * @param {object} props
 * @param {string} props.conversationId
 * @param {Attachment} props.attachment
 * @param {import("./layout.js").Size} props.size
 */
export function Photo({ conversationId, attachment, size: { width, height } }) {
  const { src, attempt, broken, onError } = useAddress(conversationId, attachment, "thumb_url");
  const placeholder = placeholderOf(attachment.thumbhash);
  const shown = sentUrl(attachment.id) ?? src;
  return html`
    ${placeholder ? html`<img class="photo-hash" src=${placeholder} alt="" width=${width} height=${height} />` : null}
    ${broken
      ? html`<svg class="photo-image" width=${width} height=${height} aria-hidden="true"></svg>
          <span class="photo-broken"><${Icon} name="alert" /><span>${t("picture.gone")}</span></span>`
      : html`<img class="photo-image" key=${`${shown} ${attempt}`} src=${shown} alt=${attachment.alt ?? ""} width=${width}
          height=${height} loading="lazy" decoding="async" draggable=${false} onError=${onError} />`}`;
}
