import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { say, sayOr, words } from "../../../static/staff/words.js";

const sources = (await readdir("static/staff", { recursive: true })).filter((name) => name.endsWith(".js"));
const code = (await Promise.all(sources.filter((name) => name !== "words.js")
  .map((name) => readFile(join("static/staff", name), "utf8")))).join("\n");

/** Beginnings of words that the code completes, such as the name of a category. */
const made = [...code.matchAll(/`([a-z_]+\.(?:[a-z_]+[._])?)\$\{/g)].map((match) => match[1] ?? "");

test("nothing is said in vain: every word is used", () => {
  const unused = words().filter((word) => !code.includes(`"${word}"`) && !made.some((part) => word.startsWith(part)));
  assert.deepEqual(unused, []);
});

test("counts have their plural, and a word that is not known falls back", () => {
  assert.equal(say("queue.reports", { count: 1 }), "1 report");
  assert.equal(say("queue.reports", { count: 1_200 }), "1,200 reports");
  assert.equal(sayOr("category.phone", "phone"), "Phone number");
  assert.equal(sayOr("category.pigeon", "pigeon"), "pigeon");
});
