/**
 * Where the reader is in a thread: starts at what is unread, stays put when older messages come in
 * above, follows new ones at the end, and knows what has been displayed.
 *
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { target } from "../router.js";

const AT_END_PX = 60;
const NEAR_TOP_PX = 400;
const MARK_OFFSET_PX = 96;
const FLASH_MS = 2_000;

/** @typedef {import("../../sdk/types.js").Thread} Thread */
/** @typedef {import("../../sdk/types.js").Entry} Entry */
/** @typedef {{current: HTMLElement | null}} Box */

/**
 * @typedef {object} ScrollOptions
 * @property {Thread} thread
 * @property {Entry[]} entries
 * @property {(seq: number) => void} onDisplayed
 * @property {() => void} onTop
 * @property {(seq: number) => Promise<void>} loadBackTo
 */

/**
 * @typedef {object} Place
 * @property {number} height of everything, when last drawn
 * @property {number} first seq of the first message
 * @property {number} tip seq of the last one
 * @property {number} entries how many messages are on their way
 * @property {boolean} atEnd whether the reader follows what comes in
 * @property {boolean} started whether anything was drawn before
 */

/** @type {Place} */
const NOWHERE = { height: 0, first: 0, tip: 0, entries: 0, atEnd: true, started: false };

/**
 * @param {Box} box the scrolling element
 * @param {ScrollOptions} options
 * @returns {{below: number | null, toNewest: () => void}} `below`: how many messages have arrived
 *   below the fold since the reader left the end; null while at the end
 */
export function useThreadScroll(box, { thread, entries, onDisplayed, onTop, loadBackTo }) {
  const [below, setBelow] = useState(/** @type {number | null} */ (null));
  const place = useRef(NOWHERE);

  useLayoutEffect(() => {
    if (!box.current) return;
    const drawn = { first: thread.messages[0]?.seq ?? 0, tip: thread.tip, entries: entries.length };
    const before = place.current;
    place.current = placeAfter(box.current, before, drawn);
    if (!place.current.atEnd && drawn.tip > before.tip) {
      setBelow((count) => (count ?? 0) + drawn.tip - before.tip);
    }
  });

  useLooking(box, place, () => {
    const element = box.current;
    if (!element) return;
    const atEnd = isAtEnd(element);
    if (atEnd || place.current.atEnd) setBelow(atEnd ? null : 0);
    place.current = { ...place.current, atEnd };
    if (thread.has_more && element.scrollTop < NEAR_TOP_PX) onTop();
    reportDisplayed(element, onDisplayed);
  });
  useTarget(box, loadBackTo, () => { place.current = { ...place.current, atEnd: false }; });

  return { below, toNewest: () => box.current && toEnd(box.current, "smooth") };
}

/**
 * Scrolls to where the reader should be after the messages were drawn anew.
 *
 * @param {HTMLElement} element
 * @param {Place} before
 * @param {{first: number, tip: number, entries: number}} drawn
 * @returns {Place}
 */
function placeAfter(element, before, drawn) {
  const written = drawn.entries > before.entries;
  const prepended = before.first > 0 && drawn.first < before.first;
  if (!before.started) start(element);
  else if (prepended) element.scrollTop += element.scrollHeight - before.height;
  else if (before.atEnd || written) toEnd(element);
  return {
    ...drawn,
    height: element.scrollHeight,
    started: true,
    atEnd: before.started ? before.atEnd || written : isAtEnd(element),
  };
}

/**
 * Looks again whenever what is in view may have changed.
 *
 * @param {Box} box
 * @param {{current: Place}} place
 * @param {() => void} look
 */
function useLooking(box, place, look) {
  const latest = useRef(look);
  latest.current = look;
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const onScroll = () => latest.current();
    const onResize = () => {
      if (place.current.atEnd) toEnd(element);
      latest.current();
    };
    const resizes = new ResizeObserver(onResize);
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
 * Goes to the message that the address names, loading back to it.
 *
 * @param {Box} box
 * @param {(seq: number) => Promise<void>} loadBackTo
 * @param {() => void} onJump
 */
function useTarget(box, loadBackTo, onJump) {
  const seq = Number(target.value);
  useEffect(() => {
    if (!(seq > 0)) return undefined;
    let current = true;
    loadBackTo(seq).then(() => {
      const message = current ? box.current?.querySelector(`[data-seq="${seq}"]`) : null;
      if (!message) return;
      onJump();
      show(/** @type {HTMLElement} */ (message));
    }, () => undefined);
    return () => { current = false; };
  }, [seq]);
}

/**
 * Brings a message to the middle and makes it stand out for a moment.
 *
 * @param {HTMLElement} message
 */
export function show(message) {
  message.scrollIntoView({ block: "center" });
  message.focus({ preventScroll: true });
  message.classList.add("flash");
  setTimeout(() => message.classList.remove("flash"), FLASH_MS);
}

/** @param {HTMLElement} element */
function isAtEnd({ scrollHeight, scrollTop, clientHeight }) {
  return scrollHeight - scrollTop - clientHeight < AT_END_PX;
}

/** @param {HTMLElement} element */
function start(element) {
  const mark = /** @type {HTMLElement | null} */ (element.querySelector("[data-unread-mark]"));
  if (mark) element.scrollTop = mark.offsetTop - MARK_OFFSET_PX;
  else toEnd(element);
}

/**
 * @param {HTMLElement} element
 * @param {ScrollBehavior} [behavior]
 */
function toEnd(element, behavior = "instant") {
  element.scrollTo({ top: element.scrollHeight, behavior });
}

/**
 * The newest message of the other side whose end is in view, in a visible tab.
 *
 * @param {HTMLElement} element
 * @param {(seq: number) => void} onDisplayed
 */
function reportDisplayed(element, onDisplayed) {
  if (document.visibilityState !== "visible") return;
  const { bottom } = element.getBoundingClientRect();
  const incoming = [.../** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-incoming]"))];
  const newest = incoming.findLast((message) => message.getBoundingClientRect().bottom <= bottom + 1);
  if (newest) onDisplayed(Number(newest.dataset["seq"]));
}
