/**
 * The pictures of a message, each as large as the window: to zoom into, to go through, and with
 * what they show in words.
 *
 * @module
 */

import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { messageAt } from "../messages/reply.js";
import { LightboxStage } from "./lightbox-stage.js";
import { placeWords } from "./words.js";

/** @typedef {import("../../sdk/types.js").Message} Message */
/** @typedef {import("../../sdk/types.js").Attachment} Attachment */
/** @typedef {import("./lightbox-stage.js").StageControls} StageControls */

/** Which picture of which message was opened. */
const opened = signal(/** @type {{conversationId: string, seq: number, index: number} | null} */ (null));

const PAN_PX = 80;
const STEP = 1.5;

/**
 * @param {Message} message
 * @param {number} index
 */
export function openLightbox({ conversation_id, seq }, index) {
  opened.value = { conversationId: conversation_id, seq, index };
}

/** Shows the opened picture, for as long as its message is there. */
export function Lightbox() {
  const at = opened.value;
  const pictures = at && messageAt(at.conversationId, at.seq)?.attachments;
  const isGone = at !== null && !pictures?.length;
  useEffect(() => { if (isGone) opened.value = null; }, [isGone]);
  if (!at || !pictures?.length) return null;
  return html`<${Viewer} key=${`${at.conversationId} ${at.seq}`} conversationId=${at.conversationId} pictures=${pictures} first=${at.index} />`;
}

/** @param {{conversationId: string, pictures: Attachment[], first: number}} props */
function Viewer({ conversationId, pictures, first }) {
  const [index, setIndex] = useState(first);
  const at = Math.min(index, pictures.length - 1);
  const dialog = useModal(at);
  const stage = useRef(/** @type {StageControls | null} */ (null));
  const close = () => { opened.value = null; };
  const go = (/** @type {number} */ by) => setIndex(Math.max(0, Math.min(at + by, pictures.length - 1)));
  const picture = /** @type {Attachment} */ (pictures[at]);
  const isRtl = () => !!dialog.current && getComputedStyle(dialog.current).direction === "rtl";
  const onSwipe = (/** @type {import("./gestures.js").Direction} */ direction) => {
    if (direction === "down") close();
    else go((direction === "left") === isRtl() ? -1 : 1);
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (pressed(event.key, stage.current, (by) => go(isRtl() ? -by : by))) event.preventDefault();
  };
  const words = pictures.length > 1 ? placeWords(at, pictures.length) : t("picture.one");
  return html`
    <dialog class="lightbox" ref=${dialog} tabindex="-1" aria-label=${words} onKeyDown=${onKeyDown}
      onCancel=${(/** @type {Event} */ event) => { event.preventDefault(); close(); }}>
      <${LightboxStage} key=${picture.id} conversationId=${conversationId} picture=${picture}
        controls=${stage} onSwipe=${onSwipe} onBeside=${close} />
      <div class="lightbox-bar">
        <p class="lightbox-place" role="status">
          ${pictures.length > 1 ? html`<span class="lightbox-count">${words}</span>` : null}
          <span class="visually-hidden">${picture.alt}</span></p>
        <${Button} icon="minus" label=${t("picture.smaller")} run=${() => stage.current?.zoom(1 / STEP)} />
        <${Button} icon="plus" label=${t("picture.larger")} run=${() => stage.current?.zoom(STEP)} />
        <${Button} icon="close" label=${t("common.close")} run=${close} />
      </div>
      ${at > 0 ? html`
        <${Button} icon="back" label=${t("picture.previous")} class="lightbox-previous" run=${() => go(-1)} />` : null}
      ${at < pictures.length - 1 ? html`
        <${Button} icon="back" label=${t("picture.next")} class="lightbox-next" run=${() => go(1)} />` : null}
      ${picture.alt ? html`<p class="lightbox-alt" dir="auto" aria-hidden="true">${picture.alt}</p>` : null}
    </dialog>`;
}

/** @param {{icon: import("../icons.js").IconName, label: string, class?: string, run: () => void}} props */
function Button({ icon, label, class: extra = "", run }) {
  return html`
    <button class=${`lightbox-button ${extra}`} type="button" aria-label=${label} title=${label}
      onClick=${run}><${Icon} name=${icon} size=${24} /></button>`;
}

/**
 * The browser keeps the focus inside; it goes back to where it was, or to the text field if that
 * is gone.
 *
 * @param {number} at which picture is shown: the button that led to the last one goes with it
 */
function useModal(at) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  useLayoutEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      // Nothing outside can take the focus as long as it is open.
      shown?.close();
      (before?.isConnected ? before : document.getElementById("composer-text"))?.focus();
    };
  }, []);
  useLayoutEffect(() => {
    if (!dialog.current?.contains(document.activeElement)) dialog.current?.focus();
  }, [at]);
  return dialog;
}

/**
 * Arrows go through the pictures, or over one that is larger than the window.
 *
 * @param {string} key
 * @param {StageControls | null} stage
 * @param {(by: number) => void} go
 * @returns {boolean} whether it was one that means something
 */
function pressed(key, stage, go) {
  const [across, down] = [
    { ArrowLeft: 1, ArrowRight: -1 }[key] ?? 0, { ArrowUp: 1, ArrowDown: -1 }[key] ?? 0,
  ];
  if (stage?.isZoomed() && (across || down)) stage.pan({ x: across * PAN_PX, y: down * PAN_PX });
  else if (across) go(-across);
  else if (key === "+" || key === "=") stage?.zoom(STEP);
  else if (key === "-" || key === "_") stage?.zoom(1 / STEP);
  else if (key === "0") stage?.whole();
  else return false;
  return true;
}
