import assert from "node:assert/strict";
import { test } from "node:test";

import { countGraphemes, cutAtSpans, excerptOf, insertedInto } from "../../static/sdk/text.js";
import { linkPieces } from "../../static/views/messages/own-links.js";

test("what a reader calls one character counts as one", () => {
  assert.equal(countGraphemes("👨‍👩‍👧‍👦"), 1);
  assert.equal(countGraphemes("e\u0301a\u0300"), 2);
  assert.equal(countGraphemes("你好"), 2);
});

test("spans count code points, not UTF-16 units", () => {
  assert.deepEqual(cutAtSpans("🎁 Gift 🎁 gift", [{ start: 2, end: 6 }, { start: 9, end: 13 }]), [
    { text: "🎁 ", hit: false },
    { text: "Gift", hit: true },
    { text: " 🎁 ", hit: false },
    { text: "gift", hit: true },
  ]);
});

test("overlapping, touching and unordered spans still give the whole text", () => {
  const pieces = cutAtSpans("abcdef", [{ start: 3, end: 5 }, { start: 1, end: 4 }, { start: 9, end: 12 }]);
  assert.equal(pieces.map(({ text }) => text).join(""), "abcdef");
  assert.deepEqual(pieces.filter(({ hit }) => hit).map(({ text }) => text), ["bcd", "e"]);
});

test("an excerpt begins shortly before the first hit and keeps the spans on it", () => {
  const text = `${"x".repeat(100)}needle`;
  const excerpt = excerptOf(text, [{ start: 100, end: 106 }], 10);
  assert.equal(excerpt.text, `…${"x".repeat(10)}needle`);
  assert.deepEqual(cutAtSpans(excerpt.text, excerpt.spans).at(-1), { text: "needle", hit: true });
});

test("only addresses of this very site become links", () => {
  const origin = "https://market.example";
  const text = "see https://market.example/products/a and https://evil.example/b, javascript:alert(1)";
  const links = linkPieces(text, origin).filter(({ path }) => path !== null);
  assert.deepEqual(links, [{ text: "https://market.example/products/a", path: "/products/a" }]);
  assert.equal(linkPieces(text, origin).map((piece) => piece.text).join(""), text);
});

test("an address that only looks like this site stays text", () => {
  for (const address of [
    "https://market.example.evil.example/",
    "https://market.example@evil.example/",
    "http://market.example/",
    "https://user@market.example/",
  ]) {
    assert.deepEqual(linkPieces(address, "https://market.example"), [{ text: address, path: null }]);
  }
});

test("what is put into a text stands apart from the words around it", () => {
  assert.deepEqual(insertedInto("", { start: 0, end: 0 }, "Yes."), { text: "Yes.", caret: 4 });
  assert.deepEqual(insertedInto("Hi,bye", { start: 3, end: 3 }, "Yes."), { text: "Hi, Yes. bye", caret: 8 });
  assert.deepEqual(insertedInto("Hi\nold", { start: 3, end: 6 }, "Yes."), { text: "Hi\nYes.", caret: 7 });
});
