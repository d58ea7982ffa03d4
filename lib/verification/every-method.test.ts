import { describe, expect, test } from "vitest";
import { assessMethods, guards } from "./assess-methods.ts";
import { freshChange } from "./guards/fresh-change.ts";
import type { Circumstances } from "./guards/guard.ts";
import { inactiveContact } from "./guards/inactive-contact.ts";
import { sameChannel } from "./guards/same-channel.ts";
import { sharedDestination } from "./guards/shared-destination.ts";
import { type AskableId, askableIds, type PersonFacts } from "./methods/method.ts";
import { methods } from "./methods/registry.ts";
import type { ReasonCode } from "./reason-codes.ts";
import { isEnough, type Strength, strengthReached, strengths } from "./strength.ts";

// Every method under every guard, and what a pass by it reaches. A method or a guard that is added fails here until its row is.

const now = new Date("2026-11-24T14:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const mail = "zoe.skvorecka@kanzlei.example";
const mobile = { address: "+491712345634", typed: "01712345634", callingCode: "49", country: "DE", kind: "mobile" } as const;
const approvers = [
  { approverId: "a", contactId: 81, name: "Ada", email: "ada@kanzlei.example", isActive: true, isFresh: false },
] satisfies PersonFacts["approvers"];
const person: PersonFacts = {
  ...{ name: "Zoë", email: mail, phones: [mobile], textCountries: ["DE"], contactId: 77, approvers },
  ...{ enrolled: { hasTotp: true, hasPasskey: true }, companySignIn: { providerId: "p" } },
  externalProvider: { providerId: "x", strength: "good" },
};

type Facts = { who?: Partial<PersonFacts>; contact?: object; ticket?: object; address?: object; phone?: object };

function table({ who = {}, contact = {}, ticket = {}, address = {}, phone = {} }: Facts): Record<AskableId, ReasonCode | "usable"> {
  const long = { since: ago(9_600), contactSince: ago(9_600), recordChangedAt: ago(12_000), isShared: false };
  const known: Circumstances = {
    ...{ now, freshChangeDays: 14 },
    contact: { id: 77, isActive: true, createdAt: ago(20_000), modifiedAt: ago(12_000), ...contact },
    ticket: { title: "MFA on a new phone", createdAt: ago(1), sourceLabel: "Phone", createdByContactId: 77, ...ticket },
    history: new Map([
      [mail, { ...long, ...address }],
      [mobile.address, { ...long, ...phone }],
    ]),
  };
  const rows = assessMethods(methods, { ...person, ...who }, known).map((row) => [row.method.id, row.usable ? "usable" : row.reason]);
  return Object.fromEntries(rows) as Record<AskableId, ReasonCode | "usable">;
}

const inactive = "verification.contact_inactive";
const tooNew = "verification.contact_too_new";
const changed = "verification.destination_changed";
const same = "verification.same_channel";
const shared = "verification.shared_destination";
const noAddress = "verification.no_address";
const notEnrolled = "verification.not_enrolled";
const all = (value: ReasonCode | "usable") => Object.fromEntries(askableIds.map((id) => [id, value])) as ReturnType<typeof table>;

test("every method has its rows here", () => {
  expect(methods.map(({ id }) => id).toSorted()).toEqual([...askableIds].toSorted());
  expect(guards).toEqual([inactiveContact, freshChange, sameChannel, sharedDestination]);
});

describe("under each guard", () => {
  test.each<[what: string, facts: Facts, refused: Partial<ReturnType<typeof table>>]>([
    ["nothing is wrong", {}, {}],
    ["inactive contact", { contact: { isActive: false } }, all(inactive)],
    ["same channel: the ticket came by the mailbox", { ticket: { sourceLabel: "Email" } }, { email_code: same }],
    ["same channel: the ticket is about the mailbox", { ticket: { title: "Outlook asks for a password" } }, { email_code: same }],
    [
      "same channel: the ticket is about the account that would sign in",
      { ticket: { title: `New password for ${mail.toUpperCase()}` } },
      { email_code: same, company_sign_in: same },
    ],
    ["fresh change of the address", { address: { since: ago(24), contactSince: ago(9_600) } }, { email_code: changed }],
    ["fresh change of the number", { phone: { since: ago(24), contactSince: ago(9_600) } }, { sms_code: changed, call_back: changed }],
    ["shared mailbox", { address: { isShared: true } }, { email_code: shared }],
    ["shared number", { phone: { isShared: true } }, { sms_code: shared, call_back: shared }],
    [
      "a contact seen first, made after the ticket",
      {
        ...{
          contact: { createdAt: now, modifiedAt: now },
          address: { since: now, contactSince: now, recordChangedAt: now },
          phone: { since: now, contactSince: now, recordChangedAt: now },
        },
      },
      { email_code: tooNew, sms_code: tooNew, call_back: tooNew },
    ],
    // What proves the person does not travel to the mailbox: the link alone does, so a doubtful mailbox stops neither.
    [
      "no address",
      { who: { email: null } },
      { email_code: noAddress, totp: noAddress, passkey: noAddress, company_sign_in: noAddress, external_provider: noAddress },
    ],
    ["no number", { who: { phones: [] } }, { sms_code: "verification.no_mobile", call_back: "verification.no_phone" }],
    ["a landline only", { who: { phones: [{ ...mobile, kind: "landline" }] } }, { sms_code: "verification.no_mobile" }],
    [
      "an internet number",
      { who: { phones: [{ ...mobile, kind: "voip" }] } },
      { sms_code: "verification.no_mobile", call_back: "verification.no_phone" },
    ],
    ["no gateway", { who: { textCountries: null } }, { sms_code: "verification.no_sms_gateway" }],
    ["a closed country", { who: { textCountries: ["FR"] } }, { sms_code: "verification.sms_country_closed" }],
    ["nothing enrolled", { who: { enrolled: { hasTotp: false, hasPasskey: false } } }, { totp: notEnrolled, passkey: notEnrolled }],
    ["no company sign-in", { who: { companySignIn: null } }, { company_sign_in: "verification.no_company_sign_in" }],
    ["no external provider", { who: { externalProvider: null } }, { external_provider: "verification.no_external_provider" }],
    ["no approver", { who: { approvers: [] } }, { approver: "verification.no_approver" }],
    [
      "an approver behind the requester's own mailbox",
      { who: { approvers: approvers.map((each) => ({ ...each, email: mail })) } },
      { approver: "verification.no_approver" },
    ],
    [
      "an approver who was changed lately",
      { who: { approvers: approvers.map((each) => ({ ...each, isFresh: true })) } },
      { approver: "verification.no_approver" },
    ],
    [
      "an approver who is the requester",
      { who: { approvers: approvers.map((each) => ({ ...each, contactId: 77 })) } },
      { approver: "verification.approver_is_requester" },
    ],
  ])("%s", (_what, facts, refused) => {
    expect(table(facts)).toEqual({ ...all("usable"), ...refused });
  });
});

describe("at each strength", () => {
  const row = (id: AskableId, strength: Strength, channel: string, restricted = false) => ({ id, strength, channel, restricted });
  test("each method is worth what its clause says", () => {
    expect(methods.map(({ id, strength, channel, restricted }) => ({ id, strength, channel, restricted }))).toEqual([
      row("passkey", "best", "passkey"),
      row("approver", "good", "approver"),
      row("external_provider", "good", "external"),
      row("company_sign_in", "good", "identity_provider"),
      row("call_back", "fair", "phone", true),
      row("sms_code", "fair", "phone", true),
      row("totp", "fair", "authenticator"),
      row("email_code", "weak", "email"),
    ]);
    for (const { id, basis } of methods) expect(basis.clause, id).toMatch(/NIST SP 800-63[BC]-4, \d/);
  });

  const alone: Record<AskableId, readonly Strength[]> = {
    passkey: ["weak", "fair", "good", "best"],
    ...{ approver: ["weak", "fair", "good"], external_provider: ["weak", "fair", "good"], company_sign_in: ["weak", "fair", "good"] },
    ...{ call_back: ["weak", "fair"], sms_code: ["weak", "fair"], totp: ["weak", "fair"] },
    email_code: ["weak"],
  };
  test.each(askableIds)("%s alone is enough for exactly what it reaches", (id) => {
    const reached = strengthReached(methods.filter((method) => method.id === id));
    expect(strengths.filter((asked) => isEnough(reached, asked))).toEqual(alone[id]);
  });

  // Two of them; a pair that is not here reaches what its stronger one reaches alone.
  const together: Partial<Record<string, Strength>> = {
    ...{ "approver company_sign_in": "best", "approver external_provider": "best" },
    ...{ "call_back totp": "good", "sms_code totp": "good" },
    ...{ "approver call_back": "good", "approver sms_code": "good", "approver totp": "good" },
  };
  const pairs = askableIds.flatMap((one, index) => askableIds.slice(index + 1).map((other) => [one, other] as const));
  test.each(pairs)("%s with %s", (...ids) => {
    const pair = methods.filter(({ id }) => ids.some((each) => each === id));
    const stronger = strengths.findLast((each) => pair.some(({ strength }) => strength === each));
    expect(strengthReached(pair)).toBe(together[ids.toSorted().join(" ")] ?? stronger);
  });
});
