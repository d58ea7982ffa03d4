import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { GET as getBack } from "@/app/v/[token]/external/back/route.ts";
import { GET as getGo, POST as postGo } from "@/app/v/[token]/external/route.ts";
import { handleSendAlert } from "@/lib/notification/alerts/send-alert.handler.ts";
import { inTransaction } from "@/lib/platform/db/database.ts";
import { keepLooking, lookAtContacts } from "@/lib/testing/looking.ts";
import { resendVerification } from "@/lib/verification/ask-new-code.ts";
import { cancelVerification } from "@/lib/verification/cancel-verification.ts";
import { deny } from "@/lib/verification/deny.ts";
import { addExternalProvider } from "@/lib/verification/external-provider/add-external-provider.ts";
import { changeExternalProvider, rotateExternalSecret } from "@/lib/verification/external-provider/change-external-provider.ts";
import { findRequesterCheck } from "@/lib/verification/external-provider/check-for-requester.ts";
import { checkRequestSchema } from "@/lib/verification/external-provider/wire-schema.ts";
import { findOpenPage } from "@/lib/verification/find-open-page.ts";
import { handleSendChallenge } from "@/lib/verification/send-challenge.handler.ts";
import { drawSpoken } from "@/lib/verification/spoken.ts";
import { startVerification } from "@/lib/verification/start-verification.ts";
import type { Strength } from "@/lib/verification/strength.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../../../../../lib/testing/factories.ts";
import { type AskedCheck, type StubProvider, startStubProvider } from "../../../../../lib/testing/stub-provider.ts";
import { jobRun, type TestDeps, testDeps } from "../../../../../lib/testing/test-deps.ts";
import { GET as getReturn } from "../return/route.ts";
import { POST } from "./route.ts";

const kept = globalThis as typeof globalThis & { countersignWebDeps?: TestDeps };
const origin = "https://verify.example.com";
const actor = { kind: "member", id: crypto.randomUUID(), name: "Mila Admin" } as const;
const home = "84.160.1.1";
const torExit = "185.220.101.1";

let deps: TestDeps;
let stub: StubProvider;
let other: StubProvider;
let providerId: string;
let otherId: string;
let place: { organizationId: string; connectionId: string };

let stopLooking: () => Promise<void>;
beforeAll(async () => {
  deps = await testDeps();
  stopLooking = keepLooking(deps);
  kept.countersignWebDeps = deps;
});
afterAll(async () => {
  kept.countersignWebDeps = undefined;
  await stopLooking();
  await deps.close();
});
beforeEach(async () => {
  const organization = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId: organization.id });
  place = { organizationId: organization.id, connectionId: connection.id };
  [stub, other] = await Promise.all([startStubProvider(), startStubProvider()]);
  ({ id: providerId } = await add(stub));
  const foreign = await makeOrganization(deps.db);
  ({ id: otherId } = await add(other, foreign.id));
});
afterEach(async () => {
  await Promise.all([stub.close(), other.close()]);
});

/** An external provider for everybody of an organization, whose results come to our door. */
async function add(at: StubProvider, organizationId = place.organizationId, strength: "weak" | "fair" | "good" = "good") {
  const provider = {
    name: "Proof & Co",
    createUrl: `${at.url}/checks`,
    pageHosts: [],
    strength,
    sendsName: true,
    sendsEmail: true,
    company: null,
  };
  const added = await addExternalProvider(deps, { organizationId, actor, provider });
  at.secrets = [added.secret];
  at.post = (url, init) => POST(new Request(url, init), { params: Promise.resolve({ providerId: url.split("/")[5] ?? "" }) });
  return added;
}

type Wanted = { strengthAsked?: Strength; withTechnician?: boolean };

async function start({ strengthAsked = "good" }: Wanted = {}) {
  const ticket = await makeTicket(deps.db, place);
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...{ ...place, ticketId: ticket.id, run: "auto", strengthAsked, actor: { kind: "system" }, now: deps.now() },
      ...{ requester: aRequester, companyName: "Kanzlei" },
    }),
  );
  const { id: challengeId } = await challengeOf(verificationId);
  return { verificationId, challengeId };
}

const send = (challengeId: string) => handleSendChallenge(deps, jobRun(deps, { challengeId }));

/** A verification whose check was asked for, and the token of the mail. */
async function asked(wanted?: Wanted) {
  const { verificationId, challengeId } = await start(wanted);
  await send(challengeId);
  const check = stub.checks.at(-1);
  if (!check) throw new Error("The provider was not asked.");
  return { verificationId, challengeId, check, token: /\/v\/([\w-]+)/.exec(deps.mails.at(-1)?.text ?? "")?.[1] ?? "" };
}

const challengeOf = (verificationId: string) =>
  deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "external_provider" } });
const rowOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const kindsOf = async (verificationId: string) =>
  (await deps.db.verificationEvent.findMany({ where: { verificationId }, orderBy: [{ at: "asc" }, { id: "asc" }] })).map(
    ({ kind }) => kind,
  );
const messages = () => deps.db.externalMessage.count({ where: { providerId } });

async function expectNothing(verificationId: string) {
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, strength: null });
  expect(await messages()).toBe(0);
  expect(await kindsOf(verificationId)).not.toContain("external_result");
}

/** A browser: where a GET leads, and the cookies that it gets. */
async function open(get: typeof getGo, url: string, params: Record<string, string>, cookie = "", signal?: AbortSignal) {
  const answer = await get(new Request(url, { headers: { cookie }, ...(signal && { signal }) }), { params: Promise.resolve(params) });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return { status: answer.status, location: answer.headers.get("location"), cookies, text: await answer.text() };
}
/** Leaves for the provider by the form on the page, from an address and with a browser. */
async function go(token: string, from: Record<string, string> = {}) {
  const headers = { origin, "user-agent": firefox, "accept-language": "de", ...from };
  const request = new Request(`${origin}/v/${token}/external`, { method: "POST", headers });
  const answer = await postGo(request, { params: Promise.resolve({ token }) });
  const text = await answer.text();
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  const out = cookies.filter((cookie) => cookie.includes("external-out"));
  return {
    status: answer.status,
    location: answer.headers.get("location") ?? /content="0;url=([^"]+)"/.exec(text)?.[1] ?? null,
    cookies: out,
  };
}
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0";
const goBack = (check: AskedCheck, cookie: string) => open(getReturn, check.returnUrl, { providerId }, cookie);
/** Where the page after that leads by itself. */
const look = (token: string, cookie: string, signal?: AbortSignal) =>
  open(getBack, `${origin}/v/${token}/external/back`, { token }, cookie, signal);

test("a provider is asked with a signed message that tells what an admin chose, and no more", async () => {
  const { check, verificationId, challengeId, token } = await asked();
  expect(stub.refused).toBe(0);
  expect(check).toEqual({
    messageId: expect.stringMatching(/^check_/),
    verificationId,
    reference: expect.stringMatching(/^[\w-]{43}$/),
    organizationName: "Nordlicht Systemhaus",
    requester: { name: aRequester.name, email: aRequester.email },
    language: "en",
    returnUrl: expect.stringMatching(/^https:\/\/verify\.example\.com\/api\/providers\/.+\/return\?check=.+&key=.+$/),
    callbackUrl: `${origin}/api/providers/${providerId}/results`,
    expiresAt: (await rowOf(verificationId)).expiresAt?.toISOString(),
  });
  expect(token).not.toBe("");
  expect(JSON.stringify(check)).not.toContain(token);
  // Neither the reference nor the page's address can be read in the database.
  const row = await deps.db.externalCheck.findFirstOrThrow({ where: { challengeId } });
  expect(Buffer.from(row.referenceHash).toString("latin1")).not.toContain(check.reference);
  expect(Buffer.from(row.urlSealed ?? []).toString("latin1")).not.toContain(stub.url);
});

test("name and address stay here where an admin chose so", async () => {
  await deps.db.externalProvider.update({ where: { id: providerId }, data: { sendsName: false, sendsEmail: false } });
  const { check } = await asked();
  expect(check.requester).toEqual({ name: null, email: null });
});

test("a signed pass counts for what the admin set, with the provider's receipt in the timeline", async () => {
  const { verificationId, check } = await asked();
  expect(await stub.send(check, { checked: { name: "Zoe Skvorecka", email: aRequester.email?.toUpperCase() ?? "" } })).toEqual({
    status: 200,
    body: { counted: true, why: null },
  });
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "good", method: "external_provider" });
  const event = await deps.db.verificationEvent.findFirstOrThrow({ where: { verificationId, kind: "external_result" } });
  expect(event.details).toEqual({
    by: "Proof & Co",
    result: "passed",
    how: "ID document and face",
    receipt: "PC-4711",
    otherPerson: false,
  });
  const entry = await deps.db.auditEntry.findFirstOrThrow({ where: { subjectId: verificationId, action: "verification.external_result" } });
  expect(entry).toMatchObject({ actorKind: "provider", actorName: "Proof & Co" });
});

test("its word is never worth more than the admin set, now or when it was asked", async () => {
  await deps.db.externalProvider.update({ where: { id: providerId }, data: { strength: "fair" } });
  await start({ strengthAsked: "good" });
  expect(stub.checks).toHaveLength(0);
  // Fair where fair is asked …
  const { verificationId, check } = await asked({ strengthAsked: "fair" });
  await deps.db.externalProvider.update({ where: { id: providerId }, data: { strength: "good" } });
  await stub.send(check);
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "fair" });
  // … and lowered while somebody is there: what it says now is not enough.
  const lowered = await asked({ strengthAsked: "good" });
  await changeExternalProvider(deps, { organizationId: place.organizationId, actor, providerId, change: { strength: "weak" } });
  await stub.send(lowered.check);
  expect(await rowOf(lowered.verificationId)).toMatchObject({ state: "not_possible" });
  await expect(deps.db.externalProvider.update({ where: { id: providerId }, data: { strength: "best" } })).rejects.toThrow();
});

test.each([
  ["failed", {}, "verification.external_failed"],
  ["passed, with another address", { checked: { email: "mallory@evil.example" } }, "verification.external_other_person"],
  ["passed, with another name", { checked: { name: "Mallory Evans" } }, "verification.external_other_person"],
])("a check that ended as %s proves nobody and ends the verification", async (said, more, reason) => {
  const { verificationId, check } = await asked();
  const result = said.startsWith("passed") ? "passed" : said;
  expect((await stub.send(check, { result, ...more })).body).toEqual({ counted: true, why: null });
  expect(await rowOf(verificationId)).toMatchObject({ state: "failed", reason, strength: null });
});

test("where the provider could not say, another way is asked, and without one it says why", async () => {
  const { verificationId, check } = await asked({ strengthAsked: "good" });
  await stub.send(check, { result: "inconclusive" });
  expect(await rowOf(verificationId)).toMatchObject({ state: "not_possible", reason: "verification.external_inconclusive" });

  const weak = await askedAlthoughWeak();
  await stub.send(weak.check, { result: "inconclusive" });
  expect(await rowOf(weak.verificationId)).toMatchObject({ settledAt: null, method: "email_code" });
  expect(await challengeOf(weak.verificationId)).toMatchObject({ state: "failed", reason: "verification.external_inconclusive" });
});

/** One that asks for little, where the person chose the provider although a code by e-mail is enough. */
async function askedAlthoughWeak() {
  const { verificationId, challengeId } = await start({ strengthAsked: "weak" });
  await deps.db.challenge.updateMany({ where: { verificationId, state: "waiting" }, data: { state: "offered" } });
  await deps.db.challenge.update({ where: { id: challengeId }, data: { state: "waiting" } });
  await send(challengeId);
  const check = stub.checks.at(-1);
  if (!check) throw new Error("The provider was not asked.");
  return { verificationId, check };
}

const secretOf = (bytes: string) => `whsec_${Buffer.alloc(32, bytes).toString("base64")}`;

test.each<[string, (check: AskedCheck) => Parameters<StubProvider["send"]>[2]]>([
  ["with a wrong secret", () => ({ secret: secretOf("wrong") })],
  ["with one byte changed after signing", () => ({ body: (signed) => signed.replace("passed", "Passed") })],
  ["with bytes that are no UTF-8", () => ({ body: (signed) => Buffer.concat([Buffer.from(signed), Buffer.from([0xff])]) })],
  ["signed six minutes ago", () => ({ at: new Date(Date.now() - 360_000) })],
  ["signed six minutes from now", () => ({ at: new Date(Date.now() + 360_000) })],
  ["without a signature", () => ({ headers: { "webhook-signature": "" } })],
  ["under another id than was signed", () => ({ headers: { "webhook-id": "msg_other" } })],
  ["under another time than was signed", () => ({ headers: { "webhook-timestamp": String(Math.floor(Date.now() / 1_000) - 9) } })],
  ["with a signature of another version", () => ({ headers: { "webhook-signature": "v2,AAAA" } })],
  ["at the door of another provider", () => ({ to: `${origin}/api/providers/${otherId}/results` })],
  ["at the door of no provider", () => ({ to: `${origin}/api/providers/${crypto.randomUUID()}/results` })],
])("a result %s is refused with 401, and nothing is stored", async (_how, sending) => {
  const { verificationId, check } = await asked();
  const answer = await stub.send(check, {}, sending(check));
  expect(answer).toMatchObject({ status: 401, body: { code: "verification.external_unauthentic" } });
  await expectNothing(verificationId);
  // The rightful one still counts.
  expect((await stub.send(check)).body).toEqual({ counted: true, why: null });
});

test("a provider that answers for another's reference is told 404, and the verification stays open", async () => {
  const { verificationId, check } = await asked();
  expect(await other.send(check, {}, { to: `${origin}/api/providers/${otherId}/results` })).toMatchObject({ status: 404 });
  expect(await stub.send(check, { reference: "x".repeat(43) })).toMatchObject({ status: 404 });
  await expectNothing(verificationId);
});

test("what is signed and no result is none: our own request sent back, and words that the contract does not have", async () => {
  const { verificationId, check } = await asked();
  const timestamp = new Date().toISOString();
  const data = { ...check, result: "passed", receipt: "PC-1", method: "mirror" };
  expect(await stub.send(check, {}, { message: { type: "verification.requested", timestamp, data } })).toMatchObject({ status: 422 });
  expect(await stub.send(check, { result: "great" })).toMatchObject({ status: 422, body: { errors: [{ field: "data.result" }] } });
  expect(await stub.send(check, { receipt: "" })).toMatchObject({ status: 422 });
  expect(await stub.send(check, {}, { message: "passed" })).toMatchObject({ status: 422 });
  await expectNothing(verificationId);
});

test("a body larger than any result is not read to its end", async () => {
  const { check } = await asked();
  expect(await stub.send(check, { receipt: "x".repeat(30_000) })).toMatchObject({ status: 413 });
});

test("the same message twenty times at once counts once", async () => {
  const { verificationId, check } = await asked();
  const answers = await Promise.all(Array.from({ length: 20 }, () => stub.send(check, {}, { id: "msg_same" })));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  expect(answers.filter(({ body }) => body.counted)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ body }) => body.why ?? []))).toEqual(new Set(["repeated"]));
  expect((await kindsOf(verificationId)).filter((kind) => kind === "external_result")).toHaveLength(1);
  expect(await messages()).toBe(1);
});

test("a service that takes its word back before the pass ends it as failed, and is told of", async () => {
  const { verificationId, check } = await asked();
  await stub.send(check);
  expect((await stub.send(check, { result: "failed", receipt: "PC-4712" })).body).toEqual({ counted: true, why: null });
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "failed", reason: "verification.external_failed", strength: null });
});

test("a second word for the same check changes no outcome, and stands in the timeline", async () => {
  const { verificationId, check } = await asked();
  await stub.send(check);
  await lookAtContacts(deps);
  expect((await stub.send(check, { result: "failed", receipt: "PC-4712" })).body).toEqual({ counted: false, why: "answered_before" });
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "good" });
  const event = await deps.db.verificationEvent.findFirstOrThrow({ where: { verificationId, kind: "external_ignored" } });
  expect(event.details).toMatchObject({ result: "failed", receipt: "PC-4712", why: "answered_before" });
});

test("a result that comes after the end, by cancelling or by time, changes nothing", async () => {
  const cancelled = await asked();
  await inTransaction(deps.db, (tx) => cancelVerification(tx, { ...place, ...cancelled, actor, now: deps.now() }));
  expect((await stub.send(cancelled.check)).body).toEqual({ counted: false, why: "over" });
  expect(await rowOf(cancelled.verificationId)).toMatchObject({ state: "cancelled", strength: null });

  const late = await asked();
  await deps.db.verification.update({ where: { id: late.verificationId }, data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect((await stub.send(late.check)).body).toEqual({ counted: false, why: "over" });
  expect(await rowOf(late.verificationId)).toMatchObject({ settledAt: null });
});

test("asked for once more, only the newest check counts", async () => {
  const { verificationId, challengeId, check } = await asked();
  await deps.db.challenge.update({ where: { id: challengeId }, data: { sentAt: new Date(Date.now() - 120_000) } });
  await inTransaction(deps.db, (tx) => resendVerification(tx, { ...place, verificationId, actor, now: deps.now() }));
  await send(challengeId);
  const newer = stub.checks.at(-1);
  expect(newer?.reference).not.toBe(check.reference);
  expect((await stub.send(check)).body).toEqual({ counted: false, why: "replaced" });
  expect((await stub.send(newer ?? check)).body).toEqual({ counted: true, why: null });
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed" });
});

test("a result before the technician's number was typed is to be sent again, and then counts", async () => {
  const { verificationId, check, token } = await asked();
  const spoken = drawSpoken(deps.secrets, { id: verificationId, withTechnician: true });
  await deps.db.verification.update({ where: { id: verificationId }, data: spoken });
  expect(await go(token)).toMatchObject({ location: `/v/${token}` });
  expect(await stub.send(check, {}, { id: "msg_early" })).toMatchObject({ status: 409, body: { code: "verification.number_first" } });
  await expectNothing(verificationId);
  await deps.db.verification.update({ where: { id: verificationId }, data: { numberMatchedAt: new Date() } });
  expect((await stub.send(check, {}, { id: "msg_early" })).body).toEqual({ counted: true, why: null });
});

test("one that is switched off is told to stop, and its word does not count", async () => {
  const { verificationId, check, token } = await asked();
  await changeExternalProvider(deps, { organizationId: place.organizationId, actor, providerId, change: { enabled: false } });
  expect(await stub.send(check)).toMatchObject({ status: 410, body: { code: "verification.external_off" } });
  expect(await go(token)).toMatchObject({ location: `/v/${token}` });
  await expectNothing(verificationId);
});

test("while a secret is exchanged both count, and the older one ends by itself", async () => {
  const before = stub.secrets[0] ?? "";
  const { secret } = await rotateExternalSecret(deps, { organizationId: place.organizationId, actor, providerId });
  expect(secret).not.toBe(before);
  // We sign with both: a provider that holds only the old one, or only the new one, takes it.
  stub.secrets = [before];
  const first = await asked();
  expect((await stub.send(first.check)).body.counted).toBe(true);
  stub.secrets = [secret];
  const second = await asked();
  expect((await stub.send(second.check, {}, { moreSecrets: [secretOf("of somebody")] })).body.counted).toBe(true);
  const third = await asked();
  await deps.db.externalProvider.update({ where: { id: providerId }, data: { previousSecretUntil: new Date(Date.now() - 1) } });
  expect((await stub.send(third.check, {}, { secret: before })).status).toBe(401);
  expect((await stub.send(third.check)).body.counted).toBe(true);
});

test.each<[string, StubProvider["answer"], string | null]>([
  ["a failure of its own", (_check, response) => response.writeHead(500).end("oops"), null],
  ["a page of a proxy", (_check, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>busy</html>"), null],
  ["too many", (_check, response) => response.writeHead(429).end(), null],
  ["no connection at all", (_check, response) => response.destroy(), null],
  ["a refusal", (_check, response) => response.writeHead(403).end("{}"), "verification.external_refused"],
  ["a redirect", (_check, response) => response.writeHead(302, { location: "/elsewhere" }).end(), "verification.external_refused"],
  [
    "a page elsewhere",
    (_check, response) => response.writeHead(200).end('{"url":"https://evil.example/x"}'),
    "verification.external_refused",
  ],
  [
    "a page that is no web page",
    (_check, response) => response.writeHead(200).end('{"url":"javascript:alert(1)"}'),
    "verification.external_refused",
  ],
  ["an answer without end", (_check, response) => response.writeHead(200).end("x".repeat(20_000)), "verification.external_refused"],
])("a provider that answers with %s has a clear end", async (_what, answer, refused) => {
  stub.answer = answer;
  const { verificationId, challengeId } = await start();
  if (refused === null) {
    // Asked again by the queue, with the same message, then given up.
    for (const _call of [1, 2, 3, 4, 5]) await expect(send(challengeId)).rejects.toMatchObject({ retry: { when: "backoff" } });
    expect(new Set(stub.checks.map(({ messageId, reference }) => `${messageId} ${reference}`)).size).toBe(1);
  }
  await send(challengeId);
  const reason = refused ?? "verification.external_away";
  expect(await challengeOf(verificationId)).toMatchObject({ state: "unusable", reason });
  expect(await rowOf(verificationId)).toMatchObject({ state: "not_possible", strength: null });
  expect(deps.mails.filter(({ id }) => id.startsWith(challengeId))).toEqual([]);
});

test("a page is opened only at a host that an admin named, also when it was named before", async () => {
  const { token } = await asked();
  expect((await go(token)).location).toMatch(`${stub.url}/checks/`);
  await deps.db.externalProvider.update({ where: { id: providerId }, data: { createUrl: "https://elsewhere.example/checks" } });
  expect(await findRequesterCheck(deps, token)).toMatchObject({ url: null });
  expect((await go(token)).location).toBe(`/v/${token}`);
});

test("a worker that dies after the answer does not ask twice", async () => {
  deps.failMail(new Error("killed"));
  const { challengeId } = await start();
  await expect(send(challengeId)).rejects.toThrow("killed");
  deps.failMail(null);
  await send(challengeId);
  expect(stub.checks).toHaveLength(1);
});

test("the browser that comes back sees the end; one that only has the link, or only the address, does not", async () => {
  const { verificationId, check, token } = await asked();
  const out = await go(token);
  expect(out).toMatchObject({ status: 200, location: expect.stringContaining(`${stub.url}/checks/`) });
  const [cookie = ""] = out.cookies;
  await stub.send(check);
  const returned = await goBack(check, cookie);
  expect(returned).toMatchObject({ status: 200, text: expect.stringContaining(`content="0;url=/v/${token}/external/back"`) });
  const [back = ""] = returned.cookies;
  const end = { status: 303, location: `/v/${token}/done`, cookies: [expect.stringContaining(`end=${verificationId}`)] };
  expect(await look(token, back)).toMatchObject(end);
  // Somebody else with the link went out as well, and does not know the key.
  const { searchParams } = new URL(check.returnUrl);
  const forged = { ...check, returnUrl: check.returnUrl.replace(searchParams.get("key") ?? "", "A".repeat(43)) };
  expect(await goBack(forged, cookie)).toMatchObject({ status: 200, cookies: [], text: expect.stringContaining("Go back to the page") });
  expect(await goBack(check, "")).toMatchObject({ status: 200, cookies: [], text: expect.stringContaining("Go back to the page") });
  // What was given on the way out is nothing on the way back.
  expect(await look(token, cookie.replace("-out=", "-back="))).toMatchObject({ location: `/v/${token}`, cookies: [] });
});

test("nothing in the address that a browser comes back with says how the check went", async () => {
  const { verificationId, check, token } = await asked();
  const [cookie = ""] = (await go(token)).cookies;
  const [back = ""] = (await goBack({ ...check, returnUrl: `${check.returnUrl}&result=passed` }, cookie)).cookies;
  // One that does not stay to be held.
  expect(await look(token, back, AbortSignal.abort())).toMatchObject({ location: `/v/${token}?said=external_waiting`, cookies: [] });
  await expectNothing(verificationId);
  // It looks again when the result is there.
  await stub.send(check, { result: "failed" });
  expect(await look(token, back)).toMatchObject({ location: `/v/${token}/done` });
});

test("a browser that is back before the result is held until it comes", async () => {
  const { check, token } = await asked();
  const [cookie = ""] = (await go(token)).cookies;
  const [back = ""] = (await goBack(check, cookie)).cookies;
  const looking = look(token, back);
  await stub.send(check);
  expect(await looking).toMatchObject({ location: `/v/${token}/done` });
});

test("opening the page, and a link to the way out, changes nothing: scanners follow links", async () => {
  const { verificationId, token } = await asked();
  const before = await rowOf(verificationId);
  await findOpenPage(deps, token);
  await open(getGo, `${origin}/v/${token}/external`, { token });
  expect(await rowOf(verificationId)).toEqual(before);
});

test("the company's own provider goes before the one for everybody", async () => {
  const own = await startStubProvider();
  const added = await deps.db.externalProvider.findUniqueOrThrow({ where: { id: providerId } });
  const id = crypto.randomUUID();
  const secretSealed = deps.secrets.seal(stub.secrets[0] ?? "", { table: "external_providers", column: "secretSealed", rowId: id });
  const ofCompany = {
    id,
    connectionId: place.connectionId,
    companyId: 12n,
    companyName: "Kanzlei",
    createUrl: `${own.url}/checks`,
    secretSealed,
  };
  await deps.db.externalProvider.create({ data: { ...added, ...ofCompany } });
  own.secrets = stub.secrets;
  const { challengeId } = await start();
  await send(challengeId);
  expect([own.checks.length, stub.checks.length]).toEqual([1, 0]);
  await own.close();
});

test("what we send is what the contract says", async () => {
  const { check } = await asked();
  const { messageId, ...data } = check;
  expect(messageId).not.toBe("");
  expect(checkRequestSchema.shape.data.parse(data)).toEqual(data);
});

test("where a person leaves from is judged as an answer is, and a link leads nobody away", async () => {
  const { verificationId, check, token } = await asked();
  expect(await open(getGo, `${origin}/v/${token}/external`, { token })).toMatchObject({ location: `/v/${token}`, cookies: [] });
  expect(await deps.db.requesterVisit.count({ where: { verificationId } })).toBe(0);

  expect(await go(token, { "x-forwarded-for": torExit })).toMatchObject({ status: 200 });

  const { heldAt, signals } = await rowOf(verificationId);
  expect(heldAt).not.toBeNull();
  expect(signals).toMatchObject([{ code: "tor_exit" }]);
  expect((await stub.send(check)).body).toEqual({ counted: true, why: null });
  expect(await lookAtContacts(deps)).toEqual([]);
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, awaitsReleaseAt: expect.any(Date) });

  // The twin: from home it passes. Pressed at the first touch, as a button is: nobody's speed is judged by it.
  const twin = await asked();
  await deps.db.verification.update({ where: { id: twin.verificationId }, data: { openedAt: new Date() } });
  await go(twin.token, { "x-forwarded-for": home });
  await stub.send(twin.check);
  await lookAtContacts(deps);
  expect(await rowOf(twin.verificationId)).toMatchObject({ state: "passed", risk: 0 });
});

test.each<[string, string, (made: { verificationId: string; check: AskedCheck; token: string }) => Promise<unknown>, boolean]>([
  ["a pass after its own failure", "passed", ({ check }) => stub.send(check, { result: "failed" }), true],
  ["a pass after a denial", "passed", ({ token }) => deny(deps, token), true],
  ["a failure after its own pass", "failed", ({ check }) => stub.send(check), true],
  ["the same once more", "passed", ({ check }) => stub.send(check), false],
  [
    "a pass after a cancellation",
    "passed",
    (made) => inTransaction(deps.db, (tx) => cancelVerification(tx, { ...place, ...made, actor, now: deps.now() })),
    false,
  ],
  ["no answer after its own failure", "inconclusive", ({ check }) => stub.send(check, { result: "failed" }), false],
])("%s (%s) changes nothing, and is told to the alert channels only where it is the opposite", async (_what, result, before, isTold) => {
  const { organizationId } = place;
  await deps.db.alertChannel.create({
    data: { organizationId, kind: "mail", name: "On call", email: "on-call@nordlicht.example", createdAt: new Date() },
  });
  const made = await asked();
  await before(made);
  await lookAtContacts(deps);
  const { state, strength } = await rowOf(made.verificationId);
  deps.mails.length = 0;

  for (const receipt of ["PC-2", "PC-3"]) expect((await stub.send(made.check, { result, receipt })).body.counted).toBe(false);

  expect(await rowOf(made.verificationId)).toMatchObject({ state, strength });
  const events = await deps.db.verificationEvent.findMany({ where: { verificationId: made.verificationId, kind: "external_ignored" } });
  expect(events.map(({ details }) => details)).toMatchObject([{ contradicts: isTold }, { contradicts: isTold }]);
  const alerts = await deps.db.alert.findMany({ where: { verificationId: made.verificationId, kind: "contradiction" } });
  expect(alerts).toHaveLength(isTold ? 1 : 0);
  for (const { id } of alerts) await handleSendAlert(deps, jobRun(deps, { alertId: id }));
  expect(deps.mails.map(({ subject }) => subject)).toEqual(isTold ? ["A verification service contradicts an outcome"] : []);
});

test("whoever sends what no provider signed is not heard after sixty in a minute; an honest provider is, from elsewhere and as often as it likes", async () => {
  const { check, verificationId } = await asked();
  const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
  const forged = { ...from("203.0.113.66"), secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}` };
  const statuses: number[] = [];
  for (let count = 0; count < 63; count++) statuses.push((await stub.send(check, {}, forged)).status);
  expect(statuses.slice(0, 60).every((status) => status === 401)).toBe(true);
  expect(statuses.slice(60)).toEqual([429, 429, 429]);
  await expectNothing(verificationId);

  // The twin: signed ones from one address, more than sixty.
  for (let count = 0; count < 65; count++) {
    expect((await stub.send(check, { reference: "unknown" }, from("203.0.113.77"))).status).toBe(404);
  }
  expect((await stub.send(check, {}, from("203.0.113.77"))).body).toEqual({ counted: true, why: null });
});
