import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { readPlaywrightTotals, readVitestTotals, totalsOf } from "./test-totals.ts";

const file = path.join(mkdtempSync(path.join(tmpdir(), "totals-")), "report.json");

test("a test file that does not load counts as a failure", () => {
  const loaded = { status: "failed", assertionResults: [{ status: "passed" }, { status: "failed" }, { status: "pending" }] };
  expect(readVitestTotals({ testResults: [loaded, { status: "failed", assertionResults: [] }] })).toEqual({
    passed: 1,
    failed: 2,
    skipped: 1,
  });
});

test("two browser tests that pass on the second try are forgiven; three are three failures", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 2, skipped: 2 };
  expect(readPlaywrightTotals({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2, skipped: 2 });
  expect(readPlaywrightTotals({ stats: { ...stats, flaky: 3 }, errors: [{}] })).toEqual({ passed: 3, failed: 5, skipped: 2 });
});

test("a run without a report, or one that failed without saying where, is never a pass", () => {
  expect(totalsOf(path.join(file, "nowhere"), readVitestTotals, 0).failed).toBe(1);
  writeFileSync(file, JSON.stringify({ testResults: [] }));
  expect(totalsOf(file, readVitestTotals, 1).failed).toBe(1);
});
