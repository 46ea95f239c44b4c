/**
 * One picture in the lightbox: fitted to the window, and moved and enlarged within it.
 *
 * @module
 */

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { watchGestures } from "./gestures.js";
import { fittedInto } from "./layout.js";
import { sentUrl } from "./local.js";
import { useAddress } from "./photo.js";
import { placeholderOf } from "./placeholder.js";
import { moved, toggled, WHOLE, zoomed } from "./zoom.js";

/** @typedef {import("./zoom.js").Point} Point */
/** @typedef {import("./zoom.js").View} View */
/** @typedef {{zoom: (factor: number) => void, pan: (by: Point) => void, whole: () => void,
 *   isZoomed: () => boolean}} StageControls for those without a pointer */

const MIDDLE = { x: 0, y: 0 };

/**
 * @param {object} props
 * @param {string} props.conversationId
 * @param {import("../../sdk/types.js").Attachment} props.picture
 * @param {{current: StageControls | null}} props.controls is given those of this stage
 * @param {(direction: import("./gestures.js").Direction) => void} props.onSwipe
 * @param {() => void} props.onBeside
 */
export function LightboxStage({ conversationId, picture, controls, onSwipe, onBeside }) {
  const stage = useRef(/** @type {HTMLElement | null} */ (null));
  const moving = useRef(/** @type {HTMLElement | null} */ (null));
  const { view, change, frameOf } = useView(stage, moving, picture);
  const isZoomed = () => view.current.scale > 1;
  controls.current = {
    zoom: (factor) => change(zoomed(view.current, factor, MIDDLE, frameOf())),
    pan: (by) => change(moved(view.current, by, frameOf())),
    whole: () => change(WHOLE),
    isZoomed,
  };
  useGestures(stage, {
    onZoom: (factor, at) => change(zoomed(view.current, factor, at, frameOf())),
    onMove: (by) => change(moved(view.current, by, frameOf())),
    onDouble: (at) => change(toggled(view.current, at, frameOf())),
    onSwipe: (direction) => { if (!isZoomed()) onSwipe(direction); },
    onBeside,
  });
  return html`
    <div class="lightbox-stage" ref=${stage}>
      <div class="lightbox-picture" ref=${moving}>
        <${Layers} conversationId=${conversationId} picture=${picture} />
      </div>
    </div>`;
}

/**
 * The placeholder, the small picture and the full one, which come one after the other.
 *
 * @param {{conversationId: string, picture: import("../../sdk/types.js").Attachment}} props
 */
function Layers({ conversationId, picture }) {
  const { src, attempt, broken, onError } = useAddress(conversationId, picture, "url");
  const [loaded, setLoaded] = useState(false);
  const below = [placeholderOf(picture.thumbhash), sentUrl(picture.id) ?? picture.thumb_url];
  return html`
    ${loaded ? null : below.map((url) => url && html`
      <img key=${url} class="lightbox-image" src=${url} alt="" draggable=${false} />`)}
    ${broken
      ? html`<p class="lightbox-broken" role="alert"><${Icon} name="alert" />${t("picture.gone")}</p>`
      : html`<img key=${`${src} ${attempt}`} class="lightbox-image" src=${src} alt=${picture.alt ?? ""} data-full=${loaded ? "loaded" : "loading"}
          draggable=${false} onLoad=${() => setLoaded(true)} onError=${onError} />`}`;
}

/**
 * What is seen of the picture, written to the element itself: it may change with every movement of
 * a finger.
 *
 * @param {{current: HTMLElement | null}} stage
 * @param {{current: HTMLElement | null}} moving
 * @param {import("./layout.js").Size} size
 */
function useView(stage, moving, size) {
  const view = useRef(/** @type {View} */ (WHOLE));
  const frameOf = () => {
    const { clientWidth = 1, clientHeight = 1 } = stage.current ?? {};
    const within = { width: clientWidth, height: clientHeight };
    return { stage: within, picture: fittedInto(size, within) };
  };
  const change = (/** @type {View} */ next) => {
    view.current = next;
    const { style, dataset } = moving.current ?? {};
    if (!style || !dataset) return;
    style.setProperty("transform", `translate(${next.x}px, ${next.y}px) scale(${next.scale})`);
    dataset["scale"] = next.scale.toFixed(2);
  };
  /** Also told of the size at the start, when somebody may have enlarged it already. */
  const fit = () => {
    const frame = frameOf();
    moving.current?.style.setProperty("width", `${frame.picture.width}px`);
    moving.current?.style.setProperty("height", `${frame.picture.height}px`);
    change(moved(view.current, MIDDLE, frame));
  };
  useLayoutEffect(() => {
    if (!stage.current) return undefined;
    fit();
    const resizes = new ResizeObserver(fit);
    resizes.observe(stage.current);
    return () => resizes.disconnect();
  }, []);
  return { view, change, frameOf };
}

/**
 * @param {{current: HTMLElement | null}} stage
 * @param {import("./gestures.js").GestureHandlers} handlers
 */
function useGestures(stage, handlers) {
  const latest = useRef(handlers);
  latest.current = handlers;
  useLayoutEffect(() => {
    if (!stage.current) return undefined;
    return watchGestures(stage.current, {
      onZoom: (factor, at) => latest.current.onZoom(factor, at),
      onMove: (by) => latest.current.onMove(by),
      onDouble: (at) => latest.current.onDouble(at),
      onSwipe: (direction) => latest.current.onSwipe(direction),
      onBeside: () => latest.current.onBeside(),
    });
  }, []);
}
