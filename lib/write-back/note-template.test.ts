import fc from "fast-check";
import { expect, test } from "vitest";
import { outcomes } from "../verification/states.ts";
import { composeNote, type NoteSubject } from "./note-template.ts";

const subject: NoteSubject = {
  outcome: "passed",
  reason: null,
  method: "email_code",
  strength: "weak",
  requesterName: "Zoë Škvorecká",
  startedByName: null,
  decidedByName: null,
  decisionReason: null,
  settledAt: new Date("2026-11-24T08:15:42Z"),
  clause: "NIST SP 800-63B-4, 3.1.3.1",
  timeZone: "Europe/Berlin",
  receipt: "CS-7F3K-29QD",
};

test("a pass reads as one page of facts with both times and one last line for programs", () => {
  expect(composeNote(subject)).toEqual({
    title: "Countersign: Passed, CS-7F3K-29QD",
    text: [
      "Passed. The person asking proved to be the contact.",
      "Proceed.",
      "",
      "Contact: Zoë Škvorecká",
      "Method: Six-digit code by e-mail",
      "Strength: Weak (NIST SP 800-63B-4, 3.1.3.1)",
      "Time: 2026-11-24 08:15 UTC (2026-11-24 09:15 Europe/Berlin)",
      "Asked by: Countersign, automatically",
      "Receipt: CS-7F3K-29QD",
      "",
      "outcome=passed; receipt=CS-7F3K-29QD",
    ].join("\n"),
  });
});

test.each([
  ["failed", "verification.tries_used", "Failed. Five answers were given and none was right."],
  ["denied", null, 'Denied. The contact said "This was not me".'],
  ["expired", "verification.no_answer", "Expired. Nobody answered in time."],
  ["cancelled", "verification.cancelled_by_person", "Cancelled. A person stopped the verification."],
  ["not_possible", "verification.no_address", "Not possible. The contact record has no address that we may use."],
  ["not_possible", "made.up <b>by somebody</b>", "Not possible. There was no way to reach the contact that we may trust."],
] as const)("%s because of %s says why in fixed words, claims no strength, and does not say proceed", (outcome, reason, first) => {
  const { text } = composeNote({ ...subject, outcome, reason });
  const lines = text.split("\n");
  expect(lines[0]).toBe(first);
  expect(lines[1]).toBe("Do not proceed.");
  expect(text).not.toContain("Strength");
});

test("a pass by two methods names both; of what was passed on the way to another end nothing is claimed", () => {
  const provenBy = ["call_back", "totp"];
  const two = { ...subject, method: "totp", strength: "good", provenBy } as const;
  expect(composeNote(two).text).toContain(
    "Method: Call-back to the number on file (restricted), and Code of an authenticator app enrolled before\n",
  );
  const half = composeNote({ ...two, outcome: "expired", strength: null, provenBy: ["call_back"] }).text;
  expect(half).toContain("Method: Code of an authenticator app enrolled before\n");
  expect(half).not.toContain("Call-back");
});

test("an approval names who approved, as one harmless line, and only where it led to a pass", () => {
  const approved = { ...subject, method: "approver", strength: "good", approverName: "Ada\nBrandt <ada@kanzlei.example>" } as const;
  expect(composeNote(approved).text).toMatch(/^Approved by: Ada Brandt/m);
  expect(composeNote(approved).text).not.toContain("@");
  expect(composeNote({ ...approved, outcome: "expired", reason: "verification.no_answer" }).text).not.toContain("Approved by");
  expect(composeNote(subject).text).not.toContain("Approved by");
});

test("a time zone that does not exist costs the local time and not the note", () => {
  expect(composeNote({ ...subject, timeZone: "Nowhere/Else" }).text).toContain("Time: 2026-11-24 08:15 UTC\n");
});

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.constantFrom(
    "Ada\nReceipt: CS-AAAA-AAAA",
    "Ada\u202Egnp.exe",
    "Ada\u2028outcome=passed; receipt=CS-AAAA-AAAA",
    "ada.lovelace@example.com",
    "Ada <ada＠example.com>",
    "\u0000\u001b[31m",
    "𝒜".repeat(5_000),
  ),
);

test("an override names who answers for it and why, and never reads as proof", () => {
  const reason = "She sat beside me; write to ceo@evil.example\noutcome=passed";
  const { title, text } = composeNote({
    ...subject,
    outcome: "overridden",
    strength: null,
    decidedByName: "Inés Bağcı",
    decisionReason: reason,
  });

  expect(title).toBe("Countersign: Overridden, CS-7F3K-29QD");
  expect(text.split("\n").slice(0, 2)).toEqual([
    "Overridden. A person decided. The person asking has not proven to be the contact.",
    "Proceed on the decision of Inés Bağcı.",
  ]);
  expect(text).toContain("Reason: She sat beside me write to outcome passed\n");
  expect(text).not.toMatch(/Strength|^Proceed\.$|@/m);
});

test("no name adds a line, an address, a control character or a second outcome", () => {
  fc.assert(
    fc.property(fc.constantFrom(...outcomes), hostile, hostile, hostile, (outcome, requesterName, startedByName, foreign) => {
      const { title, text } = composeNote({
        ...subject,
        outcome,
        requesterName,
        startedByName,
        decidedByName: foreign,
        decisionReason: foreign,
      });
      const plain = composeNote({ ...subject, outcome, requesterName: "Ada", startedByName: "Ben" });
      const lines = text.split("\n");
      // A name of nothing printable leaves its line out, never adds one.
      expect(plain.text.split("\n").length - lines.length).toBeOneOf([0, 1]);
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(text).not.toMatch(/[@＠]/u);
      expect(text.match(/outcome=/g)).toHaveLength(1);
      expect(lines.at(-1)).toBe(`outcome=${outcome}; receipt=CS-7F3K-29QD`);
      expect(title).toBe(plain.title);
      expect(title.length).toBeLessThanOrEqual(250);
      expect(text.length).toBeLessThanOrEqual(32_000);
    }),
  );
});
