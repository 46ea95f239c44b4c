/**
 * Swiping left on a touch screen, to delete.
 *
 * Only a clearly horizontal move is taken; vertical ones stay scrolling (`touch-action: pan-y`).
 *
 * @module
 */

import { useRef } from "preact/hooks";

import { html } from "../html.js";
import { Icon } from "../icons.js";

const STARTS_AT_PX = 12;
const TAKEN_AT_PX = 76;
const FARTHEST_PX = 112;

/**
 * @param {{onSwipe: () => void, class?: string, children?: any}} props
 */
export function Swipeable({ onSwipe, class: extra = "", children }) {
  const ref = useRef(/** @type {HTMLElement | null} */ (null));
  const drag = useRef(/** @type {{x: number, y: number, active: boolean} | null} */ (null));

  const move = (/** @type {number} */ offset) => {
    const element = ref.current;
    if (!element) return;
    element.style.setProperty("--swipe", `${offset}px`);
    element.classList.toggle("swiping", offset !== 0);
    element.classList.toggle("swipe-taken", -offset >= TAKEN_AT_PX);
  };
  const onTouchStart = (/** @type {TouchEvent} */ event) => {
    const touch = event.touches[0];
    drag.current = touch ? { x: touch.clientX, y: touch.clientY, active: false } : null;
  };
  const onTouchMove = (/** @type {TouchEvent} */ event) => {
    const [start, touch] = [drag.current, event.touches[0]];
    if (!start || !touch) return;
    const [dx, dy] = [touch.clientX - start.x, touch.clientY - start.y];
    if (!start.active && Math.abs(dy) > STARTS_AT_PX) drag.current = null;
    else if (!start.active) start.active = dx < -STARTS_AT_PX && Math.abs(dx) > 2 * Math.abs(dy);
    if (drag.current?.active) move(Math.max(-FARTHEST_PX, Math.min(0, dx)));
  };
  const onTouchEnd = (/** @type {TouchEvent} */ event) => {
    if (drag.current?.active && event.cancelable) event.preventDefault();
    const taken = ref.current?.classList.contains("swipe-taken");
    drag.current = null;
    move(0);
    if (taken) onSwipe();
  };
  return html`
    <div class=${`swipe ${extra}`} ref=${ref} onTouchStart=${onTouchStart} onTouchMove=${onTouchMove}
      onTouchEnd=${onTouchEnd} onTouchCancel=${() => { drag.current = null; move(0); }}>
      <span class="swipe-under" aria-hidden="true"><${Icon} name="bin" /></span>
      <div class="swipe-over">${children}</div>
    </div>`;
}
