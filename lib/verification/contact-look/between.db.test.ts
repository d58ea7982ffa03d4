import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { later, minutes } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { askAgain, enrolApp, strongPass } from "../../testing/enrolling.ts";
import { aRequester, makeVerification } from "../../testing/factories.ts";
import { lookAtContacts } from "../../testing/looking.ts";
import { jobRun, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { removeApprover } from "../approval/manage-approvers.ts";
import { findStrongPass } from "../authenticators/enrolment-right.ts";
import { revokeAuthenticator } from "../authenticators/revoke-authenticator.ts";
import { deny } from "../deny.ts";
import { handleExpireVerification } from "../expire-verification.handler.ts";
import { findEndPage, provenProof } from "../find-open-page.ts";
import type { MethodId } from "../methods/method.ts";
import { passChallenge } from "../pass-challenge.ts";
import { requesterLink } from "../requester-link.ts";
import { switchMethod, switchMethodByLink } from "../switch-method.ts";
import { finishLook } from "./finish-look.ts";

// Between the last proof and the pass lies a look at the contact in Autotask, which can be long in coming.

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => {
  deps.mails.length = 0;
  deps.setNow(new Date());
});

const rowOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });
const tick = () => deps.setNow(later(deps.now(), 1_000));
const byLead = (organizationId: string) =>
  ({ kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı", organizationId, organizationSlug: "nordlicht", role: "lead" }) as const;
const moved = { ...aRequester, email: "mallory@evil.example" };

/** The person proves one more, whatever could be asked of them. */
async function prove(verificationId: string, method: MethodId) {
  tick();
  const { id } = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method } });
  const data = { state: "sent", reason: null, settledAt: null } as const;
  await deps.db.challenge.update({ where: { id }, data });
  const result = await inTransaction(deps.db, (tx) => passChallenge(tx, { verificationId, challengeId: id, now: deps.now() }));
  return { id, result };
}
const offer = (verificationId: string, method: MethodId) =>
  deps.db.challenge.updateMany({ where: { verificationId, method }, data: { state: "offered", reason: null, settledAt: null } });

async function claimOf(verificationId: string) {
  const row = await rowOf(verificationId);
  const token = requesterLink(deps, row).split("/v/")[1] ?? "";
  return { token, proof: provenProof(deps, { verificationId, provenAt: row.provenAt ?? new Date(0) }) };
}

test("what a browser holds for its proof is worth nothing once the proof is, whoever passes after it", async () => {
  const { verificationId } = await makeVerification(deps);
  await offer(verificationId, "approver");
  await prove(verificationId, "email_code");
  const mallory = await claimOf(verificationId);
  await lookAtContacts(deps, moved);
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, provenAt: null, method: "approver" });
  await prove(verificationId, "approver");
  const ada = await claimOf(verificationId);
  await lookAtContacts(deps);

  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "good" });
  expect([await findEndPage(deps, mallory), await findStrongPass(deps, mallory)]).toEqual([null, null]);
  expect(await findEndPage(deps, ada)).toMatchObject({ outcome: "passed" });
  expect(await findStrongPass(deps, ada)).toMatchObject({ verificationId });
});

test("it shows the pass only: of a denial that came first it shows nothing", async () => {
  const { verificationId } = await makeVerification(deps);
  await prove(verificationId, "email_code");
  const claim = await claimOf(verificationId);
  await deny(deps, claim.token);
  expect(await rowOf(verificationId)).toMatchObject({ state: "denied" });
  expect(await findEndPage(deps, claim)).toBeNull();
});

test("an app that is revoked before the pass proved nothing; the person's other one, another way, is asked", async () => {
  const passed = await strongPass(deps);
  await enrolApp(deps, passed);
  tick();
  const { verificationId, method } = await askAgain(deps, passed, "fair");
  expect(method).toBe("totp");
  await offer(verificationId, "approver");
  await prove(verificationId, "totp");
  const { id: authenticatorId } = await deps.db.authenticator.findFirstOrThrow({ where: { organizationId: passed.organization.id } });

  await revokeAuthenticator(deps, { actor: byLead(passed.organization.id), authenticatorId });
  await lookAtContacts(deps);

  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, provenAt: null, method: "approver" });
  expect(await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "totp" } })).toMatchObject({
    ...{ state: "unusable", reason: "verification.not_enrolled", strength: null },
  });
  const events = await deps.db.verificationEvent.findMany({ where: { verificationId, kind: "proof_withdrawn" } });
  expect(events.map(({ details }) => details)).toEqual([{ method: "totp", reason: "verification.not_enrolled" }]);
});

test("with nothing else to ask it ends as not possible; one that passed before keeps its pass", async () => {
  const passed = await strongPass(deps);
  await enrolApp(deps, passed);
  const before = await askAgain(deps, passed, "fair");
  await prove(before.verificationId, "totp");
  await lookAtContacts(deps);
  tick();
  const { verificationId } = await askAgain(deps, passed, "fair");
  await prove(verificationId, "totp");
  const { id: authenticatorId } = await deps.db.authenticator.findFirstOrThrow({ where: { organizationId: passed.organization.id } });
  await revokeAuthenticator(deps, { actor: byLead(passed.organization.id), authenticatorId });
  expect(await rowOf(verificationId)).toMatchObject({ state: "not_possible", reason: "verification.not_enrolled" });
  expect(await rowOf(before.verificationId)).toMatchObject({ state: "passed" });
});

test("the word of an approver who is removed before the pass counts no more", async () => {
  const { verificationId, organization, connection } = await makeVerification(deps);
  const place = { organizationId: organization.id, connectionId: connection.id };
  const { id: approverId } = await deps.db.companyApprover.create({
    data: { ...place, companyId: 12n, companyName: "Kanzlei", contactId: 81n, contactName: "Ada", createdAt: new Date(0) },
  });
  await deps.db.challenge.updateMany({
    where: { verificationId, method: "email_code" },
    data: { state: "unusable", settledAt: new Date() },
  });
  const { id: challengeId } = await prove(verificationId, "approver");
  await deps.db.approval.create({
    data: { challengeId, approverId, organizationId: organization.id, approverName: "Ada", createdAt: new Date() },
  });

  await removeApprover(deps, { organizationId: organization.id, actor: byLead(organization.id), approverId });
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "not_possible", reason: "verification.no_approver", strength: null });
});

test("nobody puts another way between a proof and its pass, from the page or the ticket", async () => {
  const { verificationId, organization } = await makeVerification(deps);
  await offer(verificationId, "totp");
  await prove(verificationId, "email_code");
  const other = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "totp" } });
  const { token } = await claimOf(verificationId);
  expect(await switchMethodByLink(deps, { token, challengeId: other.id })).toBe(false);
  const byMember = {
    organizationId: organization.id,
    verificationId,
    challengeId: other.id,
    actor: byLead(organization.id),
    now: deps.now(),
  };
  await expect(inTransaction(deps.db, (tx) => switchMethod(tx, byMember))).rejects.toMatchObject({
    code: "verification.method_not_offered",
  });
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", method: "email_code" });
});

test("what is left after an address is gone is enough, so nothing more is asked", async () => {
  const { verificationId } = await makeVerification(deps);
  await deps.db.verification.update({ where: { id: verificationId }, data: { strengthAsked: "fair" } });
  await offer(verificationId, "totp");
  expect(await prove(verificationId, "email_code")).toMatchObject({ result: "more" });
  expect(await prove(verificationId, "totp")).toMatchObject({ result: "passed" });
  await lookAtContacts(deps, moved);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed", strength: "fair" });
});

test("a look that began before the last proof confirms nothing", async () => {
  const { verificationId } = await makeVerification(deps);
  await prove(verificationId, "email_code");
  const before = later((await rowOf(verificationId)).provenAt ?? new Date(), -1);
  await finishLook(deps, { verificationId, provenAt: before, contact: aRequester });
  expect(await rowOf(verificationId)).toMatchObject({ settledAt: null, contactConfirmedAt: null });
  await lookAtContacts(deps);
  expect(await rowOf(verificationId)).toMatchObject({ state: "passed" });
});

test("of a contact who was moved to another company an approver's word counts no more; their own code does", async () => {
  const inOther = { ...aRequester, companyId: 99 };
  const byApprover = await makeVerification(deps);
  await deps.db.challenge.updateMany({
    where: { verificationId: byApprover.verificationId, method: "email_code" },
    data: { state: "unusable", settledAt: new Date() },
  });
  await prove(byApprover.verificationId, "approver");
  await lookAtContacts(deps, inOther);
  expect(await rowOf(byApprover.verificationId)).toMatchObject({ state: "not_possible", reason: "verification.company_changed" });

  const byCode = await makeVerification(deps);
  await prove(byCode.verificationId, "email_code");
  await lookAtContacts(deps, inOther);
  expect(await rowOf(byCode.verificationId)).toMatchObject({ state: "passed" });
});

test.each(["the end of time", "a denial that came late"])(
  "%s waits for a proof that is being committed, which has its time then",
  async (what) => {
    const { verificationId } = await makeVerification(deps);
    const { id } = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } });
    const { token } = await claimOf(verificationId);
    const start = deps.now();
    await deps.db.verification.update({ where: { id: verificationId }, data: { expiresAt: later(start, 1_000) } });
    const committing = Promise.withResolvers<void>();
    const isProven = Promise.withResolvers<void>();
    const proof = inTransaction(deps.db, async (tx) => {
      await passChallenge(tx, { verificationId, challengeId: id, now: start });
      isProven.resolve();
      await committing.promise;
    });
    await isProven.promise;
    deps.setNow(later(start, minutes(1)));
    const other = what === "the end of time" ? handleExpireVerification(deps, jobRun(deps, { verificationId })) : deny(deps, token);
    // It stands at the lock, so it has read nothing yet.
    await expect
      .poll(async () => (await deps.pool.query("select 1 from pg_locks where not granted")).rowCount, { timeout: 5_000 })
      .toBeGreaterThan(0);
    committing.resolve();
    await Promise.all([proof, other]);
    const { state } = await rowOf(verificationId);
    expect(state).toBe(what === "the end of time" ? "pending" : "denied");
  },
);
