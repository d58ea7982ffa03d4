import { expect, test } from "vitest";
import { failureSentence } from "@/components/connection/failure-words.ts";
import { incidentKinds } from "../../connection/health-schema.ts";
import { alertKinds } from "../schema.ts";
import { type AlertSource, composeAlert } from "./compose-alert.ts";
import { composeAlertMail } from "./compose-alert-mail.ts";
import { composeChannelGoneMail } from "./compose-channel-gone-mail.ts";
import { composeSlackMessage, composeTeamsMessage } from "./compose-chat-message.ts";
import { whatHappened } from "./incident-words.ts";

const hostile = `<!channel> <https://evil.example|Sign in> *bold* [Sign in](https://evil.example) :x: <img src=x>\r\nBcc: a@evil.example\u202Eevil`;

const source = (
  changes: Partial<NonNullable<AlertSource["incident"]>> = {},
  kind: AlertSource["kind"] = "needs_attention",
): AlertSource => ({
  kind,
  organization: { name: "Nordlicht Systemhaus", slug: "nordlicht", timeZone: "Europe/Berlin" },
  appUrl: new URL("https://verify.example.com"),
  at: new Date("2026-11-24T15:00:00Z"),
  incident: {
    connectionId: "0197",
    connectionName: "Nordlicht GmbH",
    kind: "webhook",
    code: "connection.webhook_inactive",
    openedAt: new Date("2026-11-24T14:24:00Z"),
    closedAt: null,
    ...changes,
  },
});
const hostileAlert = composeAlert({
  ...source({ connectionName: hostile }),
  organization: { name: hostile, slug: "nordlicht", timeZone: "UTC" },
});

test("an alert says what happened, since when, what it means, what to do, and where", () => {
  const { text, html, subject } = composeAlertMail(composeAlert(source()));
  expect(subject).toBe("Nordlicht GmbH: tickets do not reach us");
  for (const part of [
    "Our webhook is switched off in Autotask.",
    "Since: 24 November 2026 at 15:24 (Europe/Berlin)",
    "New tickets do not reach us, so their requesters are not asked.",
    "choose Repair",
    "https://verify.example.com/nordlicht/connections/0197",
  ])
    expect(text).toContain(part);
  expect(html).toContain("24 November 2026 at 15:24 (Europe/Berlin)");
});

test("every kind of alert has words for every kind of trouble, open and over", () => {
  for (const kind of alertKinds) {
    for (const trouble of incidentKinds) {
      for (const closedAt of [null, new Date("2026-11-24T14:40:00Z")]) {
        const { title, paragraphs } = composeAlert(source({ kind: trouble, code: "connection.unheard_of", closedAt }, kind));
        expect(title).toMatch(/\w/);
        expect(paragraphs.join(" "), `${kind} ${trouble}`).toMatch(/^[A-Z].+\.$/);
        expect(`${title} ${paragraphs}`).not.toMatch(/undefined|please|successful|oops|!/i);
      }
    }
  }
});

test("the end of a trouble says from when to when", () => {
  const { facts } = composeAlert(source({ closedAt: new Date("2026-11-24T14:40:00Z") }, "repaired"));
  expect(facts.map(([term]) => term)).toEqual(["Connection", "From", "Until"]);
});

test("a code with words of its own is told as the screens tell it, not as its kind", () => {
  expect(whatHappened("webhook", "connection.webhook_missing")).not.toBe(whatHappened("webhook", "connection.unheard_of"));
  expect(failureSentence({ code: "connection.webhook_missing", params: {} })).toContain("not in Autotask any more");
});

test("an alert of a gap says how many tickets did not reach us, once they were found", () => {
  const saying = (params: Record<string, string>) => whatHappened("gap", "connection.tickets_missed", params);
  expect(saying({ count: "1" })).toBe("1 ticket did not reach us when created.");
  expect(saying({ count: "12" })).toBe("12 tickets did not reach us when created.");
  expect(saying({})).toBe("For a while tickets may not have reached us.");
});

test("in a mail a hostile name adds no markup, no header and no turned reading order", () => {
  for (const mail of [
    composeAlertMail(hostileAlert),
    composeChannelGoneMail({ organizationName: hostile, kind: "slack", name: hostile, url: "https://verify.example.com" }),
  ]) {
    expect(mail.html).not.toContain("<img");
    expect(mail.html).not.toContain("<!channel");
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.text.split("\n").filter((line) => line.startsWith("Bcc:"))).toEqual([]);
    for (const part of [mail.subject, mail.text, mail.html]) expect(part).not.toContain("\u202e");
  }
});

test("in Slack a hostile name is no mention, no link and no emoji", () => {
  const { text, blocks } = composeSlackMessage(hostileAlert);
  expect(text).not.toMatch(/[<>]/);
  const texts = blocks.flatMap((block) => ("elements" in block ? (block.elements ?? []) : [block.text]));
  expect(texts.length).toBeGreaterThan(4);
  for (const each of texts) {
    if (each?.type === "mrkdwn") expect(each.text).toMatch(/^<https:\/\/verify\.example\.com\/[^<>|]+\|Open the connection's page>$/);
    else expect(each).toMatchObject({ type: "plain_text", emoji: false, text: expect.not.stringMatching(/[<>]/) });
  }
});

test("in Slack a title is cut to what a header takes, never inside an entity", () => {
  const { blocks } = composeSlackMessage({ ...hostileAlert, title: "&".repeat(200) });
  const [header] = blocks;
  expect(header && "text" in header ? header.text?.text : "").toMatch(/^(&amp;)+…$/);
  expect(header && "text" in header ? header.text?.text.length : 0).toBeLessThanOrEqual(150);
});

test("in Teams foreign text stands only where no markdown is read, and the only link is ours", () => {
  const message = composeTeamsMessage(hostileAlert);
  const [attachment] = message.attachments;
  expect(attachment?.contentType).toBe("application/vnd.microsoft.card.adaptive");
  expect(attachment?.content.body.every(({ type }) => type === "RichTextBlock")).toBe(true);
  expect(JSON.stringify(message)).not.toMatch(/"type":"(TextBlock|FactSet)"/);
  expect(attachment?.content.actions).toEqual([
    { type: "Action.OpenUrl", title: "Open the connection's page", url: "https://verify.example.com/nordlicht/connections/0197" },
  ]);
});
