// `obscenity` with a dataset of the words and its recommended transformers, as the worker's loop.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const words = readFileSync(new URL("words.txt", import.meta.url), "utf8").trimEnd().split("\n");

const memory = process.memoryUsage().rss;
const cpu = process.cpuUsage();
const matcher = await load();
const { user, system } = process.cpuUsage(cpu);

for await (const line of createInterface({ input: process.stdin })) {
  write(judge(JSON.parse(line).join(" ")));
}
write({
  load_s: (user + system) / 1e6,
  memory_mb: (process.memoryUsage().rss - memory) / (1024 * 1024),
});

/** A matcher of all words, whole where their script separates words. */
async function load() {
  const obscenity = await import("obscenity");
  const dataset = new obscenity.DataSet();
  for (const word of words) {
    const pattern = /^[\x20-\x7e]+$/.test(word) ? `|${word}|` : word;
    dataset.addPhrase((phrase) =>
      phrase.setMetadata({ word }).addPattern(obscenity.parseRawPattern(pattern)),
    );
  }
  return new obscenity.RegExpMatcher({
    ...dataset.build(),
    blacklistMatcherTransformers: [
      obscenity.resolveConfusablesTransformer(),
      obscenity.resolveLeetSpeakTransformer(),
      obscenity.toAsciiLowerCaseTransformer(),
      obscenity.collapseDuplicatesTransformer({ customThresholds: doubled() }),
    ],
  });
}

/** Letters that a word has twice in a row, which must not be collapsed to one. */
function doubled() {
  const letters = words.flatMap((word) => [...word.matchAll(/(.)\1/gu)].map((pair) => pair[1]));
  return new Map(letters.map((letter) => [letter, 2]));
}

/** @param {string} text */
function judge(text) {
  const before = process.cpuUsage();
  const found = matcher.hasMatch(text);
  const { user, system } = process.cpuUsage(before);
  return { action: found ? "block" : "allow", rules: found ? ["word"] : [], us: user + system };
}

/** @param {object} answer */
function write(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
