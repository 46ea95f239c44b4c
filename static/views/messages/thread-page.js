/**
 * One conversation: finds it, loads its newest messages and puts the parts together.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { refusalOf } from "../../sdk/errors.js";
import { html } from "../html.js";
import { client, state } from "../model.js";
import { DropTarget, useDropped } from "../pictures/drop.js";
import { navigate } from "../router.js";
import { Empty, Failed, Skeletons } from "../ui/states.js";
import { Composer } from "./composer.js";
import { ContextCard } from "./context-card.js";
import { MessageList } from "./message-list.js";
import { otherPartyOf } from "./people.js";
import { BackButton, ThreadHeader } from "./thread-header.js";

/** @param {{id: string}} props */
export function ThreadPage({ id }) {
  const { failure, load } = useOpened(id);
  const { over, handlers } = useDropped(id);
  const conversation = state.value.conversations[id];
  const thread = state.value.threads[id];
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    navigate("/messages");
    focusRow(id);
  };
  if (failure || !conversation) return html`<${Unavailable} failure=${failure} onRetry=${load} />`;
  const { name } = otherPartyOf(conversation);
  return html`
    <section class="thread" aria-label=${t("thread.messages", { name })} onKeyDown=${onKeyDown} ...${handlers}>
      <${ThreadHeader} conversation=${conversation} />
      <${ContextCard} conversation=${conversation} />
      ${thread
        ? html`<${MessageList} conversation=${conversation} thread=${thread} />`
        : html`<div class="messages"><${Skeletons} kind="bubbles" count=${5} /></div>`}
      <${Composer} conversation=${conversation} />
      ${over ? html`<${DropTarget} name=${name} />` : null}
    </section>`;
}

/**
 * Loads what is not loaded; whatever is missed later is the client's own concern.
 *
 * @param {string} id
 */
function useOpened(id) {
  const [failure, setFailure] = useState("");
  const load = async () => {
    setFailure("");
    try {
      if (!(await client.findConversation(id))) setFailure("not_found");
      else await client.openThread(id);
    } catch (error) {
      setFailure(refusalOf(error).code);
    }
  };
  useEffect(() => { void load(); }, [id]);
  return { failure, load };
}

/** @param {{failure: string, onRetry: () => void}} props */
function Unavailable({ failure, onRetry }) {
  return html`
    <section class="thread">
      <div class="thread-head"><${BackButton} /></div>
      ${failure === "not_found"
        ? html`<${Empty} icon="chat" title=${t("thread.not_found")} hint=${t("thread.not_found_hint")} />`
        : failure
          ? html`<${Failed} text=${t("thread.failed")} onRetry=${onRetry} />`
          : html`<div class="messages"><${Skeletons} kind="bubbles" count=${5} /></div>`}
    </section>`;
}

/**
 * Gives the focus back to where the conversation was opened from.
 *
 * @param {string} id
 */
function focusRow(id) {
  requestAnimationFrame(() => {
    const row = document.querySelector(`[data-conversation="${CSS.escape(id)}"] .row-link`);
    /** @type {HTMLElement | null} */ (row)?.focus();
  });
}
