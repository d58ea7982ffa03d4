import { describe, expect, test } from "vitest";
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
  history?: [string, Partial<{ since: Date; contactSince: Date; isShared: boolean }>][];
};

function circumstances({ contact, ticket, history = [] }: Change): Circumstances {
  const long = { since: days(400), contactSince: days(400), isShared: false };
  return {
    now,
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

const day = 24;
test.each<[what: string, since: Date, contactSince: Date, contact: Change["contact"], reason: ReasonCode | null]>([
  ["came while we knew the contact, a minute less than 14 days ago", ago(14 * day - 1 / 60), days(400), {}, changed],
  ["came exactly 14 days ago", days(14), days(400), {}, null],
  ["was there at the first reading, an edit of the record came after the ticket", days(30), days(30), { modifiedAt: now }, null],
  ["was there at the first reading, which this ticket caused", now, now, {}, null],
  ["was there at the first reading, the record was edited after the ticket", now, now, { modifiedAt: now }, "verification.contact_too_new"],
  ["was there at the first reading, the record is a day old", days(1), days(1), { createdAt: days(1) }, "verification.contact_too_new"],
  ["was there at the first reading 14 days ago, and Autotask does not say how old it is", days(14), days(14), { createdAt: null }, null],
  ["was there at the first reading 13 days ago, of unknown age", days(13), days(13), { createdAt: null }, "verification.contact_too_new"],
])("a number that %s", (_what, since, contactSince, contact, reason) => {
  expect(reasons({ history: [[mobile.address, { since, contactSince }]], contact }).call_back).toBe(reason);
});

test("a number that settled only after an old ticket was opened is not used for it", () => {
  expect(reasons({ history: [[mobile.address, { since: days(20) }]], ticket: { createdAt: days(30) } }).call_back).toBe(changed);
});

test("a contact whom we never remembered is judged by the dates of the record", () => {
  const known = (contact: Change["contact"]): Circumstances => ({ ...circumstances({ contact }), history: new Map() });
  expect(reasons({}, person, known({})).call_back).toBeNull();
  expect(reasons({}, person, known({ modifiedAt: now })).call_back).toBe("verification.contact_too_new");
  expect(reasons({}, person, known({ createdAt: ago(5) })).email_code).toBe("verification.contact_too_new");
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
