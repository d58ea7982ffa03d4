import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { SmsGateway } from "../notification/schema.ts";
import { saveGateway } from "../notification/sms/save-gateway.ts";
import { sendText } from "../notification/sms/send-text.ts";
import { makeMember } from "../organization/testing.ts";
import { inTransaction } from "../platform/db/database.ts";
import { parsePhoneNumber } from "../platform/phone-number.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../testing/factories.ts";
import { lookAtContacts } from "../testing/looking.ts";
import { type StubHttp, type StubRequest, startStubHttp } from "../testing/stub-http.ts";
import { jobRun, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { answerCode } from "./answer-code.ts";
import { handleSendChallenge } from "./send-challenge.handler.ts";
import { startVerification } from "./start-verification.ts";
import type { Strength } from "./strength.ts";
import { switchMethod } from "./switch-method.ts";

// A code by text message, through a gateway that proves who asks, as a real one does.

const account = "AC00000000000000000000000000000001";
const token = "the auth token of the gateway";
const signingKey = Buffer.from("a key of 32 bytes for signatures");
const signingSecret = `whsec_${signingKey.toString("base64")}`;

let deps: TestDeps;
let gateway: StubHttp;
let texts: { to: string; from: string; text: string; id: string | undefined }[] = [];
let answer: { status: number; body?: string; headers?: Record<string, string> } | null = null;

beforeAll(async () => {
  deps = await testDeps();
  gateway = await startStubHttp((request, response) => {
    const text = isProven(request) && read(request);
    if (!text) return response.writeHead(401).end('{"code":20003}');
    if (answer) return response.writeHead(answer.status, answer.headers).end(answer.body);
    texts.push(text);
    response.writeHead(201).end('{"sid":"SM1"}');
  });
});
afterAll(async () => {
  await gateway.close();
  await deps.close();
});
beforeEach(() => {
  texts = [];
  answer = null;
  deps.mails.length = 0;
});
afterEach(() => deps.setNow(new Date()));

function isProven({ url, headers, bodyText }: StubRequest): boolean {
  if (url === `/2010-04-01/Accounts/${account}/Messages.json`) {
    return headers.authorization === `Basic ${Buffer.from(`${account}:${token}`).toString("base64")}`;
  }
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${bodyText}`;
  const age = Math.abs(Date.now() / 1_000 - Number(headers["webhook-timestamp"]));
  return headers["webhook-signature"] === `v1,${createHmac("sha256", signingKey).update(signed).digest("base64")}` && age < 300;
}

function read({ url, headers, bodyText }: StubRequest) {
  if (url.startsWith("/2010")) {
    const form = new URLSearchParams(bodyText);
    return { to: form.get("To") ?? "", from: form.get("From") ?? "", text: form.get("Body") ?? "", id: undefined };
  }
  const { data } = JSON.parse(bodyText) as { data: { to: string; from: string; text: string } };
  return { ...data, id: headers["webhook-id"] };
}

const twilio = (): SmsGateway => ({
  ...{ kind: "twilio", url: `http://${gateway.host}/2010-04-01`, account, secret: token },
  ...{ sender: "+4940555010", countries: ["DE", "SE"], hourlyBudget: 60 },
});
const signed = (): SmsGateway => ({ ...twilio(), kind: "signed", url: `http://${gateway.host}/sms`, account: "", secret: signingSecret });

type Made = { settings?: SmsGateway; mobile?: string; strengthAsked?: Strength; email?: string | null };

/** A verification of a person with a mobile number, in an organization whose gateway is set. */
async function asked({ settings = twilio(), mobile = "+49 171 2345678", strengthAsked = "fair", email = aRequester.email }: Made = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  const actor = await makeMember(deps.db, { organizationId, role: "admin" });
  await saveGateway(deps, { organizationId, actor, gateway: settings });
  const { connection } = await makeConnection(deps, { organizationId });
  const start = async () => {
    const ticket = await makeTicket(deps.db, { organizationId, connectionId: connection.id });
    const phones = [parsePhoneNumber(mobile, null)].flatMap((phone) => phone ?? []);
    return inTransaction(deps.db, (tx) =>
      startVerification(tx, deps.secrets, {
        ...{ organizationId, connectionId: connection.id, ticketId: ticket.id, run: "auto", strengthAsked, companyName: null },
        ...{ actor: { kind: "system" }, now: deps.now(), requester: { ...aRequester, phones, email } },
      }),
    );
  };
  return { organizationId, actor, start, verificationId: await start() };
}

const challengeOf = (verificationId: string, method: string) => deps.db.challenge.findFirstOrThrow({ where: { verificationId, method } });
const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const settingOf = (organizationId: string) => deps.db.phoneSetting.findUniqueOrThrow({ where: { organizationId } });

async function send(verificationId: string, method = "sms_code") {
  await handleSendChallenge(deps, jobRun(deps, { challengeId: (await challengeOf(verificationId, method)).id }));
}

test.each([
  ["Twilio's API with its account and token", twilio],
  ["a signed POST", signed],
])("a code goes out by %s, link and code apart, and passes at fair", async (_what, settings) => {
  const { verificationId, organizationId } = await asked({ settings: settings() });
  await send(verificationId);

  expect(texts.map(({ to, from }) => [to, from])).toEqual(Array(2).fill(["+491712345678", "+4940555010"]));
  const [link, code] = texts.map(({ text }) => text);
  expect(link).toMatch(
    /^Nordlicht Systemhaus asks you to confirm ticket T20261124\.0147\. .* https:\/\/verify\.example\.com\/v\/[\w-]{43}$/,
  );
  expect(code).toMatch(
    /^\d{6} is your code for ticket T20261124\.0147 at Nordlicht Systemhaus, good until \d\d:\d\d\. .*\n\n@verify\.example\.com #\d{6}$/s,
  );
  expect(code).not.toContain("/v/");
  expect(`${link}${code}`).not.toContain("MFA on a new phone");

  const [, secret = ""] = /\/v\/([\w-]+)/.exec(link ?? "") ?? [];
  expect(await answerCode(deps, { token: secret, code: (code ?? "").slice(0, 6) })).toMatchObject({ result: "passed" });
  await lookAtContacts(deps);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "passed", strength: "fair", method: "sms_code" });
  expect(await challengeOf(verificationId, "sms_code")).toMatchObject({ channel: "phone", destinationMasked: "+49 ··· ··78" });
  expect(await settingOf(organizationId)).toMatchObject({ lastErrorCode: null, lastSentAt: expect.any(Date) });
});

test("a company's people get their text messages in its language, from the organization by its name", async () => {
  const { verificationId } = await asked();
  const { organizationId, connectionId, companyId } = await verificationOf(verificationId);
  const data = { organizationId, connectionId, companyId: companyId ?? 0n, companyName: "Kanzlei", savedAt: deps.now() };
  await deps.db.companyAppearance.create({ data: { ...data, displayName: "Weitershausen", language: "nl" } });
  await send(verificationId);
  const [link, code] = texts.map(({ text }) => text);
  expect(link).toContain("Nordlicht Systemhaus vraagt u");
  expect(code).toMatch(/^\d{6} is uw code/);
});

test("who has the page open already gets the code only", async () => {
  const { verificationId } = await asked();
  await deps.db.verification.update({ where: { id: verificationId }, data: { openedAt: deps.now() } });
  await send(verificationId);
  expect(texts.map(({ text }) => text)).toEqual([expect.stringContaining("is your code")]);
});

test("a message that the gateway has taken is not sent again after a crash, and the code stays the same", async () => {
  const { verificationId } = await asked({ settings: signed() });
  answer = { status: 503 };
  await expect(send(verificationId)).rejects.toMatchObject({ code: "notification.gateway_unavailable", retry: { when: "backoff" } });
  answer = null;
  await send(verificationId);
  const { id } = await challengeOf(verificationId, "sms_code");
  expect(texts.map((text) => text.id)).toEqual([`${id}.link`, `${id}.1`]);

  // As if the worker had died before it noted that it was sent.
  const { codeMac } = await challengeOf(verificationId, "sms_code");
  const digits = texts[1]?.text.slice(0, 6) ?? "";
  const sealed = deps.secrets.seal(digits, { table: "challenges", column: "code", rowId: id });
  await deps.db.challenge.update({ where: { id }, data: { state: "sending", codeSealed: sealed } });
  await send(verificationId);
  expect(texts).toHaveLength(2);
  expect(await challengeOf(verificationId, "sms_code")).toMatchObject({ state: "sent", codeMac });
});

test.each<[string, () => SmsGateway]>([
  ["another token", () => ({ ...twilio(), secret: "another token" })],
  ["another signing key", () => ({ ...signed(), secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}` })],
])("with %s nothing is sent: the person is asked another way, and the settings say so", async (_what, settings) => {
  const { verificationId, organizationId } = await asked({ settings: settings() });
  await send(verificationId);

  expect(texts).toEqual([]);
  expect(await challengeOf(verificationId, "sms_code")).toMatchObject({
    ...{ state: "unusable", reason: "verification.sms_refused", destinationSealed: null, codeMac: null },
  });
  expect(await settingOf(organizationId)).toMatchObject({ lastErrorCode: "notification.gateway_auth_refused" });
  expect(await verificationOf(verificationId)).toMatchObject({ settledAt: null, method: "call_back" });
});

test("a number that the gateway refuses is no fault of the gateway", async () => {
  const { verificationId, organizationId } = await asked();
  answer = { status: 400, body: '{"code": 21614, "message": "not a mobile number"}' };
  await send(verificationId);
  expect(await challengeOf(verificationId, "sms_code")).toMatchObject({ state: "unusable", reason: "verification.sms_refused" });
  expect(await settingOf(organizationId)).toMatchObject({ lastErrorCode: null });
});

test("a gateway that is busy is asked again when it says", async () => {
  const { verificationId } = await asked();
  answer = { status: 429, headers: { "retry-after": "7" } };
  await expect(send(verificationId)).rejects.toMatchObject({ retry: { when: "after", delayMs: 7_000 } });
});

test("premium numbers and countries that are not open get no message, and are not even offered", async () => {
  for (const [mobile, reason] of [
    ["+48 512 345 678", "verification.sms_country_closed"],
    ["+49 900 1234567", "verification.no_mobile"],
    ["+44 56 1234 5678", "verification.no_mobile"],
  ] as const) {
    const { verificationId } = await asked({ mobile });
    expect(await challengeOf(verificationId, "sms_code")).toMatchObject({ state: "unusable", reason });
  }
});

test("a country that was closed after the start gets none either", async () => {
  const { verificationId, organizationId } = await asked();
  await deps.db.phoneSetting.update({ where: { organizationId }, data: { countries: ["SE"] } });
  await send(verificationId);
  expect(texts).toEqual([]);
  expect(await challengeOf(verificationId, "sms_code")).toMatchObject({ state: "unusable", reason: "verification.sms_refused" });
});

test("of many at once no more leave than the budget of the hour, and the next hour has its own", async () => {
  const { start, organizationId, verificationId } = await asked({ settings: { ...twilio(), hourlyBudget: 5 } });
  // More messages to one person than they may have, so that the budget is what stops them.
  await deps.db.verificationSetting.update({ where: { organizationId }, data: { limits: { messagesPerContact: 20 } } });
  const all = [verificationId, ...(await Promise.all([1, 2, 3, 4, 5, 6].map(start)))];
  await deps.db.verification.updateMany({ where: { organizationId }, data: { openedAt: deps.now() } });
  await Promise.all(all.map((id) => send(id)));

  expect(texts).toHaveLength(5);
  const refused = await deps.db.challenge.count({ where: { organizationId, reason: "verification.sms_budget_used" } });
  expect(refused).toBe(2);
  deps.setNow(new Date(Date.now() + 61 * 60_000));
  const later = await start();
  texts = [];
  await send(later);
  expect(texts).toHaveLength(2);
});

test("thirty at the same moment do not outrun the budget", async () => {
  const { organizationId } = await asked({ settings: { ...twilio(), hourlyBudget: 5 } });
  const sent = Array.from({ length: 30 }, (_, index) =>
    sendText(deps, { organizationId, id: `${organizationId}.${index}`, to: "+491712345678", text: "Hello" }),
  );
  const results = await Promise.allSettled(sent);
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
  expect(texts).toHaveLength(5);
});

test("three codes for one ticket in an hour, by whichever way they went", async () => {
  const { verificationId, organizationId, actor } = await asked({ strengthAsked: "weak" });
  await send(verificationId, "email_code");
  expect(deps.mails).toHaveLength(1);
  await deps.db.challenge.updateMany({ where: { verificationId, method: "email_code" }, data: { codeNumber: 2 } });
  const put = async (method: string) => {
    const { id: challengeId } = await challengeOf(verificationId, method);
    await inTransaction(deps.db, (tx) => switchMethod(tx, { organizationId, verificationId, challengeId, actor, now: deps.now() }));
  };
  await put("sms_code");
  await send(verificationId);
  expect(texts).toHaveLength(2);
  await expect(put("email_code")).rejects.toMatchObject({ code: "verification.no_codes_left" });
});

test("no mail address, and the gateway is gone before the message leaves: the person is called", async () => {
  const { verificationId, organizationId } = await asked({ email: null, strengthAsked: "weak" });
  await deps.db.phoneSetting.update({ where: { organizationId }, data: { gatewayKind: null } });
  await send(verificationId);
  expect(await verificationOf(verificationId)).toMatchObject({ state: "pending", method: "call_back", settledAt: null });
});
