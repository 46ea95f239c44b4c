/**
 * Where the reader is in a thread: starts at what is unread, stays put when older messages come in
 * above or a translation takes the place of a text, follows new ones at the end, and knows what has
 * been displayed.
 *
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { target } from "../router.js";

const AT_END_PX = 60;
const NEAR_TOP_PX = 400;
const MARK_OFFSET_PX = 96;
const FLASH_MS = 2_000;
/** Scrolling by less would only end a scrolling that is under way. */
const NOTICED_PX = 0.5;

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
 * @typedef {object} Place
 * @property {Anchor | null} anchor what the reader has before their eyes
 * @property {string} size of everything and of what is in view, when last looked at
 * @property {number} scrollTop then
 * @property {number} tip seq of the last one
 * @property {number} entries how many messages are on their way
 * @property {boolean} atEnd whether the reader follows what comes in
 * @property {boolean} started whether anything was drawn before
 */

/** @typedef {{message: HTMLElement, offset: number}} Anchor `offset`: pixels below the beginning */

/** @type {Place} */
const NOWHERE = {
  anchor: null, size: "", scrollTop: 0, tip: 0, entries: 0, atEnd: true, started: false,
};

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
 * Scrolls to where the reader should be after the messages were drawn anew.
 *
 * @param {HTMLElement} element
 * @param {Place} before
 * @param {{tip: number, entries: number}} drawn
 * @returns {Place}
 */
function placeAfter(element, before, drawn) {
  const written = drawn.entries > before.entries;
  if (drawn.tip > before.tip || written) releaseHeight(element);
  if (!before.started) start(element);
  else if (written) toEnd(element);
  const atEnd = before.started ? before.atEnd || written : isAtEnd(element);
  return { ...drawn, ...settled(element, { ...before, atEnd }), started: true, atEnd };
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

/** @param {HTMLElement} element */
function holdHeight(element) {
  const list = itemsOf(element);
  list?.style.setProperty("min-height", `${list.offsetHeight}px`);
}

/** @param {HTMLElement} element */
function releaseHeight(element) {
  itemsOf(element)?.style.removeProperty("min-height");
}

/**
 * @param {HTMLElement} element
 * @returns {HTMLElement | null}
 */
function itemsOf(element) {
  return element.querySelector(".message-items");
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
 * After something has grown or shrunk, the end is followed by a reader who is there; for any other,
 * what they have before their eyes stays in place. That is the same message until they scroll.
 *
 * @param {HTMLElement} element
 * @param {Place} before
 * @returns {Pick<Place, "anchor" | "size" | "scrollTop">}
 */
function settled(element, { atEnd, anchor, size, scrollTop }) {
  const kept = anchor?.message.isConnected ? anchor : null;
  const scrolled = element.scrollTop !== scrollTop;
  const now = sizeOf(element);
  if (now !== size && atEnd) toEnd(element);
  else if (now !== size && kept) keepStill(element, kept);
  const message = kept && !scrolled ? kept.message : firstInView(element);
  return {
    anchor: message && { message, offset: offsetOf(element, message) },
    size: now,
    scrollTop: element.scrollTop,
  };
}

/** @param {HTMLElement} element */
function sizeOf({ scrollHeight, clientHeight }) {
  return `${scrollHeight} ${clientHeight}`;
}

/**
 * @param {HTMLElement} element
 * @param {Anchor} anchor
 */
function keepStill(element, { message, offset }) {
  const shift = offsetOf(element, message) - offset;
  if (Math.abs(shift) >= NOTICED_PX) element.scrollTop += shift;
}

/**
 * The first message that is in view as a whole; where none is, the first that reaches into it.
 *
 * @param {HTMLElement} element
 * @returns {HTMLElement | null}
 */
function firstInView(element) {
  const { top } = element.getBoundingClientRect();
  const inView = messagesInView(element);
  return inView.find((it) => it.getBoundingClientRect().top >= top) ?? inView[0] ?? null;
}

/**
 * @param {HTMLElement} element
 * @param {HTMLElement} message
 */
function offsetOf(element, message) {
  return message.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop;
}

/**
 * What is before the reader's eyes in a visible tab: all of it, and the newest message of the other
 * side whose end is, with those of them that are shown as translations.
 *
 * @param {HTMLElement} element
 * @param {ScrollOptions["onDisplayed"]} onDisplayed
 * @param {ScrollOptions["onInView"]} onInView
 */
function report(element, onDisplayed, onInView) {
  if (document.visibilityState !== "visible") return;
  const { bottom } = element.getBoundingClientRect();
  const isWhole = (/** @type {HTMLElement} */ it) => it.getBoundingClientRect().bottom <= bottom + 1;
  const inView = messagesInView(element);
  onInView(inView.map(seqOf));
  const newest = messagesOf(element, "[data-incoming]").findLast(isWhole);
  const shown = inView.filter((it) => it.matches("[data-incoming][data-shown]") && isWhole(it));
  if (newest) onDisplayed(seqOf(newest), shown.map((it) => ({ seq: seqOf(it), lang: it.dataset["shown"] ?? "" })));
}

/**
 * @param {HTMLElement} element
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
function messagesOf(element, selector) {
  return [...element.querySelectorAll(/** @type {"li"} */ (selector))];
}

/**
 * Looked for from the end, where the reader mostly is.
 *
 * @param {HTMLElement} element
 */
function messagesInView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  const messages = messagesOf(element, "[data-seq]");
  const last = messages.findLastIndex((it) => it.getBoundingClientRect().top < bottom);
  const above = messages.findLastIndex((it, index) => index <= last && it.getBoundingClientRect().bottom <= top);
  return messages.slice(above + 1, last + 1);
}

/** @param {HTMLElement} message */
function seqOf({ dataset }) {
  return Number(dataset["seq"]);
}
