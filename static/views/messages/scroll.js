/**
 * Where the reader is in a thread: starts at what is unread, stays put when older messages come in
 * above or a translation takes the place of a text, follows new ones at the end, and knows what has
 * been displayed.
 *
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { report } from "./in-view.js";
import { useTarget } from "./jump.js";
import { holdHeight, isAtEnd, NOWHERE, placeAfter, settled, toEnd } from "./place.js";

const NEAR_TOP_PX = 400;

/** @typedef {import("../../sdk/types.js").Thread} Thread */
/** @typedef {import("../../sdk/types.js").Entry} Entry */
/** @typedef {import("../../sdk/types.js").Shown} Shown */
/** @typedef {{current: HTMLElement | null}} Box */

/**
 * @typedef {object} ScrollOptions
 * @property {Thread} thread
 * @property {Entry[]} entries
 * @property {import("@preact/signals").ReadonlySignal<unknown>} turned changes when the reader turns
 *   a message to its other text
 * @property {(seq: number, shown: Shown[]) => void} onDisplayed
 * @property {(seqs: number[]) => void} onInView
 * @property {() => void} onTop
 * @property {(seq: number) => Promise<void>} loadBackTo
 */

/**
 * @param {Box} box the scrolling element
 * @param {ScrollOptions} options
 * @returns {{below: number | null, toNewest: () => void}} `below`: how many messages have arrived
 *   below the fold since the reader left the end; null while at the end
 */
export function useThreadScroll(box, options) {
  const { thread, entries, turned, onDisplayed, onInView, onTop, loadBackTo } = options;
  const [below, setBelow] = useState(/** @type {number | null} */ (null));
  const place = useRef(NOWHERE);

  useLayoutEffect(() => {
    if (!box.current) return;
    const drawn = { tip: thread.tip, entries: entries.length };
    const before = place.current;
    place.current = placeAfter(box.current, before, drawn);
    if (!place.current.atEnd && drawn.tip > before.tip) {
      setBelow((count) => (count ?? 0) + drawn.tip - before.tip);
    }
  });

  useLooking(box, () => {
    const element = box.current;
    if (!element) return;
    const seen = settled(element, place.current);
    const atEnd = isAtEnd(element);
    if (atEnd || place.current.atEnd) setBelow(atEnd ? null : 0);
    place.current = { ...place.current, ...seen, atEnd };
    if (thread.has_more && element.scrollTop < NEAR_TOP_PX) onTop();
    report(element, onDisplayed, onInView);
  });
  useTurned(box, turned, () => { place.current = { ...place.current, atEnd: false }; });
  useTarget(box, loadBackTo, () => { place.current = { ...place.current, atEnd: false }; });

  return { below, toNewest: () => box.current && toEnd(box.current, "smooth") };
}

/**
 * Looks again whenever what is in view may have changed.
 *
 * @param {Box} box
 * @param {() => void} look
 */
function useLooking(box, look) {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const onScroll = () => latest.current();
    const resizes = new ResizeObserver(onScroll);
    for (const part of [element, ...element.children]) resizes.observe(part);
    element.addEventListener("scroll", onScroll, { passive: true });
    document.addEventListener("visibilitychange", onScroll);
    return () => {
      resizes.disconnect();
      element.removeEventListener("scroll", onScroll);
      document.removeEventListener("visibilitychange", onScroll);
    };
  }, []);
  useEffect(() => latest.current());
}

/**
 * A message that the reader turns to its other text stays where it is, and so does all above it:
 * the end is not followed, and a shorter text leaves the room of the longer one.
 *
 * @param {Box} box
 * @param {import("@preact/signals").ReadonlySignal<unknown>} turned
 * @param {() => void} onTurned
 */
function useTurned(box, turned, onTurned) {
  const latest = useRef(onTurned);
  latest.current = onTurned;
  useEffect(() => {
    let first = true;
    return turned.subscribe(() => {
      if (!first && box.current) {
        holdHeight(box.current);
        latest.current();
      }
      first = false;
    });
  }, []);
}
