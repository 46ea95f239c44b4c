import assert from "node:assert/strict";
import { test } from "node:test";

import en from "../../static/i18n/en.js";
import es from "../../static/i18n/es.js";
import fr from "../../static/i18n/fr.js";
import zh from "../../static/i18n/zh.js";
import { formatMoney, language, ownLanguageName, setLanguage, t, tOr } from "../../static/i18n/index.js";
import { unused } from "./support/unused.js";

/** @type {Record<string, Record<string, string | Record<string, string>>>} */
const OTHERS = { es, fr, zh };

/** @param {string | Record<string, string>} entry */
const forms = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry));

/** @param {string} text */
const params = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort().join();

for (const [tag, catalogue] of Object.entries(OTHERS)) {
  test(`${tag} says everything that English says, and nothing else`, () => {
    assert.deepEqual(Object.keys(catalogue).sort(), Object.keys(en).sort());
  });

  test(`${tag} fills in what English fills in`, () => {
    for (const [key, entry] of Object.entries(en)) {
      const expected = params(/** @type {string} */ (forms(entry)[0]));
      for (const form of forms(catalogue[key] ?? "")) assert.equal(params(form), expected, key);
    }
  });

  test(`${tag} has the plural forms of its language`, () => {
    const wanted = new Intl.PluralRules(tag).resolvedOptions().pluralCategories
      .filter((form) => form !== "many");
    for (const [key, entry] of Object.entries(catalogue)) {
      if (typeof entry !== "string") assert.deepEqual(Object.keys(entry).sort(), wanted.sort(), key);
    }
  });
}

test("nothing is said in vain: every word is used", async () => {
  assert.deepEqual(await unused(Object.keys(en), ["static/views", "static/staff"], "words.js"), []);
});

test("a language without a catalogue falls back on English, a region on its language", () => {
  setLanguage("de");
  assert.equal(language.value, "en");
  setLanguage("zh-Hans-CN");
  assert.equal(language.value, "zh");
  assert.equal(t("nav.orders"), "订单");
});

test("plurals and numbers follow the language", () => {
  setLanguage("fr");
  assert.equal(t("home.products", { count: 0 }), "0 produit");
  assert.equal(t("home.products", { count: 2 }), "2 produits");
  setLanguage("es");
  assert.equal(formatMoney({ amount: "18.90", currency: "EUR" }), "18,90\u00a0€");
});

test("what a person wrote is not read as a placeholder", () => {
  setLanguage("en");
  assert.equal(t("live.message", { name: "{text}", text: "{name}" }), "{text}: {name}");
});

test("a key that is made at run time may be unknown", () => {
  assert.equal(tOr("order.delivered", "?"), "Delivered");
  assert.equal(tOr("order.lost_at_sea", "lost_at_sea"), "lost_at_sea");
});

test("whatever an order may be told of is worded, on its card and in the conversation", () => {
  const statuses = ["received", "processing", "shipped", "in_transit", "delivered", "cancelled"];
  for (const [tag, catalogue] of Object.entries(OTHERS)) {
    for (const status of statuses) {
      for (const key of [`order.${status}`, `system.${status}`]) assert.ok(catalogue[key], `${tag} ${key}`);
    }
  }
});

test("the page speaks the language one reads, else that of the profile", () => {
  setLanguage("pt", "fr-CA");
  assert.equal(language.value, "fr");
  setLanguage("ja", "de");
  assert.equal(language.value, "en");
});

test("languages are called as their speakers call them", () => {
  assert.deepEqual(["es", "fr", "zh"].map(ownLanguageName), ["Español", "Français", "中文"]);
});
