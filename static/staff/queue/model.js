/**
 * The incidents that match the filters, kept fresh while somebody looks at them.
 *
 * @module
 */

import { computed, signal } from "@preact/signals";

import { navigate, query } from "../../views/router.js";
import * as api from "../api.js";
import { reasonOf } from "../feedback.js";
import { filtersOf, narrowing, searchOf } from "./filters.js";

/** @typedef {import("../types.js").Incident} Incident */
/** @typedef {import("../types.js").IncidentPage} IncidentPage */

const PAGE = 30;
const MOST_REFRESHED = 100;
const REFRESH_MS = 4_000;
const COUNT_MS = 30_000;

export const filters = computed(() => filtersOf(query.value));

/** What is loaded; null before the first page came. */
export const page = signal(/** @type {IncidentPage | null} */ (null));
export const failure = signal("");

/** How many are open at all, as last told. */
export const openCount = signal(0);

/** Whether the last refresh failed. */
export const stale = signal(false);

/** Which question the list answers: grows with every new one. */
let round = 0;

/** Grows with every change that is known here; what was asked before it may be older. */
let learned = 0;

/** @param {Record<string, string>} next */
export function filterBy(next) {
  navigate(`/staff/queue${searchOf(next)}`);
}

/** The list's own address. */
export const listAddress = () => `/staff/queue${searchOf(filters.value)}`;

/** @param {string} id of an incident, for its address among those that match */
export const addressOf = (id) => `/staff/queue/${encodeURIComponent(id)}${searchOf(filters.value)}`;

/** Reads the list from its beginning. */
export async function load() {
  round += 1;
  const asked = round;
  failure.value = "";
  try {
    const first = await api.incidents({ ...filters.value, limit: `${PAGE}` });
    if (asked === round) show(first);
  } catch (error) {
    if (asked === round) failure.value = reasonOf(error);
  }
}

/** Reads on from where the list ends. */
export async function loadMore() {
  const [asked, before] = [round, page.value];
  if (!before?.next_cursor) return;
  const more = await api.incidents({
    ...filters.value, limit: `${PAGE}`, cursor: before.next_cursor,
  }).catch(() => null);
  if (!more || asked !== round || page.value?.next_cursor !== before.next_cursor) return;
  page.value = { ...more, incidents: united(page.value.incidents, more.incidents) };
}

/**
 * Refreshes for as long as somebody looks.
 *
 * @returns {() => void} stops
 */
export function keepFresh() {
  const timer = setInterval(() => document.hidden || refresh(), REFRESH_MS);
  const onVisible = () => document.hidden || refresh();
  document.addEventListener("visibilitychange", onVisible);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", onVisible);
  };
}

/**
 * Tells the count of open incidents also while something else is looked at.
 *
 * @returns {() => void} stops
 */
export function watchOpenCount() {
  const ask = async () => {
    const told = await api.incidents({ limit: "1" }).catch(() => null);
    if (told) openCount.value = told.open_count;
  };
  void ask();
  const timer = setInterval(() => document.hidden || ask(), COUNT_MS);
  return () => clearInterval(timer);
}

/** Reads what is loaded once more; what lies beyond is kept as it was. */
export async function refresh() {
  const [asked, known, before] = [round, learned, page.value];
  if (!before) return;
  const limit = Math.min(MOST_REFRESHED, Math.max(PAGE, before.incidents.length));
  const fresh = await api.incidents({ ...filters.value, limit: `${limit}` }).catch(() => null);
  if (asked !== round || known !== learned) return;
  stale.value = fresh === null;
  if (!fresh) return;
  const beyond = (page.value ?? before).incidents.slice(limit);
  show(beyond.length
    ? { ...fresh, incidents: united(fresh.incidents, beyond), next_cursor: before.next_cursor }
    : fresh);
}

/**
 * Takes in what one has learned of an incident otherwise; one that no longer matches goes.
 *
 * @param {Incident} incident
 */
export function learn(incident) {
  learned += 1;
  const before = page.value;
  if (!before) return;
  const { state } = filters.value;
  const stays = state === "all" || state === incident.state;
  const at = before.incidents.findIndex(({ id }) => id === incident.id);
  if (at < 0) return;
  const incidents = before.incidents.toSpliced(at, 1, ...(stays ? [incident] : []));
  page.value = { ...before, incidents };
}

/**
 * The one to work on after this one: the next in the list, else the one before.
 *
 * @param {string} id
 */
export function neighbourOf(id) {
  const list = page.value?.incidents ?? [];
  const at = list.findIndex((it) => it.id === id);
  return list[at + 1]?.id ?? list[at - 1]?.id ?? null;
}

/** @param {IncidentPage} next */
function show(next) {
  page.value = next;
  stale.value = false;
  if (!narrowing(filters.value).length) openCount.value = next.open_count;
}

/**
 * @param {Incident[]} first
 * @param {Incident[]} rest
 */
function united(first, rest) {
  const known = new Set(first.map(({ id }) => id));
  return [...first, ...rest.filter(({ id }) => !known.has(id))];
}
