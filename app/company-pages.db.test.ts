import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { saveAppearance, saveCompanyLogo } from "@/lib/directory/appearance/save-appearance.ts";
import { denyApproval } from "@/lib/verification/approval/deny-approval.ts";
import { approvalProof, findApprovalPage } from "@/lib/verification/approval/find-approval-page.ts";
import { deny } from "@/lib/verification/deny.ts";
import { findOpenPage } from "@/lib/verification/find-open-page.ts";
import { findSeenEnd, seenProofOf } from "@/lib/verification/find-seen-end.ts";
import { readSpoken } from "@/lib/verification/read-spoken.ts";
import { findCaller, recognizePhrase } from "@/lib/verification/recognize-phrase.ts";
import { handleSendChallenge } from "@/lib/verification/send-challenge.handler.ts";
import { startVerification } from "@/lib/verification/start-verification.ts";
import type { Route } from "@/lib/web/define-route.ts";
import { aPng } from "../lib/organization/testing.ts";
import { inTransaction } from "../lib/platform/db/database.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../lib/testing/factories.ts";
import { jobRun, type TestDeps, testDeps } from "../lib/testing/test-deps.ts";
import { GET as getApproverLogo } from "./a/[token]/logo/route.ts";
import { GET as getCallerLogo } from "./is-this-us/logo/route.ts";
import { readerFor } from "./reader.ts";
import { POST as postCode } from "./v/[token]/code/route.ts";
import { GET as getLogo } from "./v/[token]/logo/route.ts";

// What the people of one company see of it: on each page that tells somebody something, and on none that tells nothing.

const kept = globalThis as typeof globalThis & { countersignWebDeps?: TestDeps };
let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
  kept.countersignWebDeps = deps;
});
afterAll(async () => {
  kept.countersignWebDeps = undefined;
  await deps.close();
});
beforeEach(() => {
  deps.mails.length = 0;
});

const actor = { kind: "operator" } as const;
const companyId = 12;

/** A person who is asked, and an approver of their company, in an organization that writes French. */
async function asked({ isSet = true }: { isSet?: boolean } = {}) {
  const { id: organizationId } = await makeOrganization(deps.db);
  await deps.db.organization.update({ where: { id: organizationId }, data: { language: "fr" } });
  const { connection } = await makeConnection(deps, { organizationId });
  const place = { organizationId, connectionId: connection.id };
  const ticket = await makeTicket(deps.db, place);
  const name = "Kanzlei Dr. von Weitershausen";
  await deps.db.mirroredCompany.create({ data: { ...place, autotaskId: BigInt(companyId), name, fetchedAt: deps.now() } });
  if (isSet) {
    await saveAppearance(deps, { ...place, companyId, actor, appearance: { displayName: "Weitershausen", language: "nl" } });
    await saveCompanyLogo(deps, { ...place, companyId, actor, bytes: aPng({ width: 12 }) });
  }
  const anApprover = { contactId: 81, name: "Ada Brandt", email: "ada@kanzlei.example", isActive: true, modifiedAt: null };
  const { id: approverId } = await deps.db.companyApprover.create({
    data: {
      ...place,
      companyId: BigInt(companyId),
      companyName: name,
      contactId: 81n,
      contactName: anApprover.name,
      createdAt: deps.now(),
    },
  });
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...{ ...place, ticketId: ticket.id, run: "auto", strengthAsked: "good", actor: { kind: "system" } as const, now: deps.now() },
      ...{ companyName: name, requester: { ...aRequester, companyId } },
      approvers: [{ ...anApprover, approverId, createdAt: new Date("2023-05-02T09:00:00Z") }],
    }),
  );
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "approver" } });
  await handleSendChallenge(deps, jobRun(deps, { challengeId: challenge.id }));
  const tokenIn = (path: string) =>
    deps.mails.findLast(({ text }) => text.includes(path))?.text.match(new RegExp(`${path}([\\w-]+)`))?.[1] ?? "";
  return { ...place, verificationId, token: tokenIn("/v/"), approverToken: tokenIn("/a/") };
}

const languageAt = async (path: string, headers: Record<string, string> = {}) =>
  (await readerFor(deps, { headers: new Headers(headers), path })).language;

/** The bytes that a page's picture has, null when there is none. */
async function logoAt(route: Route, { token = "", of, cookie = "" }: { token?: string; of?: string; cookie?: string }) {
  const url = `https://verify.example.com/x/logo${of === undefined ? "" : `?of=${of}`}`;
  const answer = await route(new Request(url, { headers: { cookie } }), { params: Promise.resolve({ token }) });
  return answer.status === 200 ? Buffer.from(await answer.arrayBuffer()) : null;
}

const cookieOf = (name: string, proof: string) => `a=b; __Secure-countersign.${name}=${proof}`;

test("the browser's language counts first, then the company's, then the organization's", async () => {
  const [ours, plain] = [await asked(), await asked({ isSet: false })];
  for (const [token, path] of [
    [ours.token, "/v/"],
    [ours.approverToken, "/a/"],
  ] as const) {
    expect(await languageAt(path + token, { "accept-language": "de-AT,de;q=0.9" })).toBe("de");
    expect(await languageAt(path + token, { "accept-language": "de", cookie: "countersign.language=es" })).toBe("es");
    for (const asks of ["", "pl", "pl,*;q=0.5"])
      expect(await languageAt(`${path}${token}?said=wrong`, { "accept-language": asks })).toBe("nl");
  }
  expect(await languageAt(`/v/${plain.token}/not-me`)).toBe("fr");
  expect(await languageAt(`/a/${plain.approverToken}`)).toBe("fr");
  await deps.db.organization.update({ where: { id: plain.organizationId }, data: { language: "en" } });
  expect(await languageAt(`/v/${plain.token}`)).toBe("en");
});

test("a link that tells nothing any more tells nothing by its language or a picture either, but to who had it open", async () => {
  const { token, approverToken, verificationId } = await asked();
  const seen = cookieOf("seen", seenProofOf(deps, verificationId));
  const approvalId = (await deps.db.approval.findFirstOrThrow({ where: { challenge: { verificationId } } })).id;
  await denyApproval(deps, approverToken);
  expect(await deps.db.verification.findUniqueOrThrow({ where: { id: verificationId } })).toMatchObject({ state: "denied" });

  for (const path of [`/v/${token}`, `/a/${approverToken}`, "/v/none", "/a/none", "/is-this-us", "/", "/v"]) {
    expect(await languageAt(path), path).toBe("en");
  }
  expect(await logoAt(getLogo, { token, of: "company" })).toBeNull();
  expect(await logoAt(getApproverLogo, { token: approverToken, of: "company" })).toBeNull();

  expect(await languageAt(`/v/${token}`, { cookie: seen })).toBe("nl");
  expect(await logoAt(getLogo, { token, of: "company", cookie: seen })).toEqual(aPng({ width: 12 }));
  const answered = cookieOf("approval", approvalProof(deps, approvalId));
  expect(await languageAt(`/a/${approverToken}`, { cookie: answered })).toBe("nl");
  expect(await logoAt(getApproverLogo, { token: approverToken, of: "company", cookie: answered })).toEqual(aPng({ width: 12 }));
  const other = await asked();
  expect(await logoAt(getLogo, { token: other.token.slice(0, -1), of: "company", cookie: seen })).toBeNull();
});

test("each page names the organization by its own name, and the company as its people call it; the pictures are told apart", async () => {
  const { token, approverToken, organizationId, verificationId } = await asked();
  const named = { name: "Nordlicht Systemhaus", companyName: "Weitershausen", hasLogo: false, hasCompanyLogo: true, language: "nl" };
  const { phrase } = await readSpoken(deps, { organizationId, verificationId });
  const caller = cookieOf("caller", (await recognizePhrase(deps, phrase ?? "")) ?? "");
  const pages = [
    [getLogo, { token }],
    [getApproverLogo, { token: approverToken }],
    [getCallerLogo, { cookie: caller }],
  ] as const;
  expect((await findOpenPage(deps, token))?.organization).toMatchObject(named);
  expect((await findApprovalPage(deps, approverToken))?.organization).toMatchObject(named);
  expect((await findCaller(deps, caller.split("caller=")[1] ?? ""))?.organization).toMatchObject(named);
  expect(await languageAt("/is-this-us?said=yes", { cookie: caller })).toBe("nl");
  for (const [route, given] of pages) {
    expect(await logoAt(route, given)).toBeNull();
    expect(await logoAt(route, { ...given, of: "everybody" })).toBeNull();
    expect(await logoAt(route, { ...given, of: "company" })).toEqual(aPng({ width: 12 }));
  }

  const data = { logo: new Uint8Array(aPng({ width: 7 })), logoType: "image/png" };
  await deps.db.organization.update({ where: { id: organizationId }, data });
  for (const [route, given] of pages) expect(await logoAt(route, given)).toEqual(aPng({ width: 7 }));
  await deny(deps, token);
  expect(await logoAt(getCallerLogo, { cookie: caller, of: "company" })).toBeNull();
  expect((await findSeenEnd(deps, { token, proof: seenProofOf(deps, verificationId) }))?.organization).toMatchObject({
    ...named,
    hasLogo: true,
  });
});

test("another company's people see nothing of it, in the same organization or in another", async () => {
  const ours = await asked();
  const others = await asked({ isSet: false });
  await deps.db.verification.update({ where: { id: others.verificationId }, data: { companyId: 13n } });
  await deps.db.companyAppearance.updateMany({ where: { organizationId: ours.organizationId }, data: { logoType: "image/svg+xml" } });

  expect((await findOpenPage(deps, others.token))?.organization).toMatchObject({
    ...{ companyName: "Kanzlei Dr. von Weitershausen", hasCompanyLogo: false, language: "fr" },
  });
  expect(await logoAt(getLogo, { token: others.token, of: "company" })).toBeNull();
  // A type that may not reach a browser, however it came to be there.
  expect(await logoAt(getLogo, { token: ours.token, of: "company" })).toBeNull();
});

test("a person whose company nobody knows is asked in the organization's language", async () => {
  const { token, verificationId } = await asked();
  await deps.db.verification.update({ where: { id: verificationId }, data: { companyId: null, companyName: null } });
  expect((await findOpenPage(deps, token))?.organization).toMatchObject({ companyName: null, hasCompanyLogo: false, language: "fr" });
});

test("what the company's people are sent is in its language and names it as they do; the organization stays the sender", async () => {
  await asked();
  const [toRequester, toApprover] = ["zoe.skvorecka@kanzlei.example", "ada@kanzlei.example"].map((to) =>
    deps.mails.find((mail) => mail.to === to),
  );
  for (const mail of [toRequester, toApprover]) {
    expect(mail?.fromName).toBe("Nordlicht Systemhaus");
    expect(mail?.text.endsWith("Nordlicht Systemhaus\nIT-dienstverlener van Weitershausen")).toBe(true);
    expect(mail?.html).toContain('<html lang="nl">');
    expect(mail?.html).not.toContain("<img");
  }
  deps.mails.length = 0;
  await asked({ isSet: false });
  expect(deps.mails.map(({ html }) => html?.includes('<html lang="fr">'))).toEqual([true, true]);
});

test("a refused answer is told in the language of the page that it was given on", async () => {
  const { token } = await asked();
  const send = (to: string) =>
    postCode(new Request(`https://verify.example.com/v/${to}/code`, { method: "POST", headers: {}, body: new URLSearchParams() }), {
      params: Promise.resolve({ token: to }),
    });
  expect(await (await send(token)).text()).toContain('<html lang="nl">');
  expect(await (await send("A".repeat(43))).text()).toContain('<html lang="en">');
});
