import fc from "fast-check";
import { expect, test } from "vitest";
import { maskEmail } from "./mask.ts";
import { parseCode } from "./parse-code.ts";
import { newReceipt } from "./receipt.ts";
import { canMove, isOutcome, verificationStates } from "./states.ts";

test("an outcome is never left", () => {
  for (const from of verificationStates.filter(isOutcome)) {
    for (const to of verificationStates) expect(canMove(from, to), `${from} to ${to}`).toBe(false);
  }
});

test("every open state can end in every way that may happen to it", () => {
  for (const from of ["sent", "opened"] as const) {
    for (const to of verificationStates.filter(isOutcome)) expect(canMove(from, to), `${from} to ${to}`).toBe(true);
  }
});

test.each([
  ["482 019", "482019"],
  ["482-019", "482019"],
  [" 4 8 2 0 1 9 ", "482019"],
  ["４８２０１９", "482019"],
  ["٤٨٢٠١٩", "482019"],
  ["۴۸۲۰۱۹", "482019"],
  ["\u200e482019\u200f", "482019"],
  ["000000", "000000"],
])("%j is read as %s", (typed, code) => {
  expect(parseCode(typed)).toBe(code);
});

test.each(["", "12345", "1234567", "12345a", "-12345.", "1e5000"])("%j is not a code", (typed) => {
  expect(parseCode(typed)).toBeNull();
});

test("whatever is typed, the answer is six digits or nothing", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      (typed) => parseCode(typed) === null || /^[0-9]{6}$/.test(parseCode(typed) ?? ""),
    ),
  );
});

test.each([
  ["zoe.skvorecka@kanzlei.example", "z···a@kanzlei.example"],
  ["bob@example.com", "b···@example.com"],
  ["a@b.example", "a···@b.example"],
])("%s is shown as %s", (address, masked) => {
  expect(maskEmail(address)).toBe(masked);
});

test("a receipt can be read out without confusion", () => {
  for (let draw = 0; draw < 1_000; draw++) expect(newReceipt()).toMatch(/^CS-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});
