import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ConflictError, LimitError, NotFoundError } from "../platform/errors.ts";
import { makeOrganization, makeVerification } from "../testing/factories.ts";
import { queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { findOpenPage } from "./find-open-page.ts";
import { switchForMember } from "./for-members.ts";
import { requesterLink } from "./requester-link.ts";
import { switchMethodByLink } from "./switch-method.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => deps.pool.query("delete from graphile_worker._private_jobs"));

const actor = { kind: "member", id: crypto.randomUUID(), name: "Lea" } as const;

/** A verification whose e-mail code is offered while something else is open, with a code that was sent. */
async function withTwo() {
  const made = await makeVerification(deps);
  const { verificationId, organization } = made;
  const { id: mailId } = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } });
  await deps.db.challenge.update({ where: { id: mailId }, data: { state: "offered" } });
  const open = { state: "sent" as const, codeMac: Buffer.from("mac"), codeExpiresAt: new Date(Date.now() + 60_000) };
  const { id: openId } = await deps.db.challenge.create({
    data: { organizationId: organization.id, verificationId, method: "another", createdAt: new Date(), ...open },
  });
  await deps.pool.query("delete from graphile_worker._private_jobs");
  const link = requesterLink(deps, await deps.db.verification.findUniqueOrThrow({ where: { id: verificationId } }));
  const token = link.split("/v/")[1] ?? "";
  return { ...made, organizationId: organization.id, mailId, openId, token };
}

const challenge = (id: string) => deps.db.challenge.findUniqueOrThrow({ where: { id } });

test("a member asks by another way: what was open is offered again, and its code is dead", async () => {
  const { verificationId, organizationId, mailId, openId } = await withTwo();

  await switchForMember(deps, { organizationId, verificationId, challengeId: mailId, actor });

  expect(await challenge(mailId)).toMatchObject({ state: "waiting" });
  expect(await challenge(openId)).toMatchObject({ state: "offered", codeMac: null, codeExpiresAt: null });
  expect((await queuedJobs(deps)).map(({ payload }) => payload)).toEqual([{ challengeId: mailId }]);
  expect(await deps.db.auditEntry.findMany({ where: { organizationId, action: "verification.method_changed" } })).toHaveLength(1);
  expect(await deps.db.verificationEvent.findFirst({ where: { verificationId, kind: "method_changed" } })).toMatchObject({
    details: { method: "email_code", by: "Lea" },
  });
});

test.each(["sent", "unusable", "passed"] as const)("a way that is %s cannot be chosen", async (state) => {
  const { verificationId, organizationId, mailId, token } = await withTwo();
  await deps.db.challenge.update({ where: { id: mailId }, data: { state } });

  await expect(switchForMember(deps, { organizationId, verificationId, challengeId: mailId, actor })).rejects.toThrow(ConflictError);
  expect(await switchMethodByLink(deps, { token, challengeId: mailId })).toBe(false);
  expect((await challenge(mailId)).state).toBe(state);
});

test("nothing is chosen in a verification of another organization, of another link, or after the end", async () => {
  const mine = await withTwo();
  const other = await withTwo();
  const stranger = await makeOrganization(deps.db);
  const { verificationId, organizationId, mailId } = mine;

  await expect(switchForMember(deps, { organizationId: stranger.id, verificationId, challengeId: mailId, actor })).rejects.toThrow(
    NotFoundError,
  );
  await expect(switchForMember(deps, { organizationId, verificationId, challengeId: other.mailId, actor })).rejects.toThrow(NotFoundError);
  expect(await switchMethodByLink(deps, { token: other.token, challengeId: mailId })).toBe(false);
  await deps.db.verification.update({ where: { id: verificationId }, data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await switchMethodByLink(deps, { token: mine.token, challengeId: mailId })).toBe(false);
  expect((await challenge(mailId)).state).toBe("offered");
  expect((await challenge(other.mailId)).state).toBe("offered");
});

test("switching to and fro sends no more codes than a ticket may have", async () => {
  const { verificationId, organizationId, mailId, openId } = await withTwo();
  await deps.db.challenge.update({ where: { id: openId }, data: { codeNumber: 3 } });

  await expect(switchForMember(deps, { organizationId, verificationId, challengeId: mailId, actor })).rejects.toThrow(LimitError);
  expect((await challenge(openId)).state).toBe("sent");
});

test("the requester chooses another way by their link, and the page asks by it", async () => {
  const { verificationId, mailId, openId, token } = await withTwo();

  expect(await switchMethodByLink(deps, { token, challengeId: mailId })).toBe(true);

  expect((await challenge(openId)).state).toBe("offered");
  await deps.db.challenge.delete({ where: { id: openId } });
  expect(await findOpenPage(deps, token)).toMatchObject({ method: "email_code", others: [] });
  expect(await deps.db.verificationEvent.findFirst({ where: { verificationId, kind: "method_changed" } })).toMatchObject({
    details: { by: "requester" },
  });
});
