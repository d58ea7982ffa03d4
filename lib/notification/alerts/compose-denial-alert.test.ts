import { expect, test } from "vitest";
import { composeAlertMail } from "./compose-alert-mail.ts";
import { composeSlackMessage, composeTeamsMessage } from "./compose-chat-message.ts";
import { composeDenialAlert, type DenialSource } from "./compose-denial-alert.ts";

const kinds = ["denied", "wrong_phrase", "late_phrase", "frozen"] as const;
const hostile = `<!channel> <https://evil.example|Sign in> *bold* [Sign in](https://evil.example) <img src=x>\r\nBcc: a@evil.example\u202Eevil`;

const source = (kind: DenialSource["kind"], changes: Partial<DenialSource["verification"]> = {}): DenialSource => ({
  kind,
  organization: { name: "Nordlicht Systemhaus", slug: "nordlicht" },
  appUrl: new URL("https://verify.example.com"),
  verification: {
    ...{ id: "0197", receipt: "CS-7F3K-29QD", reason: null, requesterName: "Zoë Škvorecká", companyName: "Kanzlei" },
    ticket: { number: "T20261124.0147", technicianName: null },
    ...changes,
  },
});

test.each(kinds)("what an alert of %s says: who, which company, which ticket, that nobody has it, what to do, and where", (kind) => {
  const { subject, text, html } = composeAlertMail(composeDenialAlert(source(kind)));
  for (const part of [text, html]) {
    for (const word of ["Zoë Škvorecká", "Kanzlei", "T20261124.0147", "Nobody has taken the ticket", "on a number that you knew before"]) {
      expect(part).toContain(word);
    }
    expect(part).toContain("https://verify.example.com/nordlicht/verifications/0197");
    expect(part).not.toMatch(/undefined|null|please|successful|oops/i);
  }
  expect(subject).toMatch(/T20261124\.0147|Zoë/);
});

test("whoever denied it is named: the requester, the approver, the lead who froze, or the signals", () => {
  const [said] = composeDenialAlert(source("denied")).paragraphs;
  const [approver, , call] = composeDenialAlert(source("denied", { reason: "verification.approver_denied" })).paragraphs;
  expect(said).toBe("Zoë Škvorecká of Kanzlei said “This was not me”.");
  expect(approver).toBe("The approver of Kanzlei said that this request of Zoë Škvorecká is not right.");
  expect(call).toContain("call the approver");
  const frozen = (frozenByName: string | null) => composeDenialAlert({ ...source("frozen"), frozenByName }).paragraphs[0];
  expect(frozen("Inés Bağcı")).toBe("Inés Bağcı froze Zoë Škvorecká of Kanzlei.");
  expect(frozen(null)).toBe("Two denials, or a denial and a failure, froze Zoë Škvorecká of Kanzlei.");
});

test.each(kinds)("an alert of %s about somebody without a name and a company has whole sentences", (kind) => {
  const { title, paragraphs, facts } = composeDenialAlert(source(kind, { requesterName: null, companyName: null }));
  expect(`${title} ${paragraphs.join(" ")}`).not.toMatch(/undefined|null|of {2}| of[ .]*$/);
  for (const paragraph of paragraphs) expect(paragraph).toMatch(/^[A-Z].+\.$/);
  expect(facts.map(([term]) => term)).toEqual(["Ticket", "Technician", "Receipt"]);
});

test.each(kinds)("a hostile name in an alert of %s is no markup, no header, no mention and no link", (kind) => {
  const alert = composeDenialAlert({
    ...source(kind, { requesterName: hostile, companyName: hostile, ticket: { number: hostile, technicianName: hostile } }),
    ...{ organization: { name: hostile, slug: "nordlicht" }, frozenByName: hostile },
  });
  const mail = composeAlertMail(alert);
  expect(mail.html).not.toContain("<img");
  expect(mail.subject).not.toMatch(/[\r\n]/);
  expect(mail.text.split("\n").filter((line) => line.startsWith("Bcc:"))).toEqual([]);
  const slack = composeSlackMessage(alert);
  expect(slack.text).not.toMatch(/[<>]/);
  for (const each of slack.blocks.flatMap((block) => ("elements" in block ? (block.elements ?? []) : [block.text]))) {
    if (each?.type === "mrkdwn") expect(each.text).toBe("<https://verify.example.com/nordlicht/verifications/0197|Open the verification>");
    else expect(each).toMatchObject({ type: "plain_text", text: expect.not.stringMatching(/[<>]/) });
  }
  const teams = JSON.stringify(composeTeamsMessage(alert));
  expect(teams).not.toMatch(/"type":"(TextBlock|FactSet)"/);
  for (const part of [mail.subject, mail.text, mail.html, JSON.stringify(slack), teams]) expect(part).not.toContain("\u202e");
});
