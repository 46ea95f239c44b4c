/**
 * Modal dialogs: the browser keeps the focus inside, closes on Esc and gives the focus back.
 *
 * @module
 */

import { useEffect, useRef } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { question } from "./feedback.js";

let count = 0;

/**
 * @param {{title: string, onClose: () => void, children?: any}} props
 */
export function Dialog({ title, onClose, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const id = useRef(`dialog-${count++}`);
  useEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    ref.current?.showModal();
    return () => before?.isConnected ? before.focus() : undefined;
  }, []);
  const onClick = (/** @type {MouseEvent} */ event) => event.target === ref.current && onClose();
  const onCancel = (/** @type {Event} */ event) => {
    event.preventDefault();
    onClose();
  };
  return html`
    <dialog class="dialog" ref=${ref} aria-labelledby=${id.current} onCancel=${onCancel} onClick=${onClick}>
      <div class="dialog-body">
        <h2 class="dialog-title" id=${id.current}>${title}</h2>
        ${children}
      </div>
    </dialog>`;
}

/** Shows the question that waits for an answer, if there is one. */
export function Questions() {
  const asked = question.value;
  if (!asked) return null;
  return html`
    <${Dialog} key=${asked.title} title=${asked.title} onClose=${() => asked.answer(false)}>
      <p class="dialog-text">${asked.body}</p>
      <div class="dialog-actions">
        <button class="button" type="button" onClick=${() => asked.answer(false)}>
          ${t("common.cancel")}
        </button>
        <button class=${`button ${asked.danger ? "button-danger" : "button-primary"}`} type="button"
          autofocus onClick=${() => asked.answer(true)}>${asked.action}</button>
      </div>
    <//>`;
}
