import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { GET as getSignIn } from "@/app/v/[token]/company-sign-in/route.ts";
import { inTransaction } from "@/lib/platform/db/database.ts";
import type { PhoneNumber } from "@/lib/platform/phone-number.ts";
import { keepLooking, lookAtContacts } from "@/lib/testing/looking.ts";
import { clientSecretPlace } from "@/lib/verification/company-sign-in/open-provider.ts";
import { isServerFailure, providerFetch } from "@/lib/verification/company-sign-in/provider-fetch.ts";
import { findEndPage, findOpenPage } from "@/lib/verification/find-open-page.ts";
import { answersPerAddress } from "@/lib/verification/requester-throttle.ts";
import { handleSendChallenge } from "@/lib/verification/send-challenge.handler.ts";
import { drawSpoken } from "@/lib/verification/spoken.ts";
import { startVerification } from "@/lib/verification/start-verification.ts";
import type { Strength } from "@/lib/verification/strength.ts";
import { type Account, type CompanyProvider, startCompanyProvider, walkProvider } from "../../../../../lib/testing/company-provider.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../../../../../lib/testing/factories.ts";
import { jobRun, type TestDeps, testDeps } from "../../../../../lib/testing/test-deps.ts";
import { GET, POST } from "./route.ts";

const kept = globalThis as typeof globalThis & { countersignWebDeps?: TestDeps };
const origin = "https://verify.example.com";
const clientId = "countersign";
const tenantId = "5f0c9f8e-63a1-4f5e-9d1c-0c5a6c1de001";
const address = aRequester.email ?? "";

let deps: TestDeps;
let provider: CompanyProvider;
let other: CompanyProvider;
const providerId = crypto.randomUUID();
const otherId = crypto.randomUUID();
let place: { organizationId: string; connectionId: string };

let stopLooking: () => Promise<void>;
beforeAll(async () => {
  deps = await testDeps();
  stopLooking = keepLooking(deps);
  kept.countersignWebDeps = deps;
  const organization = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId: organization.id });
  place = { organizationId: organization.id, connectionId: connection.id };
  provider = await startCompanyProvider({ clientId, redirectUri: callbackOf(providerId) });
  other = await startCompanyProvider({ clientId, redirectUri: callbackOf(otherId) });
  await addRow({ id: providerId, companyId: 12n, at: provider });
  await addRow({ id: otherId, companyId: 13n, at: other });
});
afterAll(async () => {
  kept.countersignWebDeps = undefined;
  await stopLooking();
  await Promise.all([provider.close(), other.close()]);
  await deps.close();
});
afterEach(async () => {
  // One person is asked for every test here, more often than a person may be in a day.
  await deps.db.verification.deleteMany();
  provider.lies.token = undefined;
  provider.lies.signed = undefined;
  provider.lies.metadata = undefined;
  await deps.db.identityProvider.update({
    where: { id: providerId },
    data: { kind: "oidc", tenantId: null, secondFactorValue: null, issuer: provider.issuer, disabledAt: null },
  });
  await deps.db.identityBinding.deleteMany();
});

const callbackOf = (id: string) => `${origin}/api/oidc/${id}/callback`;

async function addRow({ id, companyId, at }: { id: string; companyId: bigint; at: CompanyProvider }) {
  const clientSecretSealed = deps.secrets.seal(at.clientSecret, clientSecretPlace(id));
  const row = {
    kind: "oidc" as const,
    issuer: at.issuer,
    clientId,
    clientSecretSealed,
    domains: ["kanzlei.example"],
    createdAt: new Date(),
  };
  await deps.db.identityProvider.create({ data: { id, ...place, companyId, companyName: "Kanzlei", ...row } });
}

const zoe: Account = { id: "zoe", claims: { email: address, email_verified: true }, amr: ["pwd", "otp"] };
const zoeAtEntra = (more: object = {}): Account => ({
  id: "pairwise-1",
  claims: { tid: tenantId, oid: "object-1", preferred_username: address.toUpperCase(), ...more },
  amr: ["pwd", "mfa"],
});
const useEntra = () => deps.db.identityProvider.update({ where: { id: providerId }, data: { kind: "entra", tenantId } });

type Asked = { contactId?: number; companyId?: number; strengthAsked?: Strength; phones?: PhoneNumber[] };

/** A verification that asks for a company sign-in, and the token of its mail. */
async function asked({ contactId = 77, companyId = 12, strengthAsked = "good", phones = [] }: Asked = {}) {
  const ticket = await makeTicket(deps.db, place);
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...place,
      ticketId: ticket.id,
      run: "auto",
      strengthAsked,
      actor: { kind: "system" },
      now: deps.now(),
      requester: { ...aRequester, contactId, companyId, phones },
      companyName: "Kanzlei",
    }),
  );
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "company_sign_in" } });
  await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  return { verificationId, token: /\/v\/([\w-]+)/.exec(deps.mails.at(-1)?.text ?? "")?.[1] ?? "" };
}

/** Presses the button on the page: where it leads, and the cookie that the browser keeps. */
async function begin(token: string) {
  const answer = await getSignIn(new Request(`${origin}/v/${token}/company-sign-in`), { params: Promise.resolve({ token }) });
  const line = answer.headers.getSetCookie().find((each) => !each.includes(".device=")) ?? "";
  return { location: answer.headers.get("location") ?? "", cookie: line.split(";")[0] ?? "", line };
}

type Back = { cookie: string; returned: URL; id?: string; headers?: Record<string, string> };

/** What the browser does with the way back: the page, then its form. */
async function comeBack({ cookie, returned, id = providerId, headers = { origin } }: Back) {
  const body = returned.searchParams;
  const request = new Request(callbackOf(id), { method: "POST", headers: { cookie, ...headers }, body });
  const answer = await POST(request, { params: Promise.resolve({ providerId: id }) });
  const { status, headers: given } = answer;
  return { status, location: given.get("location"), type: given.get("content-type"), cookies: given.getSetCookie() };
}

async function signIn(token: string, as: Account) {
  provider.signInAs(as);
  const { location, cookie } = await begin(token);
  return comeBack({ cookie, returned: await walkProvider(location) });
}

const proofIn = (cookies: string[]) => /countersign\.end=([^;]+)/.exec(cookies.join("\n"))?.[1] ?? "";
const rowOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const eventsOf = async (verificationId: string) =>
  (await deps.db.verificationEvent.findMany({ where: { verificationId }, orderBy: { at: "asc" } })).map(({ kind, details }) => ({
    kind,
    details,
  }));
const challengeOf = (verificationId: string) =>
  deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "company_sign_in" } });

async function expectRefused(
  { verificationId, token }: { verificationId: string; token: string },
  reason: string,
  said: string,
  as: Account,
) {
  expect(await signIn(token, as)).toMatchObject({ status: 303, location: `/v/${token}?said=${said}` });
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, tries: 1 });
  expect(await eventsOf(verificationId)).toContainEqual({ kind: "sign_in_refused", details: { reason, triesLeft: 4 } });
  expect(await deps.db.identityBinding.count()).toBe(0);
}

test("the right account with a second factor passes as good, and the browser that did it sees the end", async () => {
  const { verificationId, token } = await asked();
  const answer = await signIn(token, zoe);

  expect(answer).toMatchObject({ status: 303, location: `/v/${token}/done` });
  expect(answer.cookies[0]).toMatch(new RegExp(`^__Secure-countersign\\.end=${verificationId}\\.`));
  expect(answer.cookies.some((cookie) => cookie.includes(`Path=/api/oidc/${providerId}/callback; Max-Age=0`))).toBe(true);
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "good", method: "company_sign_in" });
});

test("the mail has the link and no code, and the question goes to the address on record", async () => {
  await asked();
  const mail = deps.mails.at(-1);
  expect(mail?.to).toBe(address);
  expect(`${mail?.subject}${mail?.text}`).not.toMatch(/\d{3} \d{3}|MFA on a new phone/);
});

test("opening the link to the provider changes no row, and what it keeps is for this provider's way back alone", async () => {
  const { verificationId, token } = await asked();
  const before = [await rowOf(verificationId), await challengeOf(verificationId), await eventsOf(verificationId)];
  const { location, line } = await begin(token);

  expect([await rowOf(verificationId), await challengeOf(verificationId), await eventsOf(verificationId)]).toEqual(before);
  expect(line.split("; ").slice(1)).toEqual([`Path=/api/oidc/${providerId}/callback`, "Max-Age=600", "HttpOnly", "SameSite=Lax", "Secure"]);
  const sent = Object.fromEntries(new URL(location).searchParams);
  expect(sent).toMatchObject({
    response_type: "code",
    prompt: "login",
    max_age: "300",
    code_challenge_method: "S256",
    redirect_uri: callbackOf(providerId),
  });
  expect(location).not.toContain(token);
});

test("coming back by the address alone changes no row: the page carries the answer on by a form, without a script too", async () => {
  const { verificationId, token } = await asked();
  provider.signInAs(zoe);
  const { location, cookie } = await begin(token);
  const returned = await walkProvider(location);
  const headers = { cookie, "x-nonce": "abc" };
  const page = await GET(new Request(returned, { headers }), { params: Promise.resolve({ providerId }) });
  const text = await page.text();

  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, tries: 0 });
  expect(text).toContain(`<form method="post" action="/api/oidc/${providerId}/callback">`);
  expect(text).toContain(`name="code" value="${returned.searchParams.get("code")}"`);
  expect(text).toContain('<script nonce="abc">');
  expect(await comeBack({ cookie, returned, headers: { origin: "https://evil.example" } })).toMatchObject({ status: 403, location: null });
  expect(await comeBack({ cookie, returned })).toMatchObject({ location: `/v/${token}/done` });
});

test("the account is remembered: it passes again under a new address, and another one with the old address does not", async () => {
  await signIn((await asked()).token, zoe);
  const again = await asked();
  await signIn(again.token, { ...zoe, claims: { email: "zoe.married@kanzlei.example", email_verified: true } });
  await lookAtContacts(deps);
  expect(await rowOf(again.verificationId)).toMatchObject({ state: "passed" });

  const newHire = await asked();
  expect(await signIn(newHire.token, { ...zoe, id: "new-hire" })).toMatchObject({ location: `/v/${newHire.token}?said=other_account` });
  expect(await eventsOf(newHire.verificationId)).toContainEqual({
    kind: "sign_in_refused",
    details: { reason: "other_account", triesLeft: 4 },
  });
});

test("one account does not pass for two contacts", async () => {
  await signIn((await asked()).token, zoe);
  const second = await asked({ contactId: 78 });
  await signIn(second.token, zoe);
  expect(await rowOf(second.verificationId)).toMatchObject({ settledAt: null, tries: 1 });
});

test.each([
  ["a colleague's account", { ...zoe, id: "tom", claims: { email: "tom@kanzlei.example", email_verified: true } }],
  ["an address that the provider has not verified", { ...zoe, claims: { email: address, email_verified: false } }],
  ["an account without an address", { ...zoe, claims: {} }],
])("%s is one wrong try", async (_, as) => {
  await expectRefused(await asked(), "other_address", "other_account", as);
});

test("the right address outside the company's domains is one wrong try", async () => {
  await deps.db.identityProvider.update({ where: { id: providerId }, data: { domains: ["brot.example"] } });
  await expectRefused(await asked(), "other_address", "other_account", zoe);
  await deps.db.identityProvider.update({ where: { id: providerId }, data: { domains: ["kanzlei.example"] } });
});

test("the fifth wrong account ends it as failed", async () => {
  const { verificationId, token } = await asked();
  const tom = { ...zoe, id: "tom", claims: { email: "tom@kanzlei.example", email_verified: true } };
  for (const _ of [1, 2, 3, 4]) await signIn(token, tom);
  expect(await signIn(token, tom)).toMatchObject({ location: `/v/${token}/done` });
  expect(await rowOf(verificationId)).toMatchObject({ state: "failed", reason: "verification.tries_used", tries: 5 });
});

test("Entra: the user name in the tenant passes, and from then on tenant and object id count", async () => {
  await useEntra();
  const { verificationId, token } = await asked();
  await signIn(token, zoeAtEntra());
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "good" });

  const reused = await asked();
  await signIn(reused.token, zoeAtEntra({ oid: "object-2" }));
  expect(await rowOf(reused.verificationId)).toMatchObject({ settledAt: null, tries: 1 });
});

test("Entra: an account known in the tenant is not known by the same object id of another tenant", async () => {
  await useEntra();
  await signIn((await asked()).token, zoeAtEntra());
  const stolen = await asked();
  const foreign = zoeAtEntra({ tid: "5f0c9f8e-63a1-4f5e-9d1c-0c5a6c1de002" });
  expect(await signIn(stolen.token, foreign)).toMatchObject({ location: `/v/${stolen.token}?said=other_account` });
  expect(await rowOf(stolen.verificationId)).toMatchObject({ settledAt: null, tries: 1 });
  await signIn(stolen.token, zoeAtEntra());
  await lookAtContacts(deps);
  expect(await rowOf(stolen.verificationId)).toMatchObject({ state: "passed" });
});

test.each([
  ["a foreign tenant", { tid: "5f0c9f8e-63a1-4f5e-9d1c-0c5a6c1de002" }, "foreign_tenant"],
  ["no tenant", { tid: undefined }, "foreign_tenant"],
  ["a guest by its mark", { acct: 1 }, "guest"],
  ["a guest by its own provider", { idp: "https://sts.windows.net/9d1c0c5a-0000-4f5e-9d1c-0c5a6c1de009/" }, "guest"],
  ["a guest by its user name", { preferred_username: "zoe_kanzlei.example#EXT#@kanzlei.example" }, "guest"],
])("Entra: %s is refused, whatever its address", async (_, claims, reason) => {
  await useEntra();
  await expectRefused(await asked(), reason, "other_account", zoeAtEntra(claims));
});

test("without a second factor the pass is recorded as fair: enough for fair, not for good", async () => {
  const onePass = { ...zoe, amr: ["pwd"] };
  const fair = await asked({ strengthAsked: "fair" });
  await signIn(fair.token, onePass);
  await lookAtContacts(deps);
  expect(await rowOf(fair.verificationId)).toMatchObject({ state: "passed", strength: "fair" });

  const good = await asked();
  const answer = await signIn(good.token, onePass);
  await lookAtContacts(deps);
  expect(await challengeOf(good.verificationId)).toMatchObject({ state: "passed", strength: "fair" });
  expect(await rowOf(good.verificationId)).toMatchObject({
    state: "not_possible",
    strength: null,
    reason: "verification.not_strong_enough",
  });
  // The browser that did it is told, and not left before a link that no longer works.
  expect(answer).toMatchObject({ location: `/v/${good.token}/done` });
  expect(await findEndPage(deps, { token: good.token, proof: proofIn(answer.cookies) })).toMatchObject({
    outcome: "not_possible",
    reason: "verification.not_strong_enough",
  });
});

test("after a sign-in without a second factor no way is offered that would only be enough after a good one", async () => {
  const phone = { address: "+4930901820", typed: "+49 30 901820", callingCode: "49", country: "DE", kind: "landline" } as const;
  const { token } = await asked({ phones: [phone] });

  expect(await signIn(token, { ...zoe, amr: ["pwd"] })).toMatchObject({ location: `/v/${token}` });

  expect(await findOpenPage(deps, token)).toMatchObject({ method: "call_back", others: [] });
});

test("while the technician's number is not typed, no sign-in begins and no try is used", async () => {
  const { verificationId, token } = await asked();
  const data = drawSpoken(deps.secrets, { id: verificationId, withTechnician: true });
  await deps.db.verification.update({ where: { id: verificationId }, data });

  expect(await begin(token)).toMatchObject({ location: `/v/${token}`, cookie: "" });
  expect(await rowOf(verificationId)).toMatchObject({ tries: 0 });

  await deps.db.verification.update({ where: { id: verificationId }, data: { numberMatchedAt: deps.now() } });
  await signIn(token, zoe);
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "good" });
});

test("where a company names the value that stands for a second factor, that value counts and nothing else", async () => {
  await deps.db.identityProvider.update({ where: { id: providerId }, data: { secondFactorValue: "urn:company:mfa" } });
  const without = await asked();
  await signIn(without.token, { ...zoe, amr: ["mfa"] });
  expect(await challengeOf(without.verificationId)).toMatchObject({ strength: "fair" });
  const withIt = await asked();
  await signIn(withIt.token, { ...zoe, acr: "urn:company:mfa" });
  expect(await challengeOf(withIt.verificationId)).toMatchObject({ strength: "good" });
});

const seconds = () => Math.floor(Date.now() / 1_000);

test.each<[string, string, Record<string, unknown>]>([
  ["a sign-in of eight hours ago", "too_long_ago", { auth_time: seconds() - 8 * 3_600 }],
  ["a sign-in of which nobody knows when", "too_long_ago", { auth_time: undefined }],
  ["a sign-in in the future", "too_long_ago", { auth_time: seconds() + 600 }],
  ["another nonce", "not_confirmed", { nonce: "another" }],
  ["no nonce", "not_confirmed", { nonce: undefined }],
  ["another issuer", "not_confirmed", { iss: "https://evil.example" }],
  ["another audience", "not_confirmed", { aud: "another-client" }],
  ["a token that is over", "not_confirmed", { exp: seconds() - 120 }],
  ["a token from the future", "not_confirmed", { iat: seconds() + 600 }],
])("%s is refused", async (_, reason, claims) => {
  provider.lies.token = (token) => ({ ...token, claims: { ...token.claims, ...claims } });
  await expectRefused(await asked(), reason, "sign_in_again", zoe);
});

test.each([
  ["unsigned", { alg: "none" }],
  ["signed with another algorithm than it says", { alg: "ES256" }],
  ["marked as signed by a shared secret", { alg: "HS256" }],
  ["signed with a key that the provider does not name", { kid: "another" }],
])("a token that is %s is refused", async (_, header) => {
  provider.lies.token = (token) => ({ ...token, header: { ...token.header, ...header } });
  await expectRefused(await asked(), "not_confirmed", "sign_in_again", zoe);
});

test("a token that is signed with another key is refused, also where it brings that key along", async () => {
  for (const brought of [{}, { jwk: provider.foreignKey }, { jku: `${other.issuer}/jwks`, kid: undefined }]) {
    provider.lies.token = ({ header, claims }) => ({ header: { ...header, ...brought }, claims, isForeign: true });
    await expectRefused(await asked(), "not_confirmed", "sign_in_again", zoe);
  }
  // The twin: the provider's own key.
  provider.lies.token = undefined;
  const { verificationId, token } = await asked();
  await signIn(token, zoe);
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed" });
});

test("a token for several audiences counts only where it was made for us", async () => {
  for (const more of [{}, { azp: "another-client" }]) {
    provider.lies.token = (token) => ({ ...token, claims: { ...token.claims, aud: [clientId, "another-client"], ...more } });
    await expectRefused(await asked(), "not_confirmed", "sign_in_again", zoe);
  }
});

test("a token that was changed after it was signed is refused", async () => {
  provider.lies.signed = (token) => {
    const [header, claims = "", signature] = token.split(".");
    const text = Buffer.from(claims, "base64url").toString("utf8");
    return [header, Buffer.from(text.replace("tom@", "zoe.skvorecka@")).toString("base64url"), signature].join(".");
  };
  await expectRefused(await asked(), "not_confirmed", "sign_in_again", {
    ...zoe,
    claims: { email: "tom@kanzlei.example", email_verified: true },
  });
});

test("a code is good once", async () => {
  provider.signInAs({ ...zoe, id: "tom", claims: { email: "tom@kanzlei.example", email_verified: true } });
  const { verificationId, token } = await asked();
  const { location, cookie } = await begin(token);
  const returned = await walkProvider(location);
  await comeBack({ cookie, returned });
  expect(await comeBack({ cookie, returned })).toMatchObject({ location: `/v/${token}?said=sign_in_again` });
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, tries: 2 });
});

test("an answer without what the browser kept, with another link's or with another state is not looked at, and costs no try", async () => {
  const ours = await asked();
  const theirs = await asked({ contactId: 79 });
  provider.signInAs(zoe);
  const begun = await begin(ours.token);
  const foreign = await begin(theirs.token);
  const returned = await walkProvider(begun.location);
  const swapped = new URL(returned);
  swapped.searchParams.set("state", new URL(foreign.location).searchParams.get("state") ?? "");

  for (const back of [
    { cookie: "", returned },
    { cookie: foreign.cookie, returned },
    { cookie: begun.cookie, returned: swapped },
    { cookie: begun.cookie.slice(0, -4), returned },
  ]) {
    expect(await comeBack(back)).toMatchObject({ status: 400, location: null });
  }
  for (const { verificationId } of [ours, theirs]) expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, tries: 0 });
});

test("too many answers from one address are told on a page and cost nothing, and another address passes", async () => {
  const { verificationId, token } = await asked();
  provider.signInAs(zoe);
  const { location, cookie } = await begin(token);
  const returned = await walkProvider(location);
  const swapped = new URL(returned);
  swapped.searchParams.set("state", "another");
  const headers = { origin, "x-forwarded-for": "203.0.113.9" };
  const statuses: number[] = [];
  for (let answers = 0; answers <= answersPerAddress; answers += 1) {
    statuses.push((await comeBack({ cookie, returned: swapped, headers })).status);
  }
  expect(statuses).toEqual([...Array(answersPerAddress).fill(400), 429]);
  const refused = await comeBack({ cookie, returned, headers });
  expect(refused).toMatchObject({ status: 429, type: "text/html; charset=utf-8", cookies: [] });
  expect(await rowOf(verificationId)).toMatchObject({ tries: 0, settledAt: null });

  expect(await comeBack({ cookie, returned, headers: { origin, "x-forwarded-for": "203.0.113.10" } })).toMatchObject({
    location: `/v/${token}/done`,
  });
});

test("the cookie of one link with its own state and another's code does not pass: the code belongs to its browser", async () => {
  const ours = await asked();
  const theirs = await asked({ contactId: 79 });
  provider.signInAs(zoe);
  const foreign = await begin(theirs.token);
  const stolen = await walkProvider((await begin(ours.token)).location);
  const mixed = new URL(stolen);
  mixed.searchParams.set("state", new URL(foreign.location).searchParams.get("state") ?? "");
  expect(await comeBack({ cookie: foreign.cookie, returned: mixed })).toMatchObject({ location: `/v/${theirs.token}?said=sign_in_again` });
  expect(await rowOf(theirs.verificationId)).toMatchObject({ settledAt: null, tries: 1 });
});

test("the answer of one provider is not taken at the address of another", async () => {
  const { verificationId, token } = await asked();
  provider.signInAs(zoe);
  const { location, cookie } = await begin(token);
  const returned = await walkProvider(location);
  expect(await comeBack({ cookie, returned, id: otherId })).toMatchObject({ status: 400 });
  returned.searchParams.set("iss", other.issuer);
  expect(await comeBack({ cookie, returned })).toMatchObject({ location: `/v/${token}?said=sign_in_again` });
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null });
});

test("metadata that names another issuer leads nowhere", async () => {
  provider.lies.metadata = (metadata) => ({ ...metadata, issuer: "https://evil.example" });
  const { verificationId, token } = await asked();
  expect(await begin(token)).toMatchObject({ location: `/v/${token}?said=sign_in_away`, line: "" });
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, tries: 0 });
});

test.each(["http://169.254.169.254/keys", "https://10.0.0.1/keys", "http://[fd00::1]/keys"])(
  "keys at %s are not fetched",
  async (address) => {
    provider.lies.metadata = (metadata) => ({ ...metadata, jwks_uri: address });
    const { verificationId, token } = await asked();
    expect(await signIn(token, zoe)).toMatchObject({ status: 303, location: `/v/${token}?said=sign_in_away` });
    // Their provider's trouble is no answer of theirs; the technician sees it.
    expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, tries: 0 });
    expect(await eventsOf(verificationId)).toContainEqual({ kind: "sign_in_refused", details: { reason: "unreachable", triesLeft: 5 } });
    expect(await deps.db.identityBinding.count()).toBe(0);
  },
);

test("more keys than any provider has are not read", async () => {
  provider.lies.metadata = (metadata) => ({ ...metadata, filler: "x".repeat(300_000) });
  const { token } = await asked();
  expect(await begin(token)).toMatchObject({ location: `/v/${token}?said=sign_in_away` });
});

test("in production this very machine is not reached either", async () => {
  const fetch = providerFetch({ appEnv: "production" });
  const options = { method: "GET", headers: {}, redirect: "manual", body: null } as const;
  await expect(fetch(`${provider.issuer}/jwks`, options)).rejects.toMatchObject({ code: "fetch.refused_address" });
  await expect(fetch("https://127.0.0.1/jwks", options)).rejects.toMatchObject({ code: "fetch.refused_address" });
  expect((await providerFetch({ appEnv: "test" })(`${provider.issuer}/jwks`, options)).status).toBe(200);
});

test.each([
  ["a status of 500", new Response("{}", { status: 500, headers: { "content-type": "application/json" } }), true],
  ["a status of 503", new Response("busy", { status: 503 }), true],
  ["a refusal of the code", new Response("{}", { status: 400 }), false],
])("%s of the provider is its own trouble: %#", (_what, response, isTrouble) => {
  expect(isServerFailure(new Error("not as it must be", { cause: response }))).toBe(isTrouble);
  expect(isServerFailure(Object.assign(new Error("refused"), { status: response.status }))).toBe(isTrouble);
});

test("switched off meanwhile, a sign-in is not taken; who turned back at the provider loses no try", async () => {
  const { verificationId, token } = await asked();
  provider.signInAs(zoe);
  const { location, cookie } = await begin(token);
  const returned = await walkProvider(location);
  const stopped = new URL(returned);
  stopped.searchParams.delete("code");
  stopped.searchParams.set("error", "access_denied");
  expect(await comeBack({ cookie, returned: stopped })).toMatchObject({ location: `/v/${token}` });
  expect(await rowOf(verificationId)).toMatchObject({ tries: 0 });
  await deps.db.identityProvider.update({ where: { id: providerId }, data: { disabledAt: new Date() } });
  expect(await comeBack({ cookie, returned })).toMatchObject({ location: `/v/${token}?said=sign_in_away` });
  expect(await rowOf(verificationId)).toMatchObject({ tries: 0, settledAt: null });
  expect(await eventsOf(verificationId)).toContainEqual({ kind: "sign_in_refused", details: { reason: "switched_off", triesLeft: 5 } });
});

test("a company without a sign-in says so, and the other methods are as they were", async () => {
  const ticket = await makeTicket(deps.db, place);
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...place,
      ticketId: ticket.id,
      run: "auto",
      strengthAsked: "weak",
      actor: { kind: "system" },
      now: deps.now(),
      requester: { ...aRequester, companyId: 99 },
      companyName: null,
    }),
  );
  expect(await challengeOf(verificationId)).toMatchObject({ state: "unusable", reason: "verification.no_company_sign_in" });
  expect(await rowOf(verificationId)).toMatchObject({ method: "email_code", settledAt: null });
});
