/**
 * The conversation around an incident, as neither of its sides.
 *
 * @module
 */

import { useEffect, useRef } from "preact/hooks";

import { languageName } from "../../i18n/index.js";
import { html } from "../../views/html.js";
import { clockTime, dayName, dayOf } from "../../views/messages/time.js";
import { ownOf } from "../parts/findings.js";
import { mayDisturb } from "../parts/found-in-picture.js";
import { MarkedText } from "../parts/marked-text.js";
import { say, sayOr } from "../words.js";
import { linesOf } from "./lines.js";

/** @typedef {import("../types.js").Case} Case */
/** @typedef {import("../types.js").Incident} Incident */
/** @typedef {import("./lines.js").Line} Line */

/** @param {{incident: Incident, thread: Case["thread"]}} props */
export function Transcript({ incident, thread }) {
  const here = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => centre(here.current), []);
  if (!thread) {
    return incident.kind === "record"
      ? html`<p class="case-card muted">${say("incident.no_conversation")}</p>` : null;
  }
  const lines = linesOf(incident, thread.messages);
  return html`
    <section class="transcript" aria-labelledby="case-conversation">
      <h3 class="case-label" id="case-conversation">${say("incident.conversation")}</h3>
      <ol class="transcript-lines" tabindex="0" aria-labelledby="case-conversation">
        ${lines.map((line, index) => html`
          <${DayMark} key=${`day ${line.key}`} line=${line} before=${lines[index - 1]} />
          <${LineItem} key=${line.key} line=${line} before=${lines[index - 1]} incident=${incident}
            place=${line.here ? here : undefined} />`)}
      </ol>
    </section>`;
}

/** @param {{line: Line, before: Line | undefined}} props */
function DayMark({ line, before }) {
  if (before && isSameDay(before, line)) return null;
  return html`<li class="day"><span>${dayName(line.at)}</span></li>`;
}

/**
 * @param {{line: Line, before: Line | undefined, incident: Incident, place: any}} props
 */
function LineItem({ line, before, incident, place }) {
  const { sender, text, here, delivered, erased, at, readings, pictures } = line;
  const same = before?.sender.id === sender.id && before.sender.side === sender.side && isSameDay(before, line);
  const classes = ["line", `line-${sender.side}`, here && "line-here", !delivered && "line-undelivered"];
  return html`
    <li class=${classes.filter(Boolean).join(" ")} data-seq=${line.seq} ref=${place}
      aria-current=${here ? "true" : undefined}>
      ${same && !here ? null : html`
        <p class="line-who">
          <bdi>${sender.name}</bdi> <span>${sayOr(`side.${sender.side}`, sender.side)}</span>
          ${here ? html`<strong class="line-mark">${placeText(incident)}</strong>` : null}
        </p>`}
      <div class="line-body">
        ${erased
          ? html`<p class="line-text muted">${say("incident.removed")}</p>`
          : html`
            <div class="line-text">
              ${text || !pictures.length ? html`
                <${MarkedText} text=${text || say("incident.picture")} lang=${line.lang}
                  spans=${here && incident.translated_from === null ? ownOf(incident.findings) : []} />` : null}
              <${Thumbs} pictures=${pictures} veiled=${here && mayDisturb(incident)} />
            </div>`}
        <time class="line-time" datetime=${at}>${clockTime(at)}</time>
      </div>
      ${readings.map((one) => html`<${ReadingItem} key=${one.lang} reading=${one} />`)}
    </li>`;
}

/** @param {{pictures: import("./lines.js").Line["pictures"], veiled: boolean}} props */
function Thumbs({ pictures, veiled }) {
  if (!pictures.length) return null;
  return html`
    <p class="line-pictures">
      ${pictures.map(({ id, thumb_url, width, height, alt }) => html`
        <img class=${veiled ? "veiled" : ""} key=${id} src=${thumb_url} width=${width} height=${height} loading="lazy"
          alt=${alt || say("incident.picture")} />`)}
    </p>`;
}

/** @param {{reading: import("./lines.js").Reading}} props */
function ReadingItem({ reading: { lang, text, engine, route, readers } }) {
  const sides = readers.map((side) => sayOr(`side.${side}`, side)).join(", ");
  return html`
    <div class="line-reading">
      <p class="line-reading-head" title=${`${engine}, ${route}`}>
        ${say("incident.translated", { lang: languageName(lang) })}${
          sides ? html` · <strong>${say("incident.shown_to", { sides })}</strong>` : null}
      </p>
      <p class="bubble-text" dir="auto" lang=${lang}>${text}</p>
    </div>`;
}

/** @param {Line} one @param {Line} other */
const isSameDay = (one, other) => dayOf(one.at) === dayOf(other.at);

/**
 * Brings a line into the middle of its list, where the list scrolls by itself.
 *
 * @param {HTMLElement | null} line
 */
function centre(line) {
  const list = line?.parentElement;
  if (line && list) list.scrollTop = line.offsetTop - list.offsetTop - (list.clientHeight - line.offsetHeight) / 2;
}

/** @param {Incident} incident */
function placeText({ seq, kind, upload }) {
  if (seq !== null) return say("incident.here_delivered");
  if (upload && kind === "delivered") return say("incident.here_uploaded");
  return kind === "held" ? say("incident.here_held") : say("incident.here_blocked");
}
