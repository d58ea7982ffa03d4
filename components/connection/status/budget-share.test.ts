import { expect, test } from "vitest";
import { budgetAnswer, ownPartOf, shareOf } from "@/components/connection/status/budget-share.ts";

test("the meter's answer names what was used, of how much, and our own part", () => {
  expect(budgetAnswer({ used: 6_214, limit: 10_000, ownAbout: 418 })).toBe(
    "6,214 of 10,000 calls were used in the last hour, 62%; about 418 of them by Countersign.",
  );
});

test("neither part is ever drawn past the bar: not above the limit, and ours not above what was used", () => {
  expect(shareOf({ used: 10_400, limit: 10_000 })).toBe(1);
  expect(shareOf({ used: 5, limit: 0 })).toBe(0);
  expect(ownPartOf({ used: 3, ownAbout: 9 })).toBe(3);
});

test("a share is rounded down: 75% is said when three quarters are used, and not before", () => {
  expect(budgetAnswer({ used: 7_499, limit: 10_000, ownAbout: 0 })).toContain("74%");
});
