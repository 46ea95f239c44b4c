/**
 * Which messages of a thread are before the reader's eyes.
 *
 * @module
 */

/** @typedef {import("../../sdk/types.js").Shown} Shown */

/**
 * The first message that is in view as a whole; where none is, the first that reaches into it.
 *
 * @param {HTMLElement} element
 * @returns {HTMLElement | null}
 */
export function firstInView(element) {
  const { top } = element.getBoundingClientRect();
  const inView = messagesInView(element);
  return inView.find((it) => it.getBoundingClientRect().top >= top) ?? inView[0] ?? null;
}

/**
 * What is before the reader's eyes in a visible tab: all of it, and the newest message of the other
 * side whose end is, with those of them that are shown as translations.
 *
 * @param {HTMLElement} element
 * @param {(seq: number, shown: Shown[]) => void} onDisplayed
 * @param {(seqs: number[]) => void} onInView
 */
export function report(element, onDisplayed, onInView) {
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
