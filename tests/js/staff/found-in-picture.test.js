import assert from "node:assert/strict";
import { test } from "node:test";

import { marksOf, mayDisturb, toldBy } from "../../../static/staff/parts/found-in-picture.js";

const PICTURE = { width: 800, height: 600 };

/** @param {object} [changes] @returns {any} in a code at the right */
const finding = (changes = {}) => ({
  start: 8, end: 13, category: "link", rule: "link.contact", view: "plain", certainty: "sure", message: 0,
  spot: {
    kind: "code", text: "https://wa.me/1", detail: "QRCode",
    box: { left: 0.5, top: 0.25, width: 0.25, height: 0.5 },
  },
  ...changes,
});

/** @param {object} [changes] @returns {any} */
const incident = (changes = {}) => ({
  kind: "blocked", text: "", pictures: [PICTURE], findings: [finding()], ...changes,
});

test("a place is marked once, with a margin, whoever objects to it", () => {
  const marks = marksOf([finding(), finding({ rule: "link.code" }), finding({ spot: null })], PICTURE);
  assert.deepEqual(marks, [{ x: 392, y: 142, width: 216, height: 316, names: ["link.contact", "link.code"] }]);
});

test("a mark stays within its picture", () => {
  const whole = { kind: "likeness", text: "", detail: "", box: { left: 0, top: 0, width: 1, height: 1 } };
  const [mark] = marksOf([finding({ spot: whole })], PICTURE);
  assert.deepEqual([mark?.x, mark?.y, mark?.width, mark?.height], [0, 0, 800, 600]);
});

test("in a list stands what was read in the picture, unless its words were objected to", () => {
  assert.equal(toldBy(incident()).text, "https://wa.me/1");
  assert.deepEqual(toldBy(incident()).findings, [finding()]);
  const own = finding({ spot: null });
  assert.deepEqual(toldBy(incident({ text: "call me", findings: [finding(), own] })), {
    text: "call me", findings: [own],
  });
  assert.deepEqual(toldBy(incident({ text: "my lamp", findings: [] })), { text: "my lamp", findings: [] });
});

test("what was reported or looks like a banned one is asked for first", () => {
  assert.equal(mayDisturb(incident()), false);
  assert.equal(mayDisturb(incident({ kind: "reported" })), true);
  const banned = finding({ spot: { ...finding().spot, kind: "likeness" } });
  assert.equal(mayDisturb(incident({ findings: [banned] })), true);
});
