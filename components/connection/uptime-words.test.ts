import { expect, test } from "vitest";
import { bucketLook, bucketText, bucketTime, gapOutcome, shareText, uptimeAnswer } from "@/components/connection/uptime-words.ts";

const at = { from: "2026-11-19T00:00:00.000Z", to: "2026-11-20T00:00:00.000Z" };
const bucket = (seconds: Partial<Record<"reached" | "unreached" | "paused" | "unknown", number>>) => ({
  ...at,
  reached: 0,
  unreached: 0,
  paused: 0,
  unknown: 0,
  ...seconds,
});

test.each([
  [1, "100%"],
  [0.99999, "99.99%"],
  [0.9986, "99.86%"],
  [0, "0.00%"],
  [null, "Not known yet"],
] as const)("a share of %s reads %s: never rounded up to what it is not", (share, text) => {
  expect(shareText(share)).toBe(text);
});

test("the strip's answer names the time, the share and the gaps", () => {
  expect(uptimeAnswer({ share: 0.9986, gaps: 2, range: "30d" })).toBe(
    "In the last 30 days tickets reached us 99.86% of the time that was watched, with 2 gaps.",
  );
  expect(uptimeAnswer({ share: null, gaps: 0, range: "7d" })).toContain("not known yet");
});

test("a second without tickets is a gap, and a day nobody watched is not good", () => {
  expect(bucketLook(bucket({ reached: 86_399, unreached: 1 }))).toBe("gap");
  expect(bucketLook(bucket({ unknown: 86_400 }))).toBe("unknown");
  expect(bucketLook(bucket({ paused: 80_000, reached: 6_400 }))).toBe("paused");
  expect(bucketLook(bucket({ reached: 3_600, unknown: 82_800 }))).toBe("reached");
});

test("a day in words says what was lost, what was paused, and what nobody saw", () => {
  expect(bucketText(bucket({ reached: 85_980, unreached: 420 }))).toBe("no tickets reached us for 7 min");
  expect(bucketText(bucket({ unreached: 420, paused: 3_600 }))).toBe("no tickets reached us for 7 min, paused for 1 h");
  expect(bucketText(bucket({ unknown: 86_400 }))).toBe("not watched");
  expect(bucketText(bucket({ reached: 3_600, unknown: 82_800 }))).toBe("all tickets reached us in the 1 h that was watched");
  expect(bucketText(bucket({ reached: 86_400 }))).toBe("all tickets reached us");
});

test("a gap says what was found of it, and nothing is called fetched before it was", () => {
  const over = { endedAt: at.to, found: 3, recoveredAt: at.to, recovered: 3 };
  expect(gapOutcome(over)).toBe("We fetched the 3 that were created.");
  expect(gapOutcome({ ...over, recoveredAt: null, recovered: 1 })).toBe("1 of 3 looked at so far.");
  expect(gapOutcome({ ...over, found: 0, recovered: 0 })).toBe("No ticket was created in it.");
  expect(gapOutcome({ ...over, found: 0, recoveredAt: null, recovered: 0 })).toBe("We are looking for its tickets.");
  expect(gapOutcome({ ...over, endedAt: null, recoveredAt: null })).toContain("It lasts.");
});

test("a day is named by the organization's calendar, and an hour by its clock", () => {
  const timeZone = "Europe/Berlin";
  expect(bucketTime({ from: "2026-11-18T23:00:00.000Z" }, { range: "30d", timeZone })).toBe("Thu 19 Nov");
  expect(bucketTime({ from: "2026-11-19T01:00:00.000Z" }, { range: "24h", timeZone })).toBe("Thu 19 Nov, 02:00");
});
