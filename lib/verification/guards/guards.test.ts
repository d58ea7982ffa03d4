import { describe, expect, test } from "vitest";
import type { DestinationHistory } from "../../directory/destinations.ts";
import { assessMethods } from "../assess-methods.ts";
import type { MethodId, PersonFacts } from "../methods/method.ts";
import { methods } from "../methods/registry.ts";
import type { ReasonCode } from "../reason-codes.ts";
import type { Circumstances } from "./guard.ts";

const now = new Date("2026-11-24T14:00:00Z");
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const days = (count: number) => ago(count * 24);

const mail = "zoe.skvorecka@kanzlei.example";
const mobile = { address: "+491712345634", typed: "01712345634", callingCode: "49", country: "DE", kind: "mobile" } as const;
const desk = { address: "+49405550110", typed: "0405550110", callingCode: "49", country: "DE", kind: "landline" } as const;
const person: PersonFacts = {
  name: "Zoë",
  email: mail,
  phones: [mobile],
  textCountries: ["DE"],
  enrolled: { hasTotp: false, hasPasskey: false },
};

type Change = {
  contact?: Partial<Circumstances["contact"]>;
  ticket?: Partial<Circumstances["ticket"]>;
  history?: [string, Partial<DestinationHistory>][];
  freshChangeDays?: number;
};

function circumstances({ contact, ticket, history = [], freshChangeDays = 14 }: Change): Circumstances {
  const long = { since: days(400), contactSince: days(400), recordChangedAt: days(500), isShared: false };
  return {
    ...{ now, freshChangeDays },
    contact: { id: 77, isActive: true, createdAt: days(900), modifiedAt: days(500), ...contact },
    ticket: { title: "MFA on a new phone", createdAt: ago(1), sourceLabel: "Phone", createdByContactId: 77, ...ticket },
    history: new Map([mail, mobile.address].map((address) => [address, { ...long, ...history.find(([of]) => of === address)?.[1] }])),
  };
}

function reasons(change: Change, who: PersonFacts = person, known = circumstances(change)) {
  const table = assessMethods(methods, who, known);
  const of = (id: MethodId) => {
    const row = table.find(({ method }) => method.id === id);
    return row && !row.usable ? row.reason : null;
  };
  return { email_code: of("email_code"), sms_code: of("sms_code"), call_back: of("call_back") };
}

type Row = [what: string, change: Change, email: ReasonCode | null, sms: ReasonCode | null, call: ReasonCode | null];
const inactive = "verification.contact_inactive";
const changed = "verification.destination_changed";
const same = "verification.same_channel";
const shared = "verification.shared_destination";

describe("each guard refuses the methods that it is about, and no other", () => {
  test.each<Row>([
    ["nothing is wrong", {}, null, null, null],
    ["the contact is inactive", { contact: { isActive: false } }, inactive, inactive, inactive],
    ["the ticket came by e-mail from the contact", { ticket: { sourceLabel: "Email" } }, same, null, null],
    ["the ticket came by e-mail and nobody is named", { ticket: { sourceLabel: "E-Mail", createdByContactId: null } }, same, null, null],
    ["the ticket came by e-mail of another contact", { ticket: { sourceLabel: "Email", createdByContactId: 78 } }, null, null, null],
    ["the ticket came by voice mail", { ticket: { sourceLabel: "Voice Mail" } }, null, null, null],
    ["the title names the address", { ticket: { title: `New password for ${mail.toUpperCase()}` } }, same, null, null],
    ["the number was changed an hour ago", { history: [[mobile.address, { since: ago(1) }]] }, null, changed, changed],
    ["the address was changed a week ago", { history: [[mail, { since: days(7) }]] }, changed, null, null],
    ["two contacts have the mailbox", { history: [[mail, { isShared: true }]] }, shared, null, null],
    ["two contacts have the phone", { history: [[mobile.address, { isShared: true }]] }, null, shared, shared],
  ])("%s", (_what, change, email_code, sms_code, call_back) => {
    expect(reasons(change)).toEqual({ email_code, sms_code, call_back });
  });
});

test("a destination that a guard refuses is shown masked", () => {
  const table = assessMethods(methods, person, circumstances({ contact: { isActive: false } }));
  const shown = table.flatMap(({ usable, destination }) => (destination ? [[usable, destination.masked]] : []));
  expect(shown).toEqual([
    [false, "+49 ··· ··34"],
    [false, "+49 ··· ··34"],
    [false, "z···a@kanzlei.example"],
  ]);
});

test("where the first number is refused the next one that no guard refuses is called", () => {
  const known = circumstances({ history: [[mobile.address, { since: ago(1) }]] });
  const row = assessMethods(methods, { ...person, phones: [mobile, desk] }, known).find(({ method }) => method.id === "call_back");
  expect(row).toMatchObject({ usable: true, destination: { address: desk.address } });
});

test.each([
  "Cannot open my mailbox",
  "Email password expired",
  "Kein Zugriff auf mein Postfach",
  "E-Mail-Kennwort zurücksetzen",
  "Problème de messagerie",
  "Boîte de réception vide",
  "Buzón bloqueado",
  "No puedo abrir el correo",
  "Postvak vol",
  "Caixa de entrada bloqueada",
  "Outlook asks for a password",
])("nothing goes to the mailbox for %j", (title) => {
  expect(reasons({ ticket: { title } }).email_code).toBe(same);
});

test.each(["MFA on a new phone", "Locked out of my account", "Password reset", "Xbox controller", "Emailia is a name", "Postbank token"])(
  "%j is not about a mailbox",
  (title) => expect(reasons({ ticket: { title } }).email_code).toBeNull(),
);

test.each([
  "info@kanzlei.example",
  "HelpDesk@kanzlei.example",
  "office2@kanzlei.example",
  "empfang@kanzlei.example",
  "info+a@kanzlei.example",
])("%s proves no single person", (email) => expect(reasons({}, { ...person, email }).email_code).toBe(shared));

const tooNew = "verification.contact_too_new";
const changedAgo = (moment: Date | null, contact = moment) => ({ recordChangedAt: moment, contact: { modifiedAt: contact } });
type Fresh = Partial<Pick<DestinationHistory, "since" | "contactSince" | "recordChangedAt">> & { contact?: Change["contact"] };
const seen = (since: Date) => ({ since, contactSince: since });
const minute = ago(1 / 60).getTime() - now.getTime();
/** The ticket is an hour old. */
const beforeTicket = (count: number, more = 0) => new Date(days(count).getTime() - 3_600_000 + more);
test.each<[what: string, fresh: Fresh, reason: ReasonCode | null]>([
  ["came while we knew the contact, a minute less than 14 days ago", { since: new Date(days(14).getTime() - minute) }, changed],
  ["came exactly 14 days ago", { since: days(14) }, null],
  ["came while we knew the contact, in a record that says it is old", { since: days(2), ...changedAgo(days(300)) }, changed],
  ["we see first now, in a record that was changed 14 days before the ticket", { ...seen(now), ...changedAgo(beforeTicket(14)) }, null],
  ["we see first now, in a record changed a second less before", { ...seen(now), ...changedAgo(beforeTicket(14, 1_000)) }, tooNew],
  ["we see first now, in a record changed a second before the ticket", { ...seen(now), ...changedAgo(beforeTicket(0, -1_000)) }, tooNew],
  ["we see first now, in a record changed after the ticket", { ...seen(now), ...changedAgo(now) }, tooNew],
  ["we saw first 13 days ago, in a record changed the day before", { ...seen(days(13)), ...changedAgo(days(14)) }, tooNew],
  ["we saw first 14 days ago, in a record changed the day before", { ...seen(days(14)), ...changedAgo(days(15)) }, null],
  ["we saw first 10 days ago, in a record changed a week before", { ...seen(days(10)), ...changedAgo(days(17)) }, null],
  ["we saw first yesterday, in an old record that was edited since", { ...seen(days(1)), ...changedAgo(days(500), ago(2)) }, null],
  ["we have seen for 14 days, in a record edited after the ticket", { ...seen(days(14)), ...changedAgo(days(15), now) }, null],
  [
    "we saw first 14 days ago, in a record of unknown age",
    { ...seen(days(14)), recordChangedAt: null, contact: { createdAt: null } },
    null,
  ],
  [
    "we saw first 13 days ago, in a record of unknown age",
    { ...seen(days(13)), recordChangedAt: null, contact: { createdAt: null } },
    tooNew,
  ],
])("a number that %s", (_what, { contact, ...known }, reason) => {
  expect(reasons({ history: [[mobile.address, known]], ...(contact && { contact }) }).call_back).toBe(reason);
});

test("how long a change is held is the organization's to say", () => {
  const change: Change = { history: [[mobile.address, { since: days(20) }]] };
  expect(reasons({ ...change, freshChangeDays: 20 }).call_back).toBeNull();
  expect(reasons({ ...change, freshChangeDays: 21 }).call_back).toBe(changed);
});

test("a number that settled only after an old ticket was opened is not used for it", () => {
  expect(reasons({ history: [[mobile.address, { since: days(20) }]], ticket: { createdAt: days(30) } }).call_back).toBe(changed);
});

test.each<[what: string, contact: Change["contact"], reason: ReasonCode | null]>([
  ["14 days before the ticket", { modifiedAt: beforeTicket(14) }, null],
  ["never since it was made, long ago", { modifiedAt: null }, null],
  ["a second less than 14 days before the ticket", { modifiedAt: beforeTicket(14, 1_000) }, tooNew],
  ["a second before the ticket", { modifiedAt: beforeTicket(0, -1_000) }, tooNew],
  ["after the ticket", { modifiedAt: now }, tooNew],
  ["never since it was made, 13 days ago", { createdAt: days(13), modifiedAt: null }, tooNew],
  ["long ago, by Autotask's word, which does not say when it was made", { createdAt: null }, tooNew],
])("a contact whom we never remembered, changed %s", (_what, contact, reason) => {
  const known = { ...circumstances({ contact }), history: new Map() };
  expect(reasons({}, person, known)).toEqual({ email_code: reason, sms_code: reason, call_back: reason });
});

test.each<[what: string, who: Partial<PersonFacts>, sms: ReasonCode | null, call: ReasonCode | null]>([
  ["no number", { phones: [] }, "verification.no_mobile", "verification.no_phone"],
  ["a landline", { phones: [desk] }, "verification.no_mobile", null],
  ["a number over the internet", { phones: [{ ...mobile, kind: "voip" }] }, "verification.no_mobile", "verification.no_phone"],
  ["a premium number", { phones: [{ ...mobile, kind: "premium" }] }, "verification.no_mobile", "verification.no_phone"],
  ["a mobile number in a country that is not open", { textCountries: ["FR"] }, "verification.sms_country_closed", null],
  ["a mobile number and no gateway", { textCountries: null }, "verification.no_sms_gateway", null],
])("a person with %s", (_what, who, sms_code, call_back) => {
  expect(reasons({}, { ...person, ...who })).toEqual({ email_code: null, sms_code, call_back });
});
