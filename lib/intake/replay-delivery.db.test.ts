import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { resumeParked } from "../connection/resume-parked.ts";
import { later, seconds } from "../platform/clock.ts";
import { inTransaction } from "../platform/db/database.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { makeOrganization } from "../testing/factories.ts";
import { connectTo } from "../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../testing/simulator.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../testing/test-deps.ts";
import { handleProcessDelivery } from "./process-delivery.handler.ts";
import { readDeliveries } from "./queries.ts";
import { replayDelivery } from "./replay-delivery.ts";

let deps: TestDeps;
let simulator: SimulatorProcess;
let place: { organizationId: string; connectionId: string };
beforeAll(async () => {
  [deps, simulator] = [await testDeps(), await startSimulatorProcess()];
  Object.assign(deps, { autotask: { ...deps.autotask, allowedHosts: [simulator.host] } });
});
afterAll(async () => {
  await simulator.close();
  await deps.close();
});
beforeEach(async () => {
  await simulator.control("reset", {});
  await deps.db.connection.updateMany({ data: { state: "disconnected" } });
  deps.setNow(new Date());
  const { id: connectionId, organizationId } = await connectTo(deps, simulator);
  place = { connectionId, organizationId };
});

const contact = 29683586;
const actor = { kind: "member", id: crypto.randomUUID(), name: "Inés Bağcı" } as const;

async function deliver(fields: Record<string, unknown> = {}, data: Record<string, unknown> = {}) {
  const ticket = (await simulator.control("tickets", { contactId: contact, title: "MFA on a new phone", source: 2, ...fields })) as {
    id: number;
  };
  const { id } = await deps.db.delivery.create({
    data: { ...place, eventKey: String(ticket.id), autotaskTicketId: BigInt(ticket.id), action: "Create", entityType: "Ticket", ...data },
    select: { id: true },
  });
  return {
    ticketId: ticket.id,
    id,
    process: () => handleProcessDelivery(deps, jobRun(deps, { deliveryId: id })),
    replay: (changes: Partial<{ organizationId: string; connectionId: string }> = {}) =>
      replayDelivery(deps, { ...place, deliveryId: id, actor, ...changes }),
    read: () => deps.db.delivery.findUniqueOrThrow({ where: { id } }),
    shown: async () => (await readDeliveries(deps, { ...place, limit: 10 })).items.find((each) => each.id === id),
  };
}
const verifications = () => deps.db.verification.count({ where: place });
const jobs = async (id: string) => (await queuedJobs(deps)).filter(({ payload }) => JSON.stringify(payload).includes(id));
const entries = () => deps.db.auditEntry.findMany({ where: { organizationId: place.organizationId, action: "intake.delivery_replayed" } });

test("a ticket that Autotask refused to give us is verified once it is replayed, and the audit names who", async () => {
  const delivery = await deliver({}, { fate: "failed", fateReason: "intake.autotask_refused", processedAt: deps.now() });
  await delivery.replay();
  expect(await delivery.shown()).toMatchObject({ fate: "failed", canReplay: false, replay: { byName: actor.name, isRunning: true } });
  expect(await jobs(delivery.id)).toMatchObject([{ name: "intake.process-delivery" }]);

  await delivery.process();

  expect(await delivery.shown()).toMatchObject({
    fate: "verification_started",
    canReplay: true,
    replay: { isRunning: false },
    tookMs: null,
  });
  expect(await verifications()).toBe(1);
  expect(await entries()).toMatchObject([{ actorName: actor.name, subjectId: place.connectionId, details: { deliveryId: delivery.id } }]);
});

test("the requester of a ticket that was asked is not asked again, and the delivery keeps its fate", async () => {
  const delivery = await deliver();
  await delivery.process();
  for (const end of [{}, { state: "expired" as const, settledAt: deps.now() }]) {
    await deps.db.verification.updateMany({ where: place, data: end });
    await delivery.replay();
    await Promise.all([delivery.process(), delivery.process()]);
    expect(await delivery.read()).toMatchObject({ fate: "verification_started", fateReason: null });
    expect(await verifications()).toBe(1);
  }
});

test("whoever was asked by a person's own request meanwhile is not asked again by a replay", async () => {
  const delivery = await deliver();
  await delivery.process();
  await deps.db.verification.updateMany({ where: place, data: { run: crypto.randomUUID(), state: "cancelled", settledAt: deps.now() } });
  await deps.db.delivery.update({ where: { id: delivery.id }, data: { fate: "failed", fateReason: "intake.autotask_refused" } });
  await delivery.replay();
  await delivery.process();
  expect(await delivery.read()).toMatchObject({ fate: "ignored", fateReason: "intake.already_verified" });
  expect(await verifications()).toBe(1);
});

test("ten who press at the same moment have it processed once more, and one entry stands in the audit", async () => {
  const delivery = await deliver({}, { fate: "ignored", fateReason: "intake.ticket_gone", processedAt: deps.now() });
  await Promise.all(Array.from({ length: 10 }, () => delivery.replay()));
  expect(await jobs(delivery.id)).toHaveLength(1);
  expect(await entries()).toHaveLength(1);
  await Promise.all(Array.from({ length: 4 }, () => delivery.process().catch(() => undefined)));
  expect(await verifications()).toBe(1);
});

test("a replay counts also where the worker's clock and ours differ, in either direction", async () => {
  const ahead = await deliver({}, { fate: "failed", processedAt: later(deps.now(), seconds(30)) });
  await ahead.replay();
  expect(await ahead.shown()).toMatchObject({ replay: { isRunning: true } });
  await ahead.process();
  expect(await ahead.shown()).toMatchObject({ fate: "verification_started", replay: { isRunning: false } });
});

test("a replay that meets a block or a pause waits with the other deliveries and goes on with them", async () => {
  const delivery = await deliver({}, { fate: "failed", processedAt: deps.now() });
  await deps.db.connection.update({ where: { id: place.connectionId }, data: { state: "paused" } });
  await delivery.replay();
  await delivery.process();
  expect(await delivery.shown()).toMatchObject({ fate: "failed", replay: { isRunning: true } });

  await deps.pool.query("delete from graphile_worker._private_jobs");
  await deps.db.connection.update({ where: { id: place.connectionId }, data: { state: "connected" } });
  await inTransaction(deps.db, (tx) => resumeParked(tx, place.connectionId));
  expect(await jobs(delivery.id)).toHaveLength(1);
  await delivery.process();
  expect(await delivery.read()).toMatchObject({ fate: "verification_started" });
});

test("a ticket found a day late is asked when a person has it replayed", async () => {
  const delivery = await deliver(
    {},
    { source: "reconciliation", fate: "not_verified", fateReason: "policy.found_too_late", processedAt: deps.now() },
  );
  await simulator.control(
    `rows/Tickets/${delivery.ticketId}`,
    { fields: { createDate: later(deps.now(), -seconds(200_000)).toISOString() } },
    "PATCH",
  );
  expect(await delivery.shown()).toMatchObject({ isRecovered: true, canReplay: true });
  await delivery.replay();
  await delivery.process();
  expect(await delivery.read()).toMatchObject({ fate: "verification_started" });
});

test.each(["intake.other_action", "intake.deactivation_checked", "intake.no_entity_id"])(
  "what is about no new ticket (%s) cannot be replayed: an old ticket is not asked for an update",
  async (fateReason) => {
    const delivery = await deliver({}, { fate: "ignored", fateReason, processedAt: deps.now() });
    expect(await delivery.shown()).toMatchObject({ canReplay: false });
    await expect(delivery.replay()).rejects.toMatchObject({ code: "intake.nothing_to_replay" });
    expect(await jobs(delivery.id)).toEqual([]);
  },
);

test("nobody replays through another organization or connection, nor what is switched off", async () => {
  const delivery = await deliver({}, { fate: "failed", processedAt: deps.now() });
  const other = await makeOrganization(deps.db);
  await expect(delivery.replay({ organizationId: other.id })).rejects.toBeInstanceOf(NotFoundError);
  await expect(delivery.replay({ connectionId: crypto.randomUUID() })).rejects.toBeInstanceOf(NotFoundError);
  await deps.db.connection.update({ where: { id: place.connectionId }, data: { state: "disconnected" } });
  await expect(delivery.replay()).rejects.toBeInstanceOf(ConflictError);
  expect((await delivery.read()).replayedAt).toBeNull();
});
