/**
 * Pictures dropped onto a conversation, or pasted into it.
 *
 * @module
 */

import { useEffect, useRef, useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { html } from "../html.js";
import { Icon } from "../icons.js";
import { mayAttach, offer } from "./choose.js";

/**
 * @param {string} id of the conversation
 * @returns {{over: boolean, handlers: Record<string, (event: any) => void>}} `over`: files are
 *   being dragged over it
 */
export function useDropped(id) {
  const [over, setOver] = useState(false);
  const inside = useRef(0);
  const set = (/** @type {number} */ depth) => {
    inside.current = Math.max(0, depth);
    setOver(inside.current > 0);
  };
  useNothingElseDropped();
  const handlers = {
    onDragEnter: (/** @type {DragEvent} */ event) => { if (bringsFiles(event)) set(inside.current + 1); },
    onDragLeave: (/** @type {DragEvent} */ event) => { if (bringsFiles(event)) set(inside.current - 1); },
    onDragOver: (/** @type {DragEvent} */ event) => {
      if (bringsFiles(event) && event.dataTransfer) event.dataTransfer.dropEffect = "copy";
    },
    onDrop: (/** @type {DragEvent} */ event) => {
      set(0);
      if (bringsFiles(event)) offer(id, [...(event.dataTransfer?.files ?? [])]);
    },
    onPaste: (/** @type {ClipboardEvent} */ event) => pasted(id, event),
  };
  return { over, handlers };
}

/** @param {{name: string}} props */
export function DropTarget({ name }) {
  return html`
    <div class="drop" data-drop>
      <p class="drop-words"><${Icon} name="image" size=${28} />${t("picture.drop", { name })}</p>
    </div>`;
}

/** A file that misses its place would take the page's place. */
function useNothingElseDropped() {
  useEffect(() => {
    const onDrag = (/** @type {DragEvent} */ event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (!(/** @type {Element} */ (event.target).closest(".thread"))) event.dataTransfer.dropEffect = "none";
    };
    for (const name of /** @type {const} */ (["dragover", "drop"])) document.addEventListener(name, onDrag);
    return () => {
      for (const name of /** @type {const} */ (["dragover", "drop"])) document.removeEventListener(name, onDrag);
    };
  }, []);
}

/** @param {DragEvent} event */
function bringsFiles({ dataTransfer }) {
  return mayAttach() && !!dataTransfer?.types.includes("Files");
}

/**
 * Copied from a text document, a picture comes along with the text that is meant.
 *
 * @param {string} id
 * @param {ClipboardEvent} event
 */
function pasted(id, event) {
  const files = [...(event.clipboardData?.files ?? [])];
  if (!files.length || event.clipboardData?.types.includes("text/plain") || !mayAttach()) return;
  event.preventDefault();
  offer(id, files);
}
