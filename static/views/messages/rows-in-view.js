/**
 * Which conversations of the inbox are before the reader's eyes.
 *
 * @module
 */

import { useEffect } from "preact/hooks";

import { client } from "../model.js";

/** @typedef {import("../../sdk/types.js").Conversation} Conversation */

/**
 * Tells the client whose last messages are read in the list.
 *
 * @param {{current: HTMLElement | null}} list with a row a conversation, in the same order
 * @param {Conversation[]} conversations
 */
export function useRowsInView(list, conversations) {
  const look = () => client.inView("inbox", conversations.flatMap((conversation, index) =>
    (isSeen(list.current?.children[index]) ? lastOf(conversation) : [])));
  useEffect(look);
  useEffect(() => {
    document.addEventListener("scroll", look, { capture: true, passive: true });
    return () => document.removeEventListener("scroll", look, { capture: true });
  }, [conversations]);
  useEffect(() => () => client.inView("inbox", []), []);
}

/** @param {Conversation} conversation */
function lastOf({ id, last_message }) {
  return last_message ? [{ conversation_id: id, seq: last_message.seq }] : [];
}

/** @param {Element | undefined} row */
function isSeen(row) {
  const { top, bottom, height } = row?.getBoundingClientRect() ?? new DOMRect();
  return height > 0 && bottom > 0 && top < innerHeight;
}
