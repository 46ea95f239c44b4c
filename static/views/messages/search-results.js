/**
 * The messages that a search found, newest first.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { t } from "../../i18n/index.js";
import { refusalOf } from "../../sdk/errors.js";
import { readingOf } from "../../sdk/state/translations.js";
import { cutAtSpans, excerptOf } from "../../sdk/text.js";
import { html } from "../html.js";
import { client, state } from "../model.js";
import { reasonOf } from "../ui/feedback.js";
import { Picture } from "../ui/picture.js";
import { Empty, Failed, Sentinel, Skeletons } from "../ui/states.js";
import { otherPartyOf, subjectIcon, subjectTitle } from "./people.js";
import { listTime } from "./time.js";

/** @typedef {import("../../sdk/types.js").Hit} Hit */

const KEPT_BEFORE_HIT = 24;

/** @param {{query: string}} props */
export function SearchResults({ query }) {
  const { hits, cursor, failure, load } = useSearch(query);
  if (failure) return html`<${Failed} text=${failure} onRetry=${load} />`;
  if (!hits) return html`<${Skeletons} kind="rows" count=${4} />`;
  if (!hits.length) {
    return html`<${Empty} icon="search" title=${t("inbox.no_results")} hint=${t("inbox.no_results_hint")} />`;
  }
  return html`
    <p class="visually-hidden" role="status">${t("inbox.results", { count: hits.length })}</p>
    <ul class="rows" data-hits>
      ${hits.map((hit, index) => html`
        <${HitRow} key=${`${hit.message.conversation_id} ${hit.message.seq}`} hit=${hit} first=${index === 0} />`)}
    </ul>
    ${cursor ? html`<${Sentinel} key=${cursor} onVisible=${load} />` : null}`;
}

/**
 * A query without a single letter or digit is refused as invalid: nothing can match it.
 *
 * @param {string} query
 */
function useSearch(query) {
  const [hits, setHits] = useState(/** @type {Hit[] | null} */ (null));
  const [cursor, setCursor] = useState(/** @type {string | null} */ (null));
  const [failure, setFailure] = useState("");
  const load = async () => {
    setFailure("");
    try {
      const page = await client.requests.search(query, cursor);
      setHits([...(hits ?? []), ...page.hits]);
      setCursor(page.next_cursor);
    } catch (error) {
      if (refusalOf(error).code === "invalid") setHits([]);
      else setFailure(reasonOf(error));
    }
  };
  useEffect(() => { void load(); }, []);
  return { hits: hits?.filter(isThere), cursor, failure, load };
}

/**
 * What is erased after it was found is gone from here too.
 *
 * @param {Hit} hit
 */
function isThere({ message: { conversation_id, seq } }) {
  return !state.value.erased[conversation_id]?.includes(seq);
}

/** @param {{hit: Hit, first: boolean}} props */
function HitRow({ hit, first }) {
  const { message, conversation } = hit;
  const card = conversation.context.live_card ?? conversation.context.card;
  const { id } = conversation;
  return html`
    <li class="row">
      <a class="row-link" href=${`/messages/${encodeURIComponent(id)}#${message.seq}`}
        tabindex=${first ? 0 : -1} onClick=${() => client.adopt(conversation)}>
        <${Picture} src=${card.image_url} icon=${subjectIcon(conversation)} class="row-picture" />
        <span class="row-main">
          <span class="row-line">
            <bdi class="row-name">${otherPartyOf(conversation).name}</bdi>
            <time class="row-time" datetime=${message.sent_at}>${listTime(message.sent_at)}</time>
          </span>
          <span class="row-line"><bdi class="row-context">${subjectTitle(conversation)}</bdi></span>
          ${textsOf(hit).map((text) => html`<${HitText} key=${text.lang} ...${text} />`)}
        </span>
      </a>
    </li>`;
}

/**
 * The translation where the message is read so; the original as well, if only that was found.
 *
 * @param {Hit} hit
 * @returns {{text: string, lang: string | null | undefined, spans: import("../../sdk/types.js").Span[]}[]}
 */
function textsOf({ message, spans, translation_spans = [] }) {
  const original = { text: message.text, lang: message.lang, spans };
  const { translation } = readingOf(state.value, message);
  if (!translation) return [original];
  const { text, lang } = translation;
  return [{ text, lang, spans: translation_spans }, ...(translation_spans.length ? [] : [original])];
}

/** @param {ReturnType<typeof textsOf>[number]} props */
function HitText({ text, lang, spans }) {
  const excerpt = excerptOf(text, spans, KEPT_BEFORE_HIT);
  return html`
    <bdi class="row-hit" lang=${lang ?? undefined}>
      ${cutAtSpans(excerpt.text, excerpt.spans).map(({ text: piece, hit }, index) =>
        hit ? html`<mark key=${index}>${piece}</mark>` : piece)}
    </bdi>`;
}
