import assert from "node:assert/strict";
import { test } from "node:test";

import {
  columnsOf, daysAfter, isPossible, lastDays, lengthOf, rangeOf, searchOf,
} from "../../../static/staff/reports/range.js";

const TODAY = "2026-03-01";

/** @param {number} count @returns {{day: string, total: number}[]} one incident a day */
const days = (count) => Array.from({ length: count }, (_, index) => ({ day: daysAfter("2025-03-02", index), total: 1 }));

test("ranges count both ends and cross months and leap days", () => {
  assert.equal(daysAfter("2024-02-28", 1), "2024-02-29");
  assert.deepEqual(lastDays(7, TODAY), { from: "2026-02-23", to: TODAY });
  assert.equal(lengthOf(lastDays(365, TODAY)), 365);
});

test("without a range that makes sense it is the last 30 days", () => {
  const usual = { ...lastDays(30, TODAY), shop: "" };
  for (const search of ["", "?from=2026-02-01", "?from=2026-02-30&to=2026-03-01", "?from=x&to=y",
    "?from=2026-03-01&to=2026-02-01", "?from=2024-01-01&to=2026-01-01"]) {
    assert.deepEqual(rangeOf(search, TODAY), usual, search);
  }
});

test("a range survives the way through an address", () => {
  const range = { from: "2026-01-01", to: "2026-01-31", shop: "nord & co" };
  assert.deepEqual(rangeOf(searchOf(range), TODAY), range);
});

test("a leap year is the longest range", () => {
  assert.equal(isPossible({ from: "2024-01-01", to: "2024-12-31" }), true);
  assert.equal(isPossible({ from: "2023-12-31", to: "2024-12-31" }), false);
});

test("many days are shown as weeks, and none is lost", () => {
  assert.equal(columnsOf(days(92)).weekly, false);
  const { columns, weekly } = columnsOf(days(365));
  assert.equal(weekly, true);
  assert.equal(columns.length, 53);
  assert.equal(columns[1]?.day, "2025-03-09");
  assert.equal(columns.reduce((sum, { total }) => sum + total, 0), 365);
});
