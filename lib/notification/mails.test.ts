import { expect, test } from "vitest";
import { languages } from "../words/schema.ts";
import { wordsOf } from "../words/words.ts";
import { composeApprovalMail } from "./compose-approval-mail.ts";
import { composeApproverMail } from "./compose-approver-mail.ts";
import { composeAuthenticatorMail } from "./compose-authenticator-mail.ts";
import { composeCallWaits } from "./compose-call-waits.ts";
import { composeCodeMail } from "./compose-code-mail.ts";
import { composeDeniedMail } from "./compose-denied-mail.ts";
import { composeInvitationMail } from "./compose-invitation-mail.ts";
import { composeLinkMail } from "./compose-link-mail.ts";
import { composeNumberMail } from "./compose-number-mail.ts";
import { oneLine } from "./html.ts";
import { composeCodeText, composeLinkText } from "./sms/compose-text.ts";

const hostile = `<img src=x onerror=alert(1)>\r\nBcc: a@evil.example\u202Eevil`;
const mail = {
  language: "en" as const,
  code: "048201",
  codeExpiresAt: new Date("2026-11-24T14:24:00Z"),
  link: "https://verify.example.com/v/token",
  organizationName: "Nordlicht Systemhaus",
  companyName: "Hofmann & Söhne",
  timeZone: "Europe/Berlin",
  requesterName: "Zoë Škvorecká",
  technicianName: "Tomasz Wręczycki",
  ticketNumber: "T20261124.0147",
  phrase: null,
};

const hostileNames = {
  organizationName: hostile,
  companyName: hostile,
  requesterName: hostile,
  technicianName: hostile,
  ticketNumber: hostile,
  approverName: hostile,
};

test("text and HTML carry the same code, link and end of time, in the organization's time zone", () => {
  const { text, html } = composeCodeMail(mail);
  for (const part of ["048 201", mail.link, "15:24"]) {
    expect(text).toContain(part);
    expect(html).toContain(part);
  }
});

test.each(languages)(
  "the mails in %s say which language they are and whose IT provider writes, and carry code, link and time",
  (language) => {
    const code = composeCodeMail({ ...mail, language });
    const link = composeLinkMail({ ...mail, language, how: "totp" });
    const number = composeNumberMail({ ...mail, language, approverName: "Siobhán" });
    const approval = composeApprovalMail({ ...mail, language, approverName: "Siobhán", strengthAsked: "good" });
    for (const each of [code, link, number, approval]) {
      expect(each.html).toContain(`<html lang="${language}">`);
      for (const part of [each.text, each.html]) expect(part).toContain(mail.link);
      for (const name of ["Nordlicht Systemhaus", mail.ticketNumber]) expect(`${each.subject}${each.text}`).toContain(name);
    }
    for (const part of [code.text, code.html]) for (const shown of ["048 201", "15:24"]) expect(part).toContain(shown);
    for (const part of [number, approval]) expect(part.text).toContain("Siobhán");
    const role = wordsOf(language).requester.roleLineOf("Hofmann & Söhne");
    for (const each of [code, link, number, approval]) {
      expect(each.text.endsWith(`Nordlicht Systemhaus\n${role}`)).toBe(true);
      expect(each.html).toContain(role.replace("&", "&amp;"));
    }
  },
);

test.each(languages)("the text messages in %s carry the code once more for the phone, and the link", (language) => {
  const named = { ...mail, language };
  const text = composeCodeText(named);
  expect(text.startsWith("048201 ")).toBe(true);
  expect(text.endsWith("\n@verify.example.com #048201")).toBe(true);
  expect(text).toContain("15:24");
  expect(composeLinkText(named).endsWith(mail.link)).toBe(true);
});

test.each(languages)(
  "in %s a code may be told to nobody, or where a technician is on the phone only to who says the phrase",
  (language) => {
    const phrase = "rattle onion spoke ledge";
    const { mails } = wordsOf(language);
    const sent = (said: string | null) => {
      const named = { ...mail, language, phrase: said };
      const { code, link } = { code: composeCodeMail(named), link: composeLinkMail({ ...named, how: "totp" }) };
      return { text: composeCodeText(named), mails: [code.text, code.html, link.text, link.html] };
    };
    const [alone, onThePhone] = [sent(null), sent(phrase)];
    expect(alone.text).toContain(mails.texts.never);
    expect(onThePhone.text).toContain(mails.texts.only(phrase));
    expect(onThePhone.text).not.toContain(mails.texts.never);
    for (const part of alone.mails) expect(part).not.toContain(phrase);
    for (const part of onThePhone.mails) {
      expect(part).toContain(mails.code.only("Nordlicht Systemhaus", phrase));
      for (const never of [mails.code.never, mails.confirmation.never]) expect(part).not.toContain(never);
    }
    // What nobody can say keeps its warning.
    const passkey = composeLinkMail({ ...mail, language, phrase, how: "passkey" });
    expect(passkey.text).toContain(mails.confirmation.never);
    expect(passkey.text).not.toContain(phrase);
  },
);

test("the mail with the link alone says with what to confirm, and holds no digits that could be a code", () => {
  const { text, html, subject } = composeLinkMail({ ...mail, ticketNumber: "T1", how: "passkey" });
  for (const part of [text, html]) {
    expect(part).toContain(mail.link);
    expect(part).toContain("Confirm it with your passkey on this page");
  }
  expect(`${subject}${text}`).not.toMatch(/\d{3} ?\d{3}/);
});

test.each([
  ["added", "An authenticator app was added"],
  ["removed", "An authenticator app was removed"],
] as const)("an authenticator that was %s is told with the time and whom to call, and without a link to press", (change, told) => {
  const at = mail.codeExpiresAt;
  const { text, html } = composeAuthenticatorMail({
    ...{ language: "en", change, what: "totp", at, timeZone: mail.timeZone, organizationName: mail.organizationName, personName: "Zoë" },
  });
  for (const part of [text, html]) {
    expect(part).toContain(told);
    expect(part).toContain("24 November 2026 at 15:24");
    expect(part).toContain("Call Nordlicht Systemhaus at once, on a number you know.");
    expect(part).not.toMatch(/https?:|href/);
  }
});

const approval = { ...mail, approverName: "Ada Brandt", strengthAsked: "good" as const, link: "https://verify.example.com/a/token" };

test("an approver is asked with who, which ticket and how much depends on it, is sent to the requester for the number, and can say no", () => {
  const { subject, text, html } = composeApprovalMail(approval);
  expect(subject).toBe("Nordlicht Systemhaus: is ticket T20261124.0147 of Zoë Škvorecká right?");
  for (const part of [text, html]) {
    for (const word of [
      "Ada Brandt",
      "Zoë Škvorecká",
      "Tomasz Wręczycki",
      approval.link,
      "can open an account",
      "number of two digits",
      "This is not right",
    ]) {
      expect(part).toContain(word);
    }
    // The number is what the requester has to tell.
    expect(part.replaceAll(/T20261124\.0147|https?:\S+|#[0-9a-f]{6}|\d+px|font-weight:\d+/g, "")).not.toMatch(/\b\d{2}\b/);
  }
});

test("the requester is told whom to call, where the number stands, and what to do if it was not them", () => {
  const { subject, text, html } = composeNumberMail(approval);
  expect(subject).toBe("Nordlicht Systemhaus: call Ada Brandt about ticket T20261124.0147");
  for (const part of [text, html]) {
    for (const word of ["Ada Brandt of your company is asked", approval.link, "Tell it to nobody else", "This was not me"])
      expect(part).toContain(word);
  }
});

test.each([
  ["added", "has put you down as somebody whose word counts for requests of people at Kanzlei"],
  ["removed", "does not ask you about requests of people at Kanzlei any more"],
] as const)("an approver who was %s is told so, whom to call, and has nothing to press", (change, told) => {
  const { text, html } = composeApproverMail({
    ...{ language: "en", change, companyName: "Kanzlei", personName: "Ada" },
    organizationName: mail.organizationName,
  });
  for (const part of [text, html]) {
    expect(part).toContain(told);
    expect(part).toContain("Call Nordlicht Systemhaus on a number you know.");
    expect(part).not.toMatch(/https?:|href/);
  }
});

test("who can call is told where the number is shown, and not the number", () => {
  const { mail: told } = composeCallWaits({ ...mail, url: mail.link });
  expect(told.text).toContain(mail.link);
  expect(`${told.subject}${told.text}`).not.toMatch(/\+\d|\d{6}(?!\d*\.)/);
});

test("a mail about somebody whose company nobody knows names the organization alone", () => {
  const { text, html } = composeCodeMail({ ...mail, companyName: null });
  expect(text.endsWith("\n\nNordlicht Systemhaus")).toBe(true);
  expect(html).not.toContain("IT provider");
});

test("the subject carries no code, since subjects show on locked screens", () => {
  expect(composeCodeMail(mail).subject).not.toMatch(/048/);
});

test.each([
  ["code", composeCodeMail({ ...mail, ...hostileNames })],
  ["link", composeLinkMail({ ...hostileNames, language: "en", link: mail.link, how: "passkey", phrase: null })],
  [
    "change of an authenticator",
    composeAuthenticatorMail({
      ...{
        language: "en",
        organizationName: hostile,
        personName: hostile,
        change: "added",
        what: "passkey",
        at: mail.codeExpiresAt,
        timeZone: "UTC",
      },
    }),
  ],
  ["question to an approver", composeApprovalMail({ ...approval, ...hostileNames })],
  ["number for an approver", composeNumberMail({ ...approval, ...hostileNames })],
  [
    "choice of an approver",
    composeApproverMail({ ...{ language: "en", change: "added", companyName: hostile, personName: hostile }, organizationName: hostile }),
  ],
  ["call that waits", composeCallWaits({ ...hostileNames, url: mail.link }).mail],
  [
    "denial",
    composeDeniedMail({
      organizationName: hostile,
      requesterName: hostile,
      ticketNumber: hostile,
      receipt: "CS-1111-1111",
      url: mail.link,
    }),
  ],
  [
    "invitation",
    composeInvitationMail({
      organizationName: hostile,
      invitedByName: hostile,
      role: "auditor",
      link: mail.link,
      expiresAt: mail.codeExpiresAt,
      timeZone: "UTC",
    }),
  ],
])("foreign text adds no markup, no header and no turned reading order to the mail of a %s", (_kind, { subject, text, html }) => {
  expect(html).not.toContain("<img");
  for (const part of [subject, text, html]) expect(part).not.toContain("\u202e");
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text.split("\n").filter((line) => line.startsWith("Bcc:"))).toEqual([]);
});

test("a long line is cut where it can be seen", () => {
  expect(oneLine("x".repeat(500))).toHaveLength(120);
  expect(oneLine("x".repeat(500)).endsWith("…")).toBe(true);
});
