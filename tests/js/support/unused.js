import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Words that no module of these folders says. One that code completes from a beginning, such as the
 * name of a category, counts as said.
 *
 * @param {string[]} words
 * @param {string[]} folders
 * @param {string} [except] the name of the module that holds the words
 */
export async function unused(words, folders, except) {
  const code = (await Promise.all(folders.map((folder) => codeOf(folder, except)))).join("\n");
  const made = [...code.matchAll(/`([a-z_]+\.(?:[a-z_]+[._])?)\$\{/g)].map((match) => match[1] ?? "");
  return words.filter((word) => !code.includes(`"${word}"`) && !made.some((part) => word.startsWith(part)));
}

/**
 * @param {string} folder
 * @param {string} [except]
 */
async function codeOf(folder, except) {
  const names = (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(".js") && name !== except);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
}
