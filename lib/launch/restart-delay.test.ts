import { expect, test } from "vitest";
import { decideRestart } from "./restart-delay.ts";

test("a part that keeps dying waits twice as long each time, and never more than half a minute", () => {
  const delays: number[] = [];
  for (let state = { delayMs: 0, quickDeaths: 0 }; delays.length < 9; delays.push(state.delayMs)) {
    state = decideRestart({ quickDeaths: state.quickDeaths, ranMs: 100 });
  }
  expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test("a part that ran for a minute starts again at once, whatever came before", () => {
  expect(decideRestart({ quickDeaths: 7, ranMs: 60_000 })).toEqual({ delayMs: 500, quickDeaths: 1 });
});
