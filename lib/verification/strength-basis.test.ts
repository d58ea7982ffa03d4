import { expect, test } from "vitest";
import { methods } from "./methods/registry.ts";
import type { Strength } from "./strength.ts";
import { strengths } from "./strength.ts";
import { basisOf, basisOfStrength } from "./strength-basis.ts";

const clausePattern = /^NIST SP 800-63[BC]-4, \d(\.\d+)*( and \d(\.\d+)*)?(; NIST SP 800-63B-4, \d(\.\d+)*)?$/;

test("every method names its clause and its reason, at each strength that a pass by it can have", () => {
  for (const { id, strength, lesser = {} } of methods) {
    for (const worth of [strength, ...strengths.filter((each) => lesser[each])]) {
      const basis = basisOf({ method: id, strength: worth });
      expect(basis?.clause, id).toMatch(clausePattern);
      expect(basis?.because.length, id).toBeGreaterThan(10);
    }
    // A lesser one is less, and says something else.
    for (const worth of strengths.filter((each) => lesser[each])) {
      expect(strengths.indexOf(worth)).toBeLessThan(strengths.indexOf(strength));
      expect(basisOf({ method: id, strength: worth })?.because).not.toBe(basisOf({ method: id, strength })?.because);
    }
  }
});

test.each<[string, Strength | null, [string, Strength][], string | null]>([
  ["nothing passed", null, [], null],
  ["one method", "best", [["passkey", "best"]], "NIST SP 800-63B-4, 3.1.7 and 3.2.5"],
  ["a sign-in with one factor", "fair", [["company_sign_in", "fair"]], "NIST SP 800-63C-4, 3.3; NIST SP 800-63B-4, 2.1"],
  [
    "the stronger of two that do not add up",
    "good",
    [
      ["email_code", "weak"],
      ["approver", "good"],
    ],
    "NIST SP 800-63B-4, 4.2.1.3",
  ],
  [
    "two fair ones that are good together",
    "good",
    [
      ["totp", "fair"],
      ["sms_code", "fair"],
    ],
    "NIST SP 800-63B-4, 3.1.4; NIST SP 800-63B-4, 3.1.3.3 and 3.2.9; NIST SP 800-63B-4, 4.2.2.2",
  ],
  [
    "a good one and an approver",
    "best",
    [
      ["company_sign_in", "good"],
      ["approver", "good"],
    ],
    "NIST SP 800-63C-4, 3.3; NIST SP 800-63B-4, 2.2; NIST SP 800-63B-4, 4.2.1.3; NIST SP 800-63B-4, 4.2.2.2",
  ],
  ["a method that this build does not know", "good", [["retina", "good"]], null],
])("%s: the clause is of what proved it", (_what, reached, passed, clause) => {
  const rows = passed.map(([method, strength]) => ({ method, strength }));
  expect(basisOfStrength(reached, rows)?.clause ?? null).toBe(clause);
});
