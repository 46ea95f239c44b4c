/**
 * The incident that is open at this console: read, claimed, kept claimed, decided, let go.
 *
 * @module
 */

import { signal } from "@preact/signals";

import { refusalOf } from "../../sdk/errors.js";
import { navigate } from "../../views/router.js";
import { announce, note } from "../../views/ui/feedback.js";
import * as api from "../api.js";
import { attempt, reasonOf } from "../feedback.js";
import { me } from "../session.js";
import { say } from "../words.js";
import { bodyOf, heldByOther } from "./draft.js";
import { addressOf, learn, listAddress, neighbourOf, page, refresh } from "./model.js";

/** @typedef {import("../types.js").Case} Case */
/** @typedef {import("../types.js").DecisionDraft} DecisionDraft */
/** @typedef {import("../types.js").Incident} Incident */

/** Well within the five minutes that a claim holds. */
const RENEW_MS = 120_000;

export const opened = signal(/** @type {Case | null} */ (null));
export const refusal = signal(/** @type {string | null} */ (null));

/**
 * Opens an incident and claims it, until it is left.
 *
 * @param {string} id
 * @returns {() => void} leaves it
 */
export function open(id) {
  opened.value = null;
  refusal.value = null;
  void read(id).then(() => claim());
  const renewing = setInterval(() => isMine() && claim(), RENEW_MS);
  const following = page.subscribe(follower(id));
  addEventListener("pagehide", leave);
  return () => {
    clearInterval(renewing);
    following();
    removeEventListener("pagehide", leave);
    leave();
    opened.value = null;
  };
}

/** Takes it, unless it is decided or somebody else has it. */
export async function claim() {
  const incident = opened.value?.incident;
  if (!incident || incident.state === "decided" || heldByOther(incident, ownId(), Date.now())) return;
  try {
    update((await api.claim(incident.id)).incident);
  } catch (error) {
    await explain(incident.id, error);
  }
}

/**
 * Decides it and goes on to the next one.
 *
 * @param {DecisionDraft} draft
 */
export async function decide(draft) {
  const id = opened.value?.incident.id;
  if (!id) return;
  try {
    const { incident } = await api.decide(id, bodyOf(draft, Date.now()));
    goOn(incident);
    note(say(draft.outcome === "upheld" ? "decide.done_upheld" : "decide.done_overturned"));
  } catch (error) {
    await explain(id, error);
  }
}

/** @param {string} text @returns {Promise<boolean>} whether it was kept */
export async function addNote(text) {
  const id = opened.value?.incident.id;
  const kept = id ? await attempt(() => api.addNote(id, text)) : null;
  if (kept) update(kept.incident);
  return kept !== null;
}

/** Reads the open incident again, because something about it has changed. */
export async function reread() {
  const id = opened.value?.incident.id;
  if (id) await read(id);
}

/** @returns {boolean} whether it is claimed by whoever sits here */
export const isMine = () => {
  const incident = opened.value?.incident;
  return incident?.state === "open" && incident.claim?.by === ownId();
};

/** @param {Incident} incident that was just decided here */
function goOn(incident) {
  const next = neighbourOf(incident.id);
  update(incident);
  navigate(next ? addressOf(next) : listAddress());
  void refresh();
}

/** @param {string} id */
async function read(id) {
  try {
    opened.value = await api.incident(id);
  } catch (error) {
    refusal.value = refusalOf(error).code;
  }
}

/**
 * Notices in the list what others do to an incident; one that left the list is read again.
 *
 * @param {string} id
 * @returns {(list: import("../types.js").IncidentPage | null) => void}
 */
function follower(id) {
  let wasListed = false;
  return (list) => {
    if (!list) return;
    const listed = list.incidents.find((it) => it.id === id);
    const isGone = wasListed && !listed;
    wasListed = Boolean(listed);
    const shown = opened.peek()?.incident;
    if (shown?.id !== id || shown.state === "decided") return;
    if (listed) noticeChange(shown, listed);
    else if (isGone) void read(id).then(tellDecision);
  };
}

/**
 * @param {Incident} before
 * @param {Incident} after
 */
function noticeChange(before, after) {
  if (before === after || JSON.stringify(before) === JSON.stringify(after)) return;
  update(after);
  if (after.state === "decided") tellDecision();
}

/** Says what somebody else decided about the incident that is open. */
function tellDecision() {
  const decision = opened.value?.incident.decision;
  if (!decision || decision.by === ownId()) return;
  const outcome = say(`decide.${decision.outcome}_past`).toLowerCase();
  note(say("conflict.decided", { name: decision.by, outcome }), "error");
}

/**
 * What stood in the way; somebody else's doing is read again and told.
 *
 * @param {string} id
 * @param {unknown} error
 */
async function explain(id, error) {
  if (refusalOf(error).code !== "conflict") {
    note(reasonOf(error), "error");
    return;
  }
  await read(id);
  const incident = opened.value?.incident;
  if (incident) learn(incident);
  if (incident?.state === "decided") tellDecision();
  else note(taken(incident), "error");
}

/** @param {Incident | undefined} incident */
function taken(incident) {
  const name = incident && heldByOther(incident, ownId(), Date.now()) ? incident.claim?.name : "";
  return name ? say("conflict.claimed", { name }) : say("conflict.other");
}

/** @param {Incident} incident */
function update(incident) {
  const shown = opened.peek();
  if (shown?.incident.id === incident.id) opened.value = { ...shown, incident };
  learn(incident);
  if (incident.claim && incident.claim.by !== ownId()) {
    announce(say("queue.claimed_by", { name: incident.claim.name }));
  }
}

function leave() {
  const incident = opened.peek()?.incident;
  if (!incident || !isMine()) return;
  api.release(incident.id).then(({ incident: left }) => learn(left), () => undefined);
}

const ownId = () => me.value?.id ?? "";
