import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";

const ENTRY = "/static/views/main.js";
const page = await readFile("static/index.html", "utf8");
const vendored = JSON.parse(/<script type="importmap">(.*?)<\/script>/s.exec(page)?.[1] ?? "{}").imports;

/**
 * Every module that the page loads, by following its imports.
 *
 * @param {string} path
 * @param {Set<string>} [seen]
 */
async function loadedFrom(path, seen = new Set()) {
  if (seen.has(path)) return seen;
  seen.add(path);
  const source = await readFile(join(".", path), "utf8");
  for (const [, name = ""] of source.matchAll(/^(?:import|export)\s(?:[^"';]*\sfrom\s)?"([^"]+)"/gm)) {
    const inner = name.startsWith(".") ? normalize(join(dirname(path), name)) : vendored[name];
    assert.ok(inner, `${path} imports ${name}, which the import map does not know`);
    if (name.startsWith(".")) await loadedFrom(inner, seen);
    else seen.add(inner);
  }
  return seen;
}

/**
 * What an import map's module needs is loaded with it, though only the page's own names it.
 *
 * @param {Set<string>} modules
 */
const withVendored = (modules) => new Set([...modules, ...Object.values(vendored)]);

test("every module is asked for at once, not one import after another", async () => {
  const preloaded = [...page.matchAll(/rel="modulepreload" href="([^"]+)"/g)].map((match) => match[1]);
  const loaded = withVendored(await loadedFrom(ENTRY));
  loaded.delete(ENTRY);
  assert.deepEqual(preloaded, [...loaded].sort());
});

test("the page runs no script of its own but the import map", () => {
  const scripts = [...page.matchAll(/<script([^>]*)>/g)].map((match) => match[1]?.trim());
  assert.deepEqual(scripts, ['type="importmap"', `type="module" src="${ENTRY}"`]);
  assert.doesNotMatch(page, /\sstyle=|\son\w+=/);
});
