const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** A part that ran this long is healthy again: the next death is not held against its earlier ones. */
const HEALTHY_AFTER_MS = 60_000;

/** How long to wait before a dead part is started again, and how many quick deaths in a row that makes. */
export function decideRestart({ quickDeaths, ranMs }: { quickDeaths: number; ranMs: number }): { delayMs: number; quickDeaths: number } {
  const row = ranMs >= HEALTHY_AFTER_MS ? 1 : quickDeaths + 1;
  return { delayMs: Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(row - 1, 10)), quickDeaths: row };
}
