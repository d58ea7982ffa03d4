import { describe, expect, test } from "vitest";
import { ageText, clockText, secondsText, spanText, usableLocale, utcText, whenText } from "./when-text.ts";

const now = new Date("2026-11-24T14:42:00Z");
const berlin = { now, locale: "en-GB", timeZone: "Europe/Berlin" };

describe("a moment as the reader sees it", () => {
  test("today shows the time with seconds, in the reader's zone and on 24 hours", () => {
    expect(whenText({ ...berlin, at: new Date("2026-11-24T14:41:07Z") })).toBe("15:41:07");
    expect(whenText({ ...berlin, locale: "en-US", at: new Date("2026-11-24T14:41:07Z"), precision: "minute" })).toBe("15:41");
  });

  test("today is the reader's day, not UTC's", () => {
    const lateInUtc = new Date("2026-11-23T23:30:00Z");
    expect(whenText({ ...berlin, at: lateInUtc, precision: "minute" })).toBe("00:30");
    expect(whenText({ ...berlin, timeZone: "UTC", at: lateInUtc })).toBe("23 Nov");
  });

  test("an earlier day of this year shows without the year, an earlier year with it", () => {
    expect(whenText({ ...berlin, at: new Date("2026-11-03T10:00:00Z") })).toBe("3 Nov");
    expect(whenText({ ...berlin, at: new Date("2025-11-03T10:00:00Z") })).toBe("3 Nov 2025");
  });

  test("evidence can ask for the time of another day", () => {
    expect(whenText({ ...berlin, at: new Date("2026-11-03T10:00:05Z"), withTime: true })).toBe("3 Nov, 11:00:05");
  });

  test("the words of the date are the reader's", () => {
    expect(whenText({ ...berlin, locale: "de-DE", at: new Date("2026-03-03T10:00:00Z") })).toBe("3. März");
  });

  test("UTC is named and has no fraction", () => {
    expect(utcText(new Date("2026-11-24T14:41:07.250Z"))).toBe("2026-11-24 14:41:07 UTC");
  });
});

describe("spans", () => {
  test.each([
    [0, "0 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [3_599_999, "59 min"],
    [3_600_000, "1 h"],
    [86_399_999, "23 h"],
    [86_400_000, "1 d"],
  ])("%i ms is %s", (ms, text) => {
    expect(spanText(ms)).toBe(text);
  });

  test("an age never counts from the future: clocks of two machines differ", () => {
    expect(ageText(-4_000)).toBe("0 s ago");
    expect(ageText(9_000)).toBe("9 s ago");
  });

  test.each([
    [-1, "0:00"],
    [47_000, "0:47"],
    [600_000, "10:00"],
    [3_723_000, "1:02:03"],
  ])("%i ms on a stopwatch is %s", (ms, text) => {
    expect(clockText(ms)).toBe(text);
  });

  test("a machine's duration has one decimal, and is a span once it waited", () => {
    expect([940, 59_900, 60_000, 6_040_500].map(secondsText)).toEqual(["0.9 s", "59.9 s", "1 min", "1 h"]);
  });
});

test("a browser's language that is none does not take the page down", () => {
  expect(["en-US@posix", "", "C", "de-AT"].map(usableLocale)).toEqual(["en", "en", "en", "de-AT"]);
});
