import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findBrokenAuditEntry } from "../audit/record-audit.ts";
import { handleTellTechnician } from "../notification/tell-technician.handler.ts";
import { inTransaction } from "../platform/db/database.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { aRequester, makeConnection, makeOrganization, makeTicket } from "../testing/factories.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { deny } from "./deny.ts";
import { handleEndFrozen } from "./end-frozen.handler.ts";
import { clearForMember, freezeForMember, overrideForMember, unfreezeForMember } from "./for-members.ts";
import { passChallenge } from "./pass-challenge.ts";
import { getVerification } from "./queries.ts";
import { requesterLink } from "./requester-link.ts";
import { settle } from "./settle.ts";
import { startVerification } from "./start-verification.ts";

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});
afterAll(() => deps.close());
beforeEach(() => deps.pool.query("delete from graphile_worker._private_jobs"));

const lead = { kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı" } as const;
const reason = "I called her on the number in our files.";

/** One organization in which one person is asked about as many tickets as a test wants, under changing contact records. */
async function msp() {
  const { id: organizationId } = await makeOrganization(deps.db);
  const { connection } = await makeConnection(deps, { organizationId });
  const place = { organizationId, connectionId: connection.id };
  return {
    organizationId,
    async ask(requester: Partial<typeof aRequester> = {}) {
      const ticket = await makeTicket(deps.db, place);
      const start = {
        ...place,
        ticketId: ticket.id,
        run: "auto",
        strengthAsked: "weak",
        actor: { kind: "system" },
        now: deps.now(),
      } as const;
      const whole = { ...start, requester: { ...aRequester, ...requester }, companyName: "Kanzlei" };
      return inTransaction(deps.db, (tx) => startVerification(tx, deps.secrets, whole));
    },
    async deny(verificationId: string) {
      const link = requesterLink(deps, await verificationOf(verificationId));
      await deny(deps, link.split("/v/")[1] ?? "");
    },
    fail: (verificationId: string) =>
      inTransaction(deps.db, (tx) =>
        settle(tx, { verificationId, outcome: "failed", reason: "verification.tries_used", actor: { kind: "system" }, now: deps.now() }),
      ),
    standing: async (verificationId: string) =>
      (await inTransaction(deps.db, (tx) => getVerification(tx, organizationId, verificationId))).contact.state,
    by: (verificationId: string) => ({ organizationId, verificationId, actor: lead }),
  };
}

const verificationOf = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id } });

async function runEndFrozen() {
  for (const { name, payload } of await queuedJobs(deps)) {
    // Written by `enqueue` of this job's own contract.
    if (name === "verification.end-frozen") await handleEndFrozen(deps, jobRun(deps, payload as { freezeId: string }));
  }
}

test("one denial is a suspicion; the second, by whichever record has the address, freezes: what is open ends, what is new is not asked", async () => {
  const { ask, deny, standing, organizationId } = await msp();
  const first = await ask();
  await deny(first);
  const open = await ask({ contactId: 501, companyId: 44 });
  expect(await standing(open)).toBe("suspected");

  const second = await ask({ contactId: 502, email: ` ${String(aRequester.email).toUpperCase()} ` });
  await deny(second);
  expect(await standing(open)).toBe("frozen");
  const now = deps.now();
  const { id: challengeId } = await deps.db.challenge.findFirstOrThrow({ where: { verificationId: open } });
  await expect(inTransaction(deps.db, (tx) => passChallenge(tx, { verificationId: open, challengeId, now }))).rejects.toThrow(
    ConflictError,
  );

  await runEndFrozen();
  const next = await ask();
  for (const id of [open, next])
    expect(await verificationOf(id)).toMatchObject({ state: "not_possible", reason: "verification.contact_frozen" });
  expect(await deps.db.challenge.count({ where: { verificationId: next } })).toBe(0);
  expect(await inTransaction(deps.db, (tx) => findBrokenAuditEntry(tx, organizationId))).toBeNull();
});

test("a failure and a denial freeze, in either order; failures alone do not, nor does another person or organization", async () => {
  const { ask, deny, fail, standing } = await msp();
  const other = { email: "ben@kanzlei.example", contactId: 9 };
  for (const _ of [1, 2, 3]) await fail(await ask(other));
  expect(await standing(await ask(other))).toBe("clear");

  await fail(await ask());
  expect(await standing(await ask())).toBe("clear");
  await deny(await ask());
  expect(await standing(await ask())).toBe("frozen");

  const elsewhere = await msp();
  const there = await elsewhere.ask();
  expect(await elsewhere.standing(there)).toBe("clear");
  // Nor do the rows tell that two organizations know the same person.
  expect((await verificationOf(there)).contactMac).not.toEqual((await verificationOf(await ask())).contactMac);
});

test("two denials at the same moment freeze", async () => {
  const { ask, deny, standing } = await msp();
  const both = [await ask(), await ask()];

  await Promise.all(both.map(deny));

  expect(await standing(both[0] ?? "")).toBe("frozen");
});

test("signals from more than thirty days ago do not count", async () => {
  const { ask, deny, standing } = await msp();
  const old = await ask();
  await deny(old);
  await deps.db.verification.update({ where: { id: old }, data: { settledAt: new Date(Date.now() - 31 * 86_400_000) } });
  await deny(await ask());

  expect(await standing(await ask())).toBe("suspected");
});

test("a lead freezes at once, once, and lifts with a reason; then the person is asked again and begins anew", async () => {
  const { ask, deny, standing, by, organizationId } = await msp();
  const denied = await ask();
  await deny(denied);

  await freezeForMember(deps, by(denied));
  await expect(freezeForMember(deps, by(denied))).rejects.toMatchObject({ code: "verification.contact_frozen" });
  const refused = await ask();
  expect((await verificationOf(refused)).state).toBe("not_possible");
  await expect(overrideForMember(deps, { ...by(refused), reason })).rejects.toMatchObject({ code: "verification.contact_frozen" });
  await unfreezeForMember(deps, { ...by(refused), reason });
  await expect(unfreezeForMember(deps, { ...by(refused), reason })).rejects.toMatchObject({ code: "verification.contact_not_frozen" });

  const again = await ask();
  expect((await verificationOf(again)).state).toBe("pending");
  expect(await standing(again)).toBe("clear");
  await deny(again);
  expect(await standing(again)).toBe("suspected");
  const entries = await deps.db.auditEntry.findMany({
    where: { organizationId, action: { startsWith: "contact." } },
    orderBy: { sequence: "asc" },
  });
  expect(entries.map(({ action, actorName, details }) => ({ action, actorName, details }))).toEqual([
    { action: "contact.frozen", actorName: "Inés Bağcı", details: {} },
    { action: "contact.unfrozen", actorName: "Inés Bağcı", details: { why: reason } },
  ]);
});

test("a lead clears a suspicion with a reason: it stays denied, counts no more, and a new denial begins anew", async () => {
  const { ask, deny, standing, by, organizationId } = await msp();
  const denied = await ask();
  await expect(clearForMember(deps, { ...by(denied), reason })).rejects.toMatchObject({ code: "verification.contact_not_suspected" });
  await deny(denied);
  await expect(
    clearForMember(deps, { organizationId: (await msp()).organizationId, verificationId: denied, actor: lead, reason }),
  ).rejects.toThrow(NotFoundError);

  await clearForMember(deps, { ...by(denied), reason });

  expect(await standing(denied)).toBe("clear");
  expect((await verificationOf(denied)).state).toBe("denied");
  await deny(await ask());
  const next = await ask();
  expect(await standing(next)).toBe("suspected");
  await deny(next);
  expect(await standing(next)).toBe("frozen");
  // A freeze is lifted, not cleared.
  await expect(clearForMember(deps, { ...by(next), reason })).rejects.toMatchObject({ code: "verification.contact_not_suspected" });
  const entry = await deps.db.auditEntry.findFirstOrThrow({ where: { organizationId, action: "contact.cleared" } });
  expect(entry).toMatchObject({ actorName: "Inés Bağcı", details: { why: reason } });
});

test("nobody freezes or lifts in another organization", async () => {
  const mine = await msp();
  const theirs = await msp();
  const id = await theirs.ask();
  await freezeForMember(deps, theirs.by(id));

  await expect(freezeForMember(deps, mine.by(id))).rejects.toThrow(NotFoundError);
  await expect(unfreezeForMember(deps, { ...mine.by(id), reason })).rejects.toThrow(NotFoundError);
  expect(await theirs.standing(id)).toBe("frozen");
});

test("a person without an address is frozen as the contact they are", async () => {
  const { ask, by } = await msp();
  const nobody = await ask({ email: null });
  await freezeForMember(deps, by(nobody));

  expect((await verificationOf(await ask({ email: null }))).reason).toBe("verification.contact_frozen");
  expect((await verificationOf(await ask({ email: null, contactId: 78 }))).reason).toBe("verification.no_address");
});

test("no address is in the rows of a freeze, and the technician hears of it", async () => {
  const { ask, deny, by } = await msp();
  const denied = await ask();
  await deny(denied);
  await freezeForMember(deps, by(denied));
  deps.mails.length = 0;
  await handleTellTechnician(deps, jobRun(deps, { verificationId: denied }));

  expect(deps.mails[0]?.text).toContain("nobody is asked in this name, for any ticket, until a lead lifts the freeze");
  const { rows } = await deps.pool.query("select f::text as row from contact_freezes f");
  expect(rows.filter(({ row }) => String(row).includes("kanzlei"))).toEqual([]);
});
