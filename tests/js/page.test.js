import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

/** @type {Record<string, string>} */
const ENTRIES = {
  "static/index.html": "/static/views/main.js",
  "static/staff/index.html": "/static/staff/main.js",
};

/**
 * @param {string} page
 * @returns {Record<string, string>}
 */
const vendoredBy = (page) =>
  JSON.parse(/<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1] ?? "{}").imports;

/**
 * Every module that a page loads, by following its imports.
 *
 * @param {string} path
 * @param {Record<string, string>} vendored
 * @param {Set<string>} [seen]
 */
async function loadedFrom(path, vendored, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  const source = await readFile(join(".", path), "utf8");
  for (const [, name = ""] of source.matchAll(/^(?:import|export)\s(?:[^"';]*\sfrom\s)?"([^"]+)"/gm)) {
    const inner = name.startsWith(".") ? normalize(join(dirname(path), name)) : vendored[name];
    assert.ok(inner, `${path} imports ${name}, which the import map does not know`);
    if (name.startsWith(".")) await loadedFrom(inner, vendored, seen);
    else seen.add(inner);
  }
  return seen;
}

for (const [file, entry] of Object.entries(ENTRIES)) {
  const page = await readFile(file, "utf8");

  test(`${file}: every module is asked for at once, not one import after another`, async () => {
    const vendored = vendoredBy(page);
    const preloaded = [...page.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map((match) => match[1]);
    // What an import map's module needs is loaded with it, though only the page's own names it.
    const loaded = new Set([...await loadedFrom(entry, vendored), ...Object.values(vendored)]);
    loaded.delete(entry);
    assert.deepEqual(preloaded, [...loaded].sort());
  });

  test(`${file}: every style sheet it names is there`, async () => {
    const sheets = [...page.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map((match) => match[1]);
    for (const sheet of sheets) assert.ok((await readFile(join(".", `${sheet}`), "utf8")).trim(), sheet);
  });

  test(`${file}: runs no script of its own but the import map`, () => {
    const scripts = [...page.matchAll(/<script([^>]*)>/g)].map((match) => match[1]?.trim());
    assert.deepEqual(scripts, ['type="importmap"', `type="module" src="${entry}"`]);
    assert.doesNotMatch(page, /\sstyle=|\son\w+=/);
  });
}
