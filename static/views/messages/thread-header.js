/**
 * Who the open conversation is with, and whether they are there.
 *
 * @module
 */

import { useEffect, useRef } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { state } from "../model.js";
import { Avatar } from "../ui/picture.js";
import { askToHideConversation } from "./hide.js";
import { otherPartyOf } from "./people.js";
import { lastSeenTime, placeTime } from "./time.js";
import { TranslationSwitch } from "./translation-switch.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */

/** @param {{conversation: Conversation}} props */
export function ThreadHeader({ conversation }) {
  const { name, picture } = otherPartyOf(conversation);
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    if (matchMedia("(pointer: coarse)").matches) heading.current?.focus({ preventScroll: true });
  }, []);
  return html`
    <header class="thread-head">
      <${BackButton} />
      <${Avatar} name=${name} src=${picture} />
      <div class="thread-who">
        <h2 class="thread-name" tabindex="-1" ref=${heading}><bdi>${name}</bdi></h2>
        <${Presence} conversation=${conversation} />
      </div>
      <${TranslationSwitch} conversation=${conversation} />
      <button class="icon-button" type="button" aria-label=${t("hide.button")} title=${t("hide.button")}
        onClick=${() => askToHideConversation(conversation.id)}><${Icon} name="bin" /></button>
    </header>`;
}

export function BackButton() {
  return html`
    <a class="icon-button thread-back" href="/messages" aria-label=${t("thread.back")}
      title=${t("thread.back")}><${Icon} name="back" size=${22} /></a>`;
}

/** @param {{conversation: Conversation}} props */
function Presence({ conversation }) {
  const presence = state.value.presence[conversation.id];
  const local = localTime(conversation);
  return html`
    <p class="presence" data-presence=${presence?.online ? "online" : "offline"}>
      ${presence?.online ? html`<span class="presence-dot"></span>${t("thread.online")}` : null}
      ${presence && !presence.online && presence.last_seen
        ? t("thread.last_seen", { time: lastSeenTime(presence.last_seen) }) : null}
      ${local ? html`<span class="presence-place">${t("thread.local_time", { time: local })}</span>` : null}
    </p>`;
}

/**
 * What a shop's clock shows, where it differs from the reader's.
 *
 * @param {Conversation} conversation
 */
function localTime({ buyer, shop }) {
  const isBuyer = buyer.id === state.value.session.user?.id;
  const offset = shop.utc_offset_min ?? null;
  if (!isBuyer || offset === null || offset === -new Date().getTimezoneOffset()) return null;
  return placeTime(offset, Date.now());
}
