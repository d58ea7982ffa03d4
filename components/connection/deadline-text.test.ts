import { expect, test } from "vitest";
import { deadlineSentence } from "./deadline-text.ts";

test("the last day still counts, and the day after says that it is over", () => {
  const on = "2026-11-30";
  expect(deadlineSentence(on, new Date("2026-11-30T23:59:59Z"))).toBe("Move to the vendor’s tracking identifier by November 30, 2026.");
  expect(deadlineSentence(on, new Date("2026-12-01T00:00:00Z"))).toBe(
    "The move to the vendor’s tracking identifier was due by November 30, 2026.",
  );
});
