/**
 * The interface's language, and everything that depends on it: texts, dates, money.
 *
 * Components that call these while rendering are rendered again when the language changes.
 *
 * @module
 */

import { signal } from "@preact/signals";

import en from "./en.js";
import es from "./es.js";
import fr from "./fr.js";
import zh from "./zh.js";

/** @typedef {keyof typeof en} Key */
/** @typedef {Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}} Plural */
/** @typedef {Record<string, string | Plural>} Catalogue */

/** @type {Record<string, Catalogue>} */
const CATALOGUES = { en, es, fr, zh };

/** The language the interface is in, as a BCP 47 tag. */
export const language = signal("en");

/**
 * Speaks the first language that there is a catalogue for, else English.
 *
 * @param {...string} tags BCP 47
 */
export function setLanguage(...tags) {
  const bases = tags.map((tag) => tag.toLowerCase().split("-")[0] ?? "");
  language.value = bases.find((base) => base in CATALOGUES) ?? "en";
}

/**
 * @param {Key} key
 * @param {Record<string, string | number>} [params] `count` chooses the plural form
 * @returns {string}
 */
export function t(key, params = {}) {
  return worded(CATALOGUES[language.value]?.[key] ?? en[key], params);
}

/**
 * A catalogue's entry with its parameters filled in.
 *
 * @param {string | Plural} entry
 * @param {Record<string, string | number>} params `count` chooses the plural form
 * @returns {string}
 */
export function worded(entry, params) {
  return fill(typeof entry === "string" ? entry : pluralForm(entry, Number(params["count"])), params);
}

/**
 * The text of a key that is made at run time, such as an order state the catalogue may not know.
 *
 * @param {string} key
 * @param {string} fallback
 */
export function tOr(key, fallback) {
  return key in en ? t(/** @type {Key} */ (key)) : fallback;
}

/**
 * @param {string} time ISO 8601
 * @param {Intl.DateTimeFormatOptions} options
 */
export function formatTime(time, options) {
  return new Intl.DateTimeFormat(language.value, options).format(new Date(time));
}

/** @param {{amount: string, currency: string}} money */
export function formatMoney({ amount, currency }) {
  const options = /** @type {const} */ ({ style: "currency", currency, currencyDisplay: "narrowSymbol" });
  return new Intl.NumberFormat(language.value, options).format(Number(amount));
}

/** @param {string} tag BCP 47; its name in the reader's language */
export function languageName(tag) {
  return new Intl.DisplayNames([language.value], { type: "language" }).of(tag) ?? tag;
}

/**
 * What those who speak a language call it, as a heading.
 *
 * @param {string} tag BCP 47
 */
export function ownLanguageName(tag) {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  const [first = "", ...rest] = name;
  return first.toLocaleUpperCase(tag) + rest.join("");
}

/** @param {number} count */
export function formatCount(count) {
  return new Intl.NumberFormat(language.value).format(count);
}

/**
 * @param {Plural} forms
 * @param {number} count
 */
function pluralForm(forms, count) {
  return forms[new Intl.PluralRules(language.value).select(count)] ?? forms.other;
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} params
 */
function fill(text, params) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? formatCount(value) : value;
  });
}
