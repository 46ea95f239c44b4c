/**
 * The pictures that an incident keeps, with what was found in them framed, and banning them.
 *
 * @module
 */

import { useEffect, useState } from "preact/hooks";

import { html } from "../../views/html.js";
import { note } from "../../views/ui/feedback.js";
import * as api from "../api.js";
import { attempt } from "../feedback.js";
import { marksOf, mayDisturb } from "../parts/found-in-picture.js";
import { ReasonDialog } from "../parts/reason-dialog.js";
import { say } from "../words.js";
import { reread } from "./case.js";

/** @typedef {import("../types.js").Ban} Ban */
/** @typedef {import("../types.js").Finding} Finding */
/** @typedef {import("../types.js").Incident} Incident */
/** @typedef {import("../types.js").IncidentPicture} IncidentPicture */

/** How many times as wide as the page it is shown. */
const ZOOMS = [1, 2, 4];

/** @param {{incident: Incident, bans: Ban[]}} props */
export function Pictures({ incident, bans }) {
  return html`
    ${incident.pictures.map((picture, number) => html`
      <${Picture} key=${`${incident.id} ${number}`} incident=${incident} picture=${picture} number=${number} />`)}
    ${bans.map((ban) => html`<${Banned} key=${ban.id} ban=${ban} />`)}`;
}

/** @param {{incident: Incident, picture: IncidentPicture, number: number}} props */
function Picture({ incident, picture, number }) {
  const [veiled, setVeiled] = useState(mayDisturb(incident));
  const [zoom, setZoom] = useState(0);
  const { address, failed } = usePicture(incident.id, number);
  const next = say("picture.zoom", { factor: ZOOMS[(zoom + 1) % ZOOMS.length] ?? 1 });
  if (failed) return html`<p class="muted">${say("picture.failed")}</p>`;
  return html`
    <figure class="evidence-picture" data-picture=${number}>
      <div class=${`evidence-frame ${zoom ? "evidence-zoomed" : ""}`} tabindex=${zoom ? 0 : undefined}>
        <${Framed} address=${address} picture=${picture} findings=${number ? [] : incident.findings}
          veiled=${veiled} zoom=${ZOOMS[zoom] ?? 1} />
        ${veiled ? html`
          <button class="button evidence-reveal" type="button" onClick=${() => setVeiled(false)}>
            ${say("picture.reveal")}
          </button>` : null}
      </div>
      ${picture.alt ? html`<figcaption class="muted" dir="auto">${picture.alt}</figcaption>` : null}
      <div class="evidence-tools">
        <button class="button button-small" type="button" onClick=${() => setZoom((zoom + 1) % ZOOMS.length)}
          aria-label=${next} title=${next}>
          ${say("picture.factor", { factor: ZOOMS[zoom] ?? 1 })}
        </button>
        <${BanButton} incident=${incident} number=${number} />
      </div>
    </figure>`;
}

/**
 * @param {{address: string, picture: IncidentPicture, findings: Finding[], veiled: boolean,
 *   zoom: number}} props
 */
function Framed({ address, picture: { width, height, alt }, findings, veiled, zoom }) {
  return html`
    <svg class=${`evidence-image ${veiled ? "veiled" : ""}`} viewBox=${`0 0 ${width} ${height}`} width=${`${zoom * 100}%`}
      role="img" aria-label=${alt || say("incident.picture")}>
      ${address ? html`<image href=${address} width=${width} height=${height} />` : null}
      ${marksOf(findings, { width, height }).map(({ names, ...place }) => html`
        <rect class="evidence-box" key=${JSON.stringify(place)} ...${place} vector-effect="non-scaling-stroke">
          <title>${names.join(", ")}</title>
        </rect>`)}
    </svg>`;
}

/** @param {{incident: Incident, number: number}} props */
function BanButton({ incident, number }) {
  const [asking, setAsking] = useState(false);
  const ban = async (/** @type {string} */ reason) => {
    setAsking(false);
    if (!await attempt(() => api.banPicture(incident.id, number, reason))) return;
    note(say("picture.banned"));
    await reread();
  };
  return html`
    <button class="button button-small" type="button" onClick=${() => setAsking(true)}>${say("picture.ban")}</button>
    ${asking ? html`
      <${ReasonDialog} danger title=${say("picture.ban_title")} action=${say("picture.ban_action")}
        onClose=${() => setAsking(false)} onDone=${ban} />` : null}`;
}

/** @param {{ban: Ban}} props */
function Banned({ ban: { id, banned } }) {
  const [asking, setAsking] = useState(false);
  const lift = async (/** @type {string} */ reason) => {
    setAsking(false);
    if (!await attempt(() => api.liftBan(id, reason))) return;
    note(say("picture.lifted"));
    await reread();
  };
  return html`
    <p class="evidence-ban" data-ban=${id}>
      <span>${say("picture.banned_by", { name: banned.name, reason: banned.reason })}</span>
      <button class="button button-small" type="button" onClick=${() => setAsking(true)}>${say("picture.lift")}</button>
    </p>
    ${asking ? html`
      <${ReasonDialog} title=${say("picture.lift_title")} action=${say("picture.lift")}
        onClose=${() => setAsking(false)} onDone=${lift} />` : null}`;
}

/**
 * Fetches a picture for as long as it is shown; addresses alone would not carry the token.
 *
 * @param {string} incident
 * @param {number} number
 */
function usePicture(incident, number) {
  const [address, setAddress] = useState("");
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let made = "";
    let left = false;
    api.incidentPicture(incident, number).then((blob) => {
      if (left) return;
      made = URL.createObjectURL(blob);
      setAddress(made);
    }, () => setFailed(true));
    return () => {
      left = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [incident, number]);
  return { address, failed };
}
