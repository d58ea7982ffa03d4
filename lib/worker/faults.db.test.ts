import { afterAll, beforeAll, expect, test } from "vitest";
import { handleCheck } from "../connection/check.handler.ts";
import { testConnection } from "../connection/test-connection.ts";
import { handleFindMissedTickets } from "../intake/reconcile/find-missed-tickets.handler.ts";
import { retryFor } from "../jobs/retry-policy.ts";
import { AppError } from "../platform/errors.ts";
import { actor, connectedTo, openStage, type SimulatedTenant, type Stage } from "../testing/connecting.ts";
import { makeOutcome } from "../testing/outcomes.ts";
import { jobRun } from "../testing/test-deps.ts";
import { handleDeliverWriteBack } from "../write-back/deliver-write-back.handler.ts";
import { handlePlanWriteBack } from "../write-back/plan-write-back.handler.ts";
import { retryWriteBack } from "../write-back/retry-write-back.ts";

// The same faults that lib/intake/faults.db.test.ts has deliveries meet, met by the other jobs that call Autotask: the check of
// a connection, the look for missed tickets, and the write of an outcome.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const ROUNDS = 4;

type Place = Awaited<ReturnType<typeof connectedTo>>;

/** A connection in use that has looked once, an outcome that waits to be written, and a ticket that did not reach us. */
async function inUse() {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const { organizationId, connectionId } = place;
  const open = async () =>
    (await stage.simulator.control("tickets", { tenant: tenant.key, title: "MFA on a new phone" })) as { id: number; ticketNumber: string };
  const { id: ticketId, ticketNumber } = await open();
  const verification = await makeOutcome(stage, { id: connectionId, organizationId }, { autotaskId: ticketId });
  // As it was read: another number under the same id would be another ticket.
  const { ticketId: rowId } = verification;
  await stage.db.ticket.update({ where: { id: rowId }, data: { number: ticketNumber } });
  await handlePlanWriteBack(stage, jobRun(stage, { verificationId: verification.id }));
  const { id: writeBackId } = await stage.db.writeBack.findFirstOrThrow({ where: { verificationId: verification.id, kind: "note" } });
  const jobs = {
    check: () => handleCheck(stage, jobRun(stage, { connectionId })),
    look: () => handleFindMissedTickets(stage, jobRun(stage, { connectionId, asked: true })),
    write: () => handleDeliverWriteBack(stage, jobRun(stage, { writeBackId })),
  };
  await jobs.look();
  const { id: missedId } = await open();
  const writeBack = () => stage.db.writeBack.findUniqueOrThrow({ where: { id: writeBackId } });
  const notes = async () =>
    ((await stage.simulator.control(`tickets/${ticketId}/notes?tenant=${tenant.key}`, undefined, "GET")) as { title: string }[]).filter(
      ({ title }) => title.startsWith("Countersign"),
    );
  const found = () => stage.db.delivery.count({ where: { connectionId, autotaskTicketId: BigInt(missedId) } });
  return { tenant, place, jobs, writeBack, notes, found };
}

/** What a person or the time would do: limits are over, the breaker tries, the block is lifted, the row is due. */
async function letGoOn({ place, tenant }: { place: Place; tenant: SimulatedTenant }): Promise<void> {
  await stage.pool.query("delete from api_slots");
  await stage.simulator.control("behaviour", { tenant: tenant.key, hourlyLimit: 1_000_000 }, "PATCH");
  const { connectionId } = place;
  await stage.db.connection.updateMany({ where: { id: connectionId, outageSince: { not: null } }, data: { probeAt: new Date(0) } });
  const { blockedAt } = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  if (blockedAt !== null) expect(await testConnection(stage, { ...place, again: true })).toMatchObject({ ok: true });
  await stage.pool.query(
    `update write_backs set "nextAttemptAt" = null, "lastSentAt" = "lastSentAt" - interval '10 minutes' where "connectionId" = $1`,
    [connectionId],
  );
}

/** Two calls for each run of each of the three. */
const everyRound = ROUNDS * 3 * 2;
const outage = 5;

test.each<[scenario: string, atMost: number]>([
  ["sign-in-refused", 1],
  ["forbidden", everyRound + 16],
  ["address-blocked", outage],
  ["too-many-requests", everyRound],
  // Each endpoint is asked once or twice before all of its calls wait.
  ["hourly-limit", 6],
  ["server-words", everyRound],
  ["server-silent", outage],
  ["gateway-page", outage],
  ["down", outage],
  ["page-as-success", outage],
  ["empty-answers", everyRound],
  ["half-json", everyRound],
  ["other-shape", everyRound],
  ["resets", outage],
  ["resets-inside", outage],
])("%s: check, look and write lose nothing, fail by name, cost few calls, and go on", async (scenario, atMost) => {
  const { tenant, place, jobs, writeBack, notes, found } = await inUse();
  await stage.simulator.control("scenario", { name: scenario, tenant: tenant.key });
  const before = (await stage.callsOf(tenant)).length;

  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(jobs)) {
      const error = await run().then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (error === null) continue;
      expect(error, name).toBeInstanceOf(AppError);
      const end = retryFor(error);
      // A backoff is a second at least (lib/jobs/retry-policy.test.ts).
      if (end.when === "after") expect(end.delayMs, name).toBeGreaterThanOrEqual(500);
    }
  }

  expect((await stage.callsOf(tenant)).length - before).toBeLessThanOrEqual(atMost);
  const met = await writeBack();
  expect(met.errorCode, met.state).toMatch(/^(autotask|connection)\.[a-z_]+$/);
  expect(["waiting", "unconfirmed", "refused"]).toContain(met.state);
  expect([(await notes()).length, await found()]).toEqual([0, 0]);

  await stage.simulator.control("clear", {});
  await letGoOn({ place, tenant });
  // What Autotask refused in words waits for a person.
  if (met.state === "refused")
    await retryWriteBack(stage, { organizationId: place.organizationId, verificationId: met.verificationId, writeBackId: met.id, actor });
  for (const run of Object.values(jobs)) await run();
  expect((await writeBack()).state).toBe("written");
  expect([(await notes()).length, await found()]).toEqual([1, 1]);
});
