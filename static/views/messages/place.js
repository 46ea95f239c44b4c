/**
 * The reader's place in a thread, kept while what is drawn there changes.
 *
 * @module
 */

import { firstInView } from "./in-view.js";

const AT_END_PX = 60;
const MARK_OFFSET_PX = 96;
/** Scrolling by less would only end a scrolling that is under way. */
const NOTICED_PX = 0.5;

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
export const NOWHERE = {
  anchor: null, size: "", scrollTop: 0, tip: 0, entries: 0, atEnd: true, started: false,
};

/**
 * Scrolls to where the reader should be after the messages were drawn anew.
 *
 * @param {HTMLElement} element
 * @param {Place} before
 * @param {{tip: number, entries: number}} drawn
 * @returns {Place}
 */
export function placeAfter(element, before, drawn) {
  const written = drawn.entries > before.entries;
  if (drawn.tip > before.tip || written) releaseHeight(element);
  if (!before.started) start(element);
  else if (written) toEnd(element);
  const atEnd = before.started ? before.atEnd || written : isAtEnd(element);
  return { ...drawn, ...settled(element, { ...before, atEnd }), started: true, atEnd };
}

/**
 * After something has grown or shrunk, the end is followed by a reader who is there; for any other,
 * what they have before their eyes stays in place. That is the same message until they scroll.
 *
 * @param {HTMLElement} element
 * @param {Place} before
 * @returns {Pick<Place, "anchor" | "size" | "scrollTop">}
 */
export function settled(element, { atEnd, anchor, size, scrollTop }) {
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
export function isAtEnd({ scrollHeight, scrollTop, clientHeight }) {
  return scrollHeight - scrollTop - clientHeight < AT_END_PX;
}

/**
 * @param {HTMLElement} element
 * @param {ScrollBehavior} [behavior]
 */
export function toEnd(element, behavior = "instant") {
  element.scrollTo({ top: element.scrollHeight, behavior });
}

/** @param {HTMLElement} element */
export function holdHeight(element) {
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

/** @param {HTMLElement} element */
function start(element) {
  const mark = /** @type {HTMLElement | null} */ (element.querySelector("[data-unread-mark]"));
  if (mark) element.scrollTop = mark.offsetTop - MARK_OFFSET_PX;
  else toEnd(element);
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
 * @param {HTMLElement} element
 * @param {HTMLElement} message
 */
function offsetOf(element, message) {
  return message.getBoundingClientRect().top - element.getBoundingClientRect().top + element.scrollTop;
}
