import { expect, test } from "vitest";
import { wordsOf } from "../../lib/words/words.ts";
import { momentText, zonedMomentText } from "./moment-text.ts";

const { requester: requesterWords } = wordsOf("en");

const now = new Date("2026-11-24T13:30:00Z");
const at = (iso: string) => ({ at: new Date(iso), now, timeZone: "Europe/Berlin" });

test.each([
  ["time", "14:24", "23 Nov, 23:50"],
  ["fact", "Today, 14:24", "23 Nov, 23:50"],
  ["line", "today at 14:24", "23 Nov at 23:50"],
] as const)("a moment as %s has its date only when that is not today in the zone shown", (style, today, before) => {
  expect(momentText(requesterWords, at("2026-11-24T13:24:00Z"), style)).toBe(today);
  expect(momentText(requesterWords, at("2026-11-23T22:50:00Z"), style)).toBe(before);
});

test("a moment in a zone that may not be the reader's names the zone", () => {
  expect(zonedMomentText(requesterWords, at("2026-11-24T13:24:00Z"), "time")).toBe("14:24 CET");
});

test("a name is neither shortened nor split", () => {
  expect(requesterWords.passed.title("Zoë Škvorecká")).toBe("Thank you, Zoë Škvorecká. It is you.");
  expect(requesterWords.passed.title(null)).toBe("Thank you. It is you.");
});

test("the tries that are left are a word", () => {
  expect(requesterWords.said.wrong(2)).toBe("That is not the code we sent. Two tries left.");
  expect(requesterWords.said.wrong(1)).toBe("That is not the code we sent. One try left.");
});
