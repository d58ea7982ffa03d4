import { readFileSync } from "node:fs";

export type Totals = { passed: number; failed: number; skipped: number };

type VitestReport = { testResults: { status: string; assertionResults: { status: string }[] }[] };
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number; skipped: number }; errors: unknown[] };

/** What vitest's JSON report says; a file that could not even be loaded counts as one failure. */
export function readVitestTotals({ testResults }: VitestReport): Totals {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  const count = (wanted: string) => tests.filter((status) => status === wanted).length;
  const [passed, failed] = [count("passed"), count("failed")];
  return { passed, failed: failed + broken.length, skipped: tests.length - passed - failed };
}

/** Of some two hundred browser tests on a machine of whoever, so many may need a second try. More, and something is wrong. */
const secondTriesMost = 2;

/** What Playwright's JSON report says; errors outside any test (a spec that does not load) count as failures. */
export function readPlaywrightTotals({ stats, errors }: PlaywrightReport): Totals {
  const forgiven = stats.flaky <= secondTriesMost ? stats.flaky : 0;
  const failed = stats.unexpected + (stats.flaky - forgiven) + errors.length;
  return { passed: stats.expected + forgiven, failed, skipped: stats.skipped };
}

/** The totals in a report file. No report, or a run that failed without naming a test, is one failure: never a silent pass. */
export function totalsOf<T>(file: string, read: (report: T) => Totals, exitCode: number): Totals {
  let totals: Totals;
  try {
    totals = read(JSON.parse(readFileSync(file, "utf8")) as T);
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  return exitCode !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}
