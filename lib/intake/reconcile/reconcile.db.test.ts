import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { withAutotask } from "../../connection/autotask-for.ts";
import { resumeConnection } from "../../connection/resume.ts";
import { findMissedTickets, reconcile } from "../../jobs/catalog.ts";
import type { PayloadOf } from "../../jobs/define-job.ts";
import { later, minutes } from "../../platform/clock.ts";
import { connectTo } from "../../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../../testing/simulator.ts";
import { startStubHttp } from "../../testing/stub-http.ts";
import { jobRun, queuedJobs, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { handleProcessDelivery } from "../process-delivery.handler.ts";
import { findLook } from "./find-look.ts";
import { handleFindMissedTickets } from "./find-missed-tickets.handler.ts";
import { lookThrough } from "./look-through.ts";
import { handleReconcile } from "./reconcile.handler.ts";

// Tickets of the simulator whose deliveries are lost: nothing listens where it would send them.

let deps: TestDeps;
let simulator: SimulatorProcess;
let place: { organizationId: string; connectionId: string };
let began: Date;

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
  began = deps.now();
});

const contact = 29683586;
const minute = (count: number) => later(began, minutes(count));
const connection = () => deps.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
const deliveries = (source: "webhook" | "reconciliation") =>
  deps.db.delivery.findMany({ where: { ...place, source }, orderBy: { autotaskTicketId: "asc" } });
const gaps = () => deps.db.gap.findMany({ where: place, orderBy: { startedAt: "asc" } });
const incidents = () => deps.db.incident.findMany({ where: { ...place, kind: "gap" } });
const look = (asked: Partial<PayloadOf<typeof findMissedTickets>> = {}) =>
  handleFindMissedTickets(deps, jobRun(deps, { connectionId: place.connectionId, ...asked }));

/** The looks that wait for this connection. */
const queuedLooks = async () =>
  (await queuedJobs(deps))
    .filter(({ name }) => name === findMissedTickets.name)
    .map(({ payload, runAt }) => ({ payload: findMissedTickets.payload.parse(payload), runAt }))
    .filter(({ payload }) => payload.connectionId === place.connectionId);

/** A ticket as a person opens it, so many minutes after the connection began. */
async function open(at: number, fields: Record<string, unknown> = {}): Promise<number> {
  const { id } = (await simulator.control("tickets", { contactId: contact, title: "MFA on a new phone", source: 2, ...fields })) as {
    id: number;
  };
  await simulator.control(`rows/Tickets/${id}`, { fields: { createDate: minute(at).toISOString() } }, "PATCH");
  return id;
}

/** Its delivery reaches us. */
const arrive = (ticketId: number, sequenceNumber: bigint | null = null) =>
  deps.db.delivery.create({
    data: {
      ...place,
      eventKey: `webhook|${ticketId}|${sequenceNumber}`,
      autotaskTicketId: BigInt(ticketId),
      action: "Create",
      entityType: "Ticket",
      sequenceNumber,
      receivedAt: deps.now(),
    },
  });

/** Runs what waits, all at once, each twice. */
async function processAll(): Promise<void> {
  const waiting = await deps.db.delivery.findMany({ where: { ...place, processedAt: null }, select: { id: true } });
  const run = ({ id }: { id: string }) => handleProcessDelivery(deps, jobRun(deps, { deliveryId: id })).catch(() => undefined);
  for (let index = 0; index < waiting.length; index += 2) {
    const some = waiting.slice(index, index + 2);
    await Promise.all([...some, ...some].map(run));
  }
}
const verificationsByTicket = async () => {
  const rows = await deps.db.verification.findMany({ where: place, select: { ticket: { select: { autotaskId: true } } } });
  return rows.map(({ ticket }) => Number(ticket.autotaskId)).toSorted((one, other) => one - other);
};

test("a receiver that is dead for five minutes loses no ticket and doubles none", async () => {
  const before = [await open(-30), await open(-1)];
  await look();
  const live = await open(1);
  await arrive(live);
  deps.setNow(minute(10));
  const lost = [await open(3), await open(5), await open(5), await open(7)];
  const [late = 0] = lost;

  deps.setNow(minute(8));
  await handleReconcile(
    deps,
    jobRun(deps, { connectionId: place.connectionId, reason: "webhook_off" as const, from: minute(2).toISOString() }),
  );
  await look();
  await arrive(late); // Its delivery comes after all, at the same moment.
  await processAll();
  await look();

  expect((await deliveries("reconciliation")).map(({ autotaskTicketId }) => Number(autotaskTicketId))).toEqual(lost);
  expect(await verificationsByTicket()).toEqual([live, ...lost]);
  expect(before.some((id) => id > live)).toBe(false);
  expect(await gaps()).toMatchObject([
    { reason: "webhook_off", startedAt: minute(2), endedAt: minute(8), found: 4, recoveredAt: minute(8) },
  ]);
  expect(await incidents()).toMatchObject([{ code: "connection.tickets_missed", closedBy: "recovered", params: { count: "4" } }]);
});

test("tickets that were found before the reason was known are of the same gap as those found after it", async () => {
  await look();
  const [first, second] = [await open(3), await open(4)];
  deps.setNow(minute(6));
  await look({ lostSince: minute(2).toISOString() });
  expect(await gaps()).toMatchObject([{ reason: "missed", found: 2 }]);
  const asked = { connectionId: place.connectionId, reason: "our_outage" as const, from: minute(1).toISOString() };
  await handleReconcile(deps, jobRun(deps, asked));
  const third = await open(6);
  await look();
  await processAll();
  expect(await gaps()).toMatchObject([
    { reason: "our_outage", startedAt: minute(1), endedAt: minute(6), found: 3, recoveredAt: minute(6) },
  ]);
  expect(await verificationsByTicket()).toEqual([first, second, third]);
});

test("a gap in which nothing was missed is shown, and is no incident", async () => {
  await look();
  deps.setNow(minute(9));
  await handleReconcile(
    deps,
    jobRun(deps, { connectionId: place.connectionId, reason: "autotask_outage" as const, from: minute(2).toISOString() }),
  );
  await look();
  expect(await gaps()).toMatchObject([{ reason: "autotask_outage", found: 0, recoveredAt: minute(9) }]);
  expect(await incidents()).toEqual([]);
});

test("a look with nothing new is one call", async () => {
  await open(-5);
  await look();
  await simulator.control("calls", undefined, "DELETE");
  await look();
  const calls = (await simulator.control("calls", undefined, "GET")) as { path: string }[];
  expect(calls.map(({ path }) => path.toLowerCase())).toEqual(["/v1.0/tickets/query"]);
});

test("what came before the connection, what we opened ourselves and what has come are left alone", async () => {
  await open(-3);
  await look();
  await open(1, { creatorResourceId: Number((await connection()).apiResourceId) });
  const live = await open(2);
  await arrive(live);
  deps.setNow(minute(60));
  await look({ asked: true });
  expect(await deliveries("reconciliation")).toEqual([]);
  expect(await gaps()).toEqual([]);
});

test("a ticket missed without a known reason makes a gap of its own, from it to the next delivery", async () => {
  await look();
  const lost = await open(1);
  deps.setNow(minute(12));
  await arrive(await open(12));
  deps.setNow(minute(20));
  await look();
  deps.setNow(minute(21));
  await processAll();
  expect(await gaps()).toMatchObject([{ reason: "missed", startedAt: minute(1), endedAt: minute(12), found: 1, recoveredAt: minute(21) }]);
  expect((await verificationsByTicket()).includes(lost)).toBe(true);
  const events = await deps.db.connectionEvent.findMany({ where: place, orderBy: { at: "asc" } });
  expect(events.map(({ kind }) => kind)).toEqual(["gap_found", "gap_recovered"]);
});

test("a ticket that did not come has the webhook checked, once for all of a look", async () => {
  await look();
  await look();
  const checks = async () =>
    (await queuedJobs(deps)).filter(
      ({ name, payload }) => name === "connection.check" && JSON.stringify(payload).includes(place.connectionId),
    );
  expect(await checks()).toEqual([]);
  await open(1);
  await open(2);
  deps.setNow(minute(30));
  await look();
  expect(await checks()).toHaveLength(1);
});

test("nobody is asked about a ticket that was found more than a day late", async () => {
  await look();
  await open(1);
  deps.setNow(minute(24 * 60 + 2));
  await look();
  await processAll();
  expect(await deliveries("reconciliation")).toMatchObject([{ fate: "not_verified", fateReason: "policy.found_too_late" }]);
  expect(await verificationsByTicket()).toEqual([]);
});

test("a number left out of the webhook's deliveries has the lost tickets looked for at once", async () => {
  await look();
  const [first, lost, next] = [await open(1), await open(2), await open(3)];
  deps.setNow(minute(1));
  await arrive(first, 1n);
  deps.setNow(minute(4));
  const { id } = await arrive(next, 3n);
  await handleProcessDelivery(deps, jobRun(deps, { deliveryId: id }));

  const [job] = await queuedLooks();
  expect(job?.payload).toMatchObject({ connectionId: place.connectionId, lostSince: minute(1).toISOString() });
  await look(job?.payload);
  expect((await deliveries("reconciliation")).map(({ autotaskTicketId }) => Number(autotaskTicketId))).toEqual([lost]);
});

test("a number left out right after a look is looked for a minute after it, and not forgotten", async () => {
  const first = await open(1);
  await arrive(first, 1n);
  deps.setNow(minute(3));
  await look();
  deps.setNow(later(minute(3), 20_000));
  const { id } = await arrive(await open(3), 3n);
  await handleProcessDelivery(deps, jobRun(deps, { deliveryId: id }));
  expect(await queuedLooks()).toEqual([
    { payload: { connectionId: place.connectionId, lostSince: began.toISOString() }, runAt: minute(4) },
  ]);
});

test("a thousand tickets of one gap are each taken in once, over as many runs as it takes", async () => {
  await look();
  const all: number[] = [];
  for (let index = 0; index < 50; index += 1) all.push(...(await Promise.all(Array.from({ length: 20 }, () => open(1)))));
  deps.setNow(minute(30));

  await Promise.all([look(), look()]);
  const [next] = await queuedLooks();
  await look(next?.payload);

  const found = await deliveries("reconciliation");
  expect(found.map(({ autotaskTicketId }) => Number(autotaskTicketId))).toEqual(all.toSorted((one, other) => one - other));
  const jobs = (await queuedJobs(deps)).map(({ payload }) => (payload as { deliveryId?: string }).deliveryId);
  expect(found.every(({ id }) => jobs.filter((each) => each === id).length === 1)).toBe(true);
  expect(await gaps()).toMatchObject([{ found: 1_000, recoveredAt: null }]);
  expect(await incidents()).toMatchObject([{ closedAt: null, params: { count: "1000" } }]);
});

test("a look that waited for another one knows what that one took in, and makes no gap of its own", async () => {
  await look();
  const lost = await open(1);
  deps.setNow(minute(30));
  const other = await deps.pool.connect();
  await other.query("begin");
  await other.query(`select 1 from connections where "id" = $1 for no key update`, [place.connectionId]);
  const waiting = look();
  const isWaiting = async () =>
    (await deps.pool.query(`select 1 from pg_stat_activity where "datname" = current_database() and "wait_event_type" = 'Lock'`)).rowCount;
  await vi.waitUntil(async () => (await isWaiting()) === 1, { timeout: 10_000, interval: 10 });
  await other.query(
    `insert into deliveries ("organizationId", "connectionId", "eventKey", "autotaskTicketId", "action", "entityType", "source")
     values ($1, $2, 'reconciliation|of the other', $3, 'Create', 'Ticket', 'reconciliation')`,
    [place.organizationId, place.connectionId, lost],
  );
  await other.query("commit");
  other.release();
  await waiting;

  expect(await deliveries("reconciliation")).toHaveLength(1);
  expect(await gaps()).toEqual([]);
});

test("a look that ended in the middle goes on there in the next run, with all that it was asked for", async () => {
  await look();
  const tickets = 1_100; // More than a run reads.
  const all: number[] = [];
  while (all.length < tickets) all.push(...(await Promise.all(Array.from({ length: 100 }, () => open(1)))));
  deps.setNow(minute(3));

  await look({ lostSince: began.toISOString() });
  const [next] = await queuedLooks();
  expect(next?.payload).toEqual({ connectionId: place.connectionId, lostSince: began.toISOString(), afterId: expect.any(Number) });
  expect((await connection()).reconciledThroughId).not.toBe(BigInt(Math.max(...all)));
  await look(next?.payload);

  expect(await deps.db.delivery.count({ where: { ...place, source: "reconciliation" } })).toBe(tickets);
  expect((await connection()).reconciledThroughId).toBe(BigInt(Math.max(...all)));
  expect(await gaps()).toMatchObject([{ found: tickets }]);
});

test("a worker killed between taking tickets in and counting them as looked at: the next one doubles none", async () => {
  await look();
  const lost = [await open(1), await open(2)];
  deps.setNow(minute(30));
  const state = await findLook(deps, { connectionId: place.connectionId });
  if (state === null) throw new Error("There is nothing to look at");
  const signal = new AbortController().signal;
  await withAutotask(deps, place.connectionId, (autotask) =>
    lookThrough({ db: deps.db, now: deps.now, autotask }, { state, afterId: undefined, signal }),
  );
  await processAll();

  await look();

  expect((await deliveries("reconciliation")).map(({ autotaskTicketId }) => Number(autotaskTicketId))).toEqual(lost);
  expect(await verificationsByTicket()).toEqual(lost);
  expect(await gaps()).toMatchObject([{ found: 2, recoveredAt: minute(30) }]);
  expect(await incidents()).toMatchObject([{ closedBy: "recovered" }]);
});

test("a look that is told to stop while Autotask answers leaves everything to the next one", async () => {
  await look();
  const lost = await open(1);
  deps.setNow(minute(30));
  const before = await connection();
  await simulator.control("faults", { kind: "slow", delayMs: 5_000, collection: "Tickets", count: 1 });
  const stopping = new AbortController();
  const stopped = handleFindMissedTickets(deps, { ...jobRun(deps, { connectionId: place.connectionId }), signal: stopping.signal });
  const underWay = async () => (await simulator.control("calls?collection=Tickets", undefined, "GET")) as { status: number | null }[];
  await vi.waitUntil(async () => (await underWay()).some(({ status }) => status === null), { timeout: 10_000, interval: 10 });
  stopping.abort();
  await expect(stopped).rejects.toThrow();
  expect(await connection()).toMatchObject({ reconciledThroughAt: before.reconciledThroughAt, lastReconciledAt: before.lastReconciledAt });
  await look();
  expect((await deliveries("reconciliation")).map(({ autotaskTicketId }) => Number(autotaskTicketId))).toEqual([lost]);
});

test("tickets of a paused time wait for Resume, and are then found", async () => {
  await look();
  const where = { id: place.connectionId };
  await deps.db.connection.update({ where, data: { state: "paused", pausedAt: minute(2) } });
  const lost = [await open(3), await open(5)];
  deps.setNow(minute(6));
  const asked = { connectionId: place.connectionId, reason: "webhook_off" as const, from: minute(2).toISOString() };
  await handleReconcile(deps, jobRun(deps, asked));
  await simulator.control("calls", undefined, "DELETE");
  await look();
  expect(await simulator.control("calls", undefined, "GET")).toEqual([]);
  expect(await queuedLooks()).toEqual([]);

  deps.setNow(minute(12));
  await resumeConnection(deps, { ...place, actor: { kind: "system" } });
  const jobs = (await queuedJobs(deps))
    .filter(({ name }) => name === reconcile.name)
    .map(({ payload }) => reconcile.payload.parse(payload));
  const [resumed] = jobs.filter(({ connectionId }) => connectionId === place.connectionId);
  expect(resumed).toMatchObject({ reason: "resumed", from: minute(2).toISOString() });
  if (resumed) await handleReconcile(deps, jobRun(deps, resumed));
  const [next] = await queuedLooks();
  await look(next?.payload);
  await processAll();
  expect(await verificationsByTicket()).toEqual(lost);
  expect(await gaps()).toMatchObject([{ reason: "webhook_off", startedAt: minute(2), endedAt: minute(6), found: 2 }]);
});

test("ids that Autotask writes as strings are the ids they are", async () => {
  const proxy = await startStubHttp((request, response) => {
    const { method, url, bodyText, headers } = request;
    const { host: _host, "content-length": _length, connection: _connection, ...rest } = headers;
    void fetch(`${simulator.url}${url}`, { method, headers: rest, ...(bodyText === "" ? {} : { body: bodyText }) }).then(async (answer) => {
      const text = (await answer.text()).replace(/"(id|\w+ID)":(\d+)/g, '"$1":"$2"');
      response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
    });
  });
  try {
    Object.assign(deps, { autotask: { ...deps.autotask, allowedHosts: [simulator.host, proxy.host] } });
    const zoneUrl = `http://${proxy.host}/ATServicesRest/`;
    await deps.db.connection.update({ where: { id: place.connectionId }, data: { zoneUrl } });
    await look();
    await open(1, { creatorResourceId: Number((await connection()).apiResourceId) });
    const [known, lost] = [await open(2), await open(3)];
    await arrive(known);
    deps.setNow(minute(30));
    await look();
    await look();
    expect(proxy.requests.length).toBeGreaterThan(0);
    expect((await deliveries("reconciliation")).map(({ autotaskTicketId }) => Number(autotaskTicketId))).toEqual([lost]);
  } finally {
    await proxy.close();
  }
});

test("a ticket opened before Connect is never taken in, whatever Autotask's clock says", async () => {
  await open(9); // Opened before the first look, by a clock that is ten minutes fast.
  await look();
  deps.setNow(minute(60));
  await look();
  await look({ asked: true });
  expect(await deliveries("reconciliation")).toEqual([]);
});

test("a first look that comes late takes in what was lost after the first delivery, and nothing from before Connect", async () => {
  await open(-3);
  const delivered = await open(1);
  await arrive(delivered);
  const lost = await open(2);
  deps.setNow(minute(12));
  await look();
  deps.setNow(minute(30));
  await look();
  expect((await deliveries("reconciliation")).map(({ autotaskTicketId }) => Number(autotaskTicketId))).toEqual([lost]);
});

test("a database that was restored stops the looks until a person says so", async () => {
  const ids = [await open(1), await open(2), await open(3)];
  for (const id of ids) await arrive(id);
  await look({ asked: true });
  await simulator.control("reset", {}); // Its ticket numbers begin again.
  deps.setNow(minute(30));

  await look();
  await look();
  expect(await incidents()).toMatchObject([{ code: "connection.ticket_ids_went_back", closedAt: null, occurrences: 1 }]);
  expect((await connection()).reconcileStoppedAt).not.toBeNull();

  const there = await open(31);
  deps.setNow(minute(40));
  await look({ anew: true });
  expect(await incidents()).toMatchObject([{ closedBy: "person" }]);
  expect(await deliveries("reconciliation")).toEqual([]);
  await open(41);
  deps.setNow(minute(70));
  await look();
  expect((await deliveries("reconciliation")).some(({ autotaskTicketId }) => Number(autotaskTicketId) === there)).toBe(false);
});

test("the newest ticket alone was deleted: that is no restore", async () => {
  const [kept, newest] = [await open(-5), await open(-4)];
  await look();
  await simulator.control(`tickets/${newest}`, undefined, "DELETE");
  await look();
  expect(await incidents()).toEqual([]);
  expect((await connection()).reconciledThroughId).toBe(BigInt(kept));
});

test("Autotask away in the middle: the run fails to be tried again, and nothing counts as looked at", async () => {
  await look();
  await open(1);
  deps.setNow(minute(30));
  const before = await connection();
  await simulator.control("faults", { kind: "status", status: 503, collection: "Tickets", count: 1 });
  await expect(look()).rejects.toMatchObject({ retry: { when: "backoff" } });
  expect(await connection()).toMatchObject({ reconciledThroughId: before.reconciledThroughId, lastReconciledAt: before.lastReconciledAt });
  await look();
  expect(await deliveries("reconciliation")).toHaveLength(1);
});

test("a blocked connection is not called, and is the first to be looked at when it works again", async () => {
  await look();
  await deps.db.connection.update({
    where: { id: place.connectionId },
    data: { blockedAt: deps.now(), blockedCode: "connection.secret_refused", nextReconcileAt: minute(500) },
  });
  await simulator.control("calls", undefined, "DELETE");
  await look();
  expect(await simulator.control("calls", undefined, "GET")).toEqual([]);
  expect((await connection()).nextReconcileAt).toEqual(deps.now());
});
