import { expect, test } from "vitest";
import { verdictOf, verdictSentence } from "@/components/verification/verdict-of.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";
import { reasonCodes, verificationStateSchema } from "@/lib/verification/schema.ts";

type Challenge = VerificationAnswer["challenges"][number];

const challenge = (method: string, state: Challenge["state"], destinationMasked: string | null = null): Challenge => ({
  ...{ id: "c", method, state, destinationMasked, codesSent: 1, tries: 0, sentAt: null, codeExpiresAt: null, readOutTo: null },
});

/** Of a verification as much as the sentence is made of. */
function of(facts: Partial<VerificationAnswer>): VerificationAnswer {
  return {
    ...{ state: "pending", reason: null, requesterName: "Zoë", challenges: [], openedAt: null, override: null, autotaskTicketId: "7" },
    looksAtContactSince: null,
    ...facts,
  } as VerificationAnswer;
}

/** Names stand apart from what surrounds them; the marks for that are no words. */
const sentence = (facts: Partial<VerificationAnswer>) => verdictSentence(of(facts)).replace(/[\u2066-\u2069]/g, "");
const to = "z···ë@kanzlei.example";

test.each<[string, Partial<VerificationAnswer>, string]>([
  ["nothing was put yet", {}, "Nobody was asked yet: we are reading the ticket and its contact from Autotask."],
  ["nothing was put yet for a call", { autotaskTicketId: null }, "Nobody was asked yet: we are reading the contact from Autotask."],
  [
    "all is proven, and the contact is looked at",
    { state: "opened", openedAt: "2026-11-26T01:00:00Z", looksAtContactSince: "2026-11-26T01:02:00Z" },
    "All that was asked is proven. Autotask is asked once more whether the contact of Zoë still stands.",
  ],
  ["a code is to be sent", { challenges: [challenge("email_code", "waiting", to)] }, "A code is on its way to Zoë."],
  ["a link is to be sent", { challenges: [challenge("passkey", "sending", to)] }, "The link to use their passkey is on its way to Zoë."],
  [
    "a code was sent",
    { state: "sent", challenges: [challenge("email_code", "sent", to)] },
    `Zoë has a code at ${to} and has not opened the page yet.`,
  ],
  [
    "a second code was sent",
    { state: "sent", openedAt: "2026-11-26T01:00:00Z", challenges: [challenge("sms_code", "sent", "+49 ··· ··34")] },
    "Zoë has a new code at +49 ··· ··34 and has not entered it yet.",
  ],
  [
    "the link for an app was sent",
    { state: "sent", challenges: [challenge("totp", "sent")] },
    "Zoë has the link to enter the code of their app and has not opened the page yet.",
  ],
  [
    "the company sign-in was put on an open page",
    { state: "sent", openedAt: "2026-11-26T01:00:00Z", challenges: [challenge("company_sign_in", "sent", to)] },
    `Zoë has the link to sign in at their company at ${to} and has not signed in yet.`,
  ],
  [
    "the page is open",
    { state: "opened", openedAt: "2026-11-26T01:00:00Z", challenges: [challenge("email_code", "sent", to)] },
    "Zoë has the page open and has not answered yet. Keep them on the line.",
  ],
  [
    "a call is to be made",
    { challenges: [challenge("call_back", "waiting")] },
    "Call Zoë back on the number on file, then record what they said.",
  ],
  [
    "a call is to be made after a first way passed",
    { state: "opened", challenges: [challenge("totp", "passed"), challenge("call_back", "waiting")] },
    "Call Zoë back on the number on file, then record what they said.",
  ],
  [
    "an approver is to be asked",
    { challenges: [challenge("approver", "waiting", "Ada Brandt, a···t@kanzlei.example")] },
    "The question is on its way to Ada Brandt, who approves for the company.",
  ],
  [
    "an approver was asked, whatever page the requester has open",
    { state: "opened", challenges: [challenge("approver", "sent", "Brandt, Ada, a···t@kanzlei.example")] },
    "Waits for Brandt, Ada, who approves for the company. Have Zoë call them with the number on their page.",
  ],
  ["it passed", { state: "passed", challenges: [challenge("email_code", "passed", to)] }, "The person asking is Zoë."],
  ["it was denied", { state: "denied" }, "Zoë said “This was not me”. End the call."],
  [
    "a lead decided",
    { state: "overridden", override: { byName: "Lea", reason: "Known by voice for ten years" } },
    "Not proven to be Zoë. The reason: Known by voice for ten years",
  ],
  ["nobody is known to be the requester", { state: "expired", requesterName: null }, "The requester has not proven who they are."],
])("%s: one sentence says whose turn it is, or why not", (_when, facts, expected) => {
  expect(sentence(facts)).toBe(expected);
});

test("only a pass and a decision let a technician act; what is open waits, and every other end stops", () => {
  const states = Object.groupBy(verificationStateSchema.options, (state) => verdictOf[state]);
  expect(states).toEqual({
    wait: ["pending", "sent", "opened"],
    proceed: ["passed"],
    stop: ["failed", "denied", "expired", "cancelled", "not_possible"],
    overridden: ["overridden"],
  });
});

test.each(reasonCodes)("%s is a whole sentence of why and another of what to do, and names the person where it speaks of one", (reason) => {
  for (const state of ["failed", "denied", "expired", "cancelled", "not_possible"] as const) {
    expect(sentence({ state, reason })).toMatch(/^[\p{Lu}“].*[.”] \p{Lu}.*[.]$/su);
  }
});
