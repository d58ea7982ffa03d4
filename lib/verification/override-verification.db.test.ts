import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrokenAuditEntry } from "../audit/record-audit.ts";
import { inTransaction } from "../platform/db/database.ts";
import { AccessError, NotFoundError } from "../platform/errors.ts";
import { makeOrganization, makeVerification } from "../testing/factories.ts";
import { queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { deny } from "./deny.ts";
import { cancelForMember, overrideForMember, startForMember } from "./for-members.ts";
import { getVerification } from "./queries.ts";
import { requesterLink } from "./requester-link.ts";
import { settle } from "./settle.ts";
import type { Outcome } from "./states.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());

const member = (name: string) => ({ kind: "member" as const, id: crypto.randomUUID(), name });
const lead = member("Inés Bağcı");
const reason = "I sat beside her when she asked for it.";

const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });

/** One that the policy started, with what an override of it takes. */
async function started(starter?: ReturnType<typeof member>) {
  const { verificationId, organization } = await makeVerification(deps);
  await deps.db.verification.update({ where: { id: verificationId }, data: { startedById: starter?.id ?? null } });
  const asked = { organizationId: organization.id, verificationId, reason, actor: lead };
  return { ...asked, asked, override: (changed: object = {}) => overrideForMember(deps, { ...asked, ...changed }) };
}

async function end(verificationId: string, outcome: Outcome): Promise<void> {
  const because = outcome === "denied" || outcome === "passed" ? {} : { reason: "verification.no_answer" };
  const proven = outcome === "passed" ? { proof: { method: "email_code", strength: "weak" } as const } : {};
  if (outcome === "passed") {
    await deps.db.challenge.updateMany({ where: { verificationId }, data: { state: "passed", strength: "weak", channel: "email" } });
    await deps.db.verification.update({ where: { id: verificationId }, data: { contactConfirmedAt: deps.now() } });
  }
  await inTransaction(deps.db, (tx) =>
    settle(tx, { verificationId, outcome, ...because, ...proven, actor: { kind: "system" }, now: deps.now() }),
  );
}

test("a lead ends an open one with a reason: no strength, no secret left, and everybody is told who decided", async () => {
  const { verificationId, organizationId, override } = await started();

  expect(await override()).toBe(verificationId);

  const row = await verificationOf(verificationId);
  expect(row).toMatchObject({
    state: "overridden",
    strength: null,
    decidedByName: "Inés Bağcı",
    decisionReason: reason,
    tokenSealed: null,
  });
  expect(await deps.db.challenge.count({ where: { verificationId, destinationSealed: { not: null } } })).toBe(0);
  const event = await deps.db.verificationEvent.findFirst({ where: { verificationId, kind: "overridden" } });
  expect(event?.details).toEqual({ by: "Inés Bağcı", why: reason });
  const entry = await deps.db.auditEntry.findFirst({ where: { organizationId, action: "verification.settled" } });
  expect(entry).toMatchObject({ actorName: "Inés Bağcı", details: { outcome: "overridden", why: reason, strength: null } });
  expect(await inTransaction(deps.db, (tx) => findBrokenAuditEntry(tx, organizationId))).toBeNull();
  expect(await queuedJobs(deps)).toContainEqual(expect.objectContaining({ name: "write-back.plan", payload: { verificationId } }));
  expect(await inTransaction(deps.db, (tx) => getVerification(tx, organizationId, verificationId))).toMatchObject({
    override: { byName: "Inés Bağcı", reason },
  });
});

test.each(["failed", "expired", "cancelled", "not_possible"] as const)(
  "what ended as %s keeps its outcome: the decision is another one, of the same ticket and requester",
  async (outcome) => {
    const { verificationId, override } = await started();
    await end(verificationId, outcome);

    const decidedId = await override();

    expect(decidedId).not.toBe(verificationId);
    const [before, decided] = [await verificationOf(verificationId), await verificationOf(decidedId)];
    expect(before.state).toBe(outcome);
    expect(decided).toMatchObject({
      ...{ state: "overridden", ticketId: before.ticketId, requesterContactId: before.requesterContactId },
      ...{ requesterName: before.requesterName, companyName: before.companyName, startedByName: "Inés Bağcı" },
    });
    expect(await deps.db.challenge.count({ where: { verificationId: decidedId } })).toBe(0);
    await expect(override()).rejects.toMatchObject({ code: "verification.override_outdated" });
  },
);

test("who started it does not decide it, open or ended; another lead does", async () => {
  const open = await started(lead);
  await expect(open.override()).rejects.toMatchObject({ code: "verification.override_second_person" });
  expect((await verificationOf(open.verificationId)).state).toBe("pending");
  expect(await open.override({ actor: member("Tomasz") })).toBe(open.verificationId);

  const ended = await started(lead);
  await end(ended.verificationId, "expired");
  await expect(ended.override()).rejects.toMatchObject({ code: "verification.override_second_person" });
});

test("a start by a member or a key is remembered by its id", async () => {
  const { verificationId, organizationId } = await started();
  await cancelForMember(deps, { organizationId, verificationId, actor: lead });
  const { connectionId, ticketId } = await verificationOf(verificationId);
  const { autotaskId } = await deps.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const id = await startForMember(deps, { organizationId, connectionId, autotaskTicketId: Number(autotaskId), actor: lead });

  expect((await verificationOf(id)).startedById).toBe(lead.id);
});

test("a denial is not overridden, nor is any other of its ticket", async () => {
  const { verificationId, organizationId, override } = await started();
  const link = requesterLink(deps, await verificationOf(verificationId));
  await deny(deps, link.split("/v/")[1] ?? "");
  await expect(override()).rejects.toMatchObject({ code: "verification.override_denied" });

  const { connectionId, ticketId } = await verificationOf(verificationId);
  const { autotaskId } = await deps.db.ticket.findUniqueOrThrow({ where: { id: ticketId } });
  const technician = member("Tomasz");
  const again = await startForMember(deps, { organizationId, connectionId, autotaskTicketId: Number(autotaskId), actor: technician });
  await expect(override({ verificationId: again })).rejects.toMatchObject({ code: "verification.override_denied" });
});

test.each(["passed", "overridden"] as const)("what is %s needs no decision", async (outcome) => {
  const { verificationId, override } = await started();
  if (outcome === "passed") await end(verificationId, "passed");
  else await override();

  await expect(override()).rejects.toMatchObject({ code: "verification.already_settled" });
});

test("nobody decides about a requester who is not known, for another organization, or as a key", async () => {
  const { verificationId, override } = await started();
  await expect(override({ organizationId: (await makeOrganization(deps.db)).id })).rejects.toThrow(NotFoundError);
  await expect(override({ actor: { ...lead, kind: "api_key" } })).rejects.toThrow(AccessError);
  await deps.db.verification.update({ where: { id: verificationId }, data: { requesterContactId: null } });
  await expect(override()).rejects.toMatchObject({ code: "verification.override_nobody" });
  expect((await verificationOf(verificationId)).state).toBe("pending");
});

test("a denial and an override at once make one outcome", async () => {
  const { verificationId, override } = await started();
  const link = requesterLink(deps, await verificationOf(verificationId));
  await Promise.allSettled([override(), deny(deps, link.split("/v/")[1] ?? "")]);

  const all = await deps.db.verificationEvent.findMany({ where: { verificationId, kind: { in: ["overridden", "denied"] } } });
  expect(all.map(({ kind }) => kind)).toEqual([(await verificationOf(verificationId)).state]);
});
