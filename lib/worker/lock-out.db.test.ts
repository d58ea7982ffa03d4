import { afterEach, beforeEach, expect, test } from "vitest";
import { testConnection } from "../connection/test-connection.ts";
import { processDelivery } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { seconds } from "../platform/clock.ts";
import { inTransaction } from "../platform/db/database.ts";
import { readConnectionHealth } from "../reporting/health/read-health.ts";
import { connectedTo, openStage, type SimulatedTenant, type Stage } from "../testing/connecting.ts";
import { jobRegistry } from "./job-registry.ts";
import { type RunningJobs, runJobs } from "./run-jobs.ts";

// A secret that was changed in Autotask, met by workers with a queue full of deliveries.

let stage: Stage;
let workers: RunningJobs[];
beforeEach(async () => {
  stage = await openStage();
  workers = [];
});
afterEach(async () => {
  await stop();
  await stage.close();
});

type Place = Awaited<ReturnType<typeof connectedTo>>;
const databaseUrl = () => `${stage.pool.options.connectionString}`;

async function start(concurrency: number): Promise<void> {
  workers.push(await runJobs(stage, { databaseUrl: databaseUrl(), concurrency, registry: jobRegistry, stopMs: seconds(5) }));
}

async function stop(): Promise<void> {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
}

/** Tickets whose deliveries are stored and queued, in this order. */
async function deliveriesOf(tenant: SimulatedTenant, place: Place, count: number): Promise<string[]> {
  const [contact] = (await stage.simulator.control(`rows/Contacts?tenant=${tenant.key}`, undefined, "GET")) as { id: number }[];
  const { organizationId, connectionId } = place;
  const ids: string[] = [];
  for (let each = 0; each < count; each += 1) {
    const asked = { tenant: tenant.key, contactId: contact?.id, title: "MFA on a new phone", source: 2 };
    const ticket = (await stage.simulator.control("tickets", asked)) as { id: number };
    const data = { organizationId, connectionId, eventKey: `${ticket.id}`, autotaskTicketId: BigInt(ticket.id), action: "Create" };
    const { id } = await stage.db.delivery.create({ data });
    await inTransaction(stage.db, (tx) => enqueue(tx, processDelivery, { deliveryId: id }));
    ids.push(`${ticket.id}`);
  }
  return ids;
}

const callsAfter = async (tenant: SimulatedTenant, before: number) => (await stage.callsOf(tenant)).slice(before);
const jobsLeft = async () =>
  (
    await stage.pool.query<{ attempts: number }>(`select attempts from graphile_worker.jobs where task_identifier = $1`, [
      processDelivery.name,
    ])
  ).rows;
const healthOf = ({ organizationId, connectionId }: Place) => readConnectionHealth(stage, { organizationId, connectionId });
const fates = async ({ connectionId }: Place) =>
  (await stage.db.delivery.findMany({ where: { connectionId }, select: { fate: true, processedAt: true } })).map(({ fate }) => fate);

test("a refused sign-in met by two workers stops them all, burns nothing, and what waited goes on in its order after Try once", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await stage.pool.query("delete from graphile_worker._private_jobs");
  const tickets = await deliveriesOf(tenant, place, 30);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  const before = (await stage.callsOf(tenant)).length;

  await start(5);
  await start(5);
  await expect.poll(jobsLeft, { timeout: seconds(20) }).toEqual([]);

  // What was under way at the moment of the refusal: there are two places.
  const refused = await callsAfter(tenant, before);
  expect(refused.length).toBeLessThanOrEqual(2);
  expect(refused.every(({ status }) => status === 401)).toBe(true);
  expect(new Set(await fates(place))).toEqual(new Set(["accepted"]));
  const { failedSignIns } = await healthOf(place);
  expect(failedSignIns.total).toBe(refused.length);
  expect(failedSignIns.items[0]).toMatchObject({ fromAddress: "127.0.0.1", zoneHost: stage.simulator.host });
  expect(Date.now() - Date.parse(failedSignIns.items[0]?.at ?? "")).toBeLessThan(seconds(30));
  const incident = () => stage.db.incident.findFirst({ where: { connectionId: place.connectionId, kind: "credentials" } });
  expect(await incident()).toMatchObject({ code: "connection.access_withdrawn", closedAt: null });

  // A delivery that comes meanwhile finds the block without a call.
  const [late = ""] = await deliveriesOf(tenant, place, 1);
  await expect.poll(jobsLeft, { timeout: seconds(10) }).toEqual([]);
  expect(await callsAfter(tenant, before)).toHaveLength(refused.length);

  await stop();
  await stage.changeUser(tenant, { secret: tenant.user.secret });
  const trying = (await stage.callsOf(tenant)).length;
  expect(await testConnection(stage, { ...place, again: true })).toMatchObject({ ok: true });
  expect((await callsAfter(tenant, trying)).map(({ path }) => path.split("/").at(-1))).toEqual(["Version"]);
  expect(await incident()).toMatchObject({ closedBy: "person" });
  expect((await jobsLeft()).map(({ attempts }) => attempts)).toEqual(Array(31).fill(0));

  await start(1);
  await expect.poll(() => fates(place), { timeout: seconds(20) }).toEqual(Array(31).fill("verification_started"));
  const read = (await callsAfter(tenant, trying)).flatMap(({ path }) => /\/Tickets\/(\d+)$/i.exec(path)?.[1] ?? []);
  expect(read).toEqual([...tickets, late]);
}, 60_000);

test("Try once that is refused again costs one call, keeps the block, and is one incident still", async () => {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  await stage.changeUser(tenant, { secret: "changed in Autotask" });
  const before = (await stage.callsOf(tenant)).length;

  expect(await testConnection(stage, place)).toMatchObject({ ok: false, failure: { code: "connection.access_withdrawn", field: null } });
  expect(await testConnection(stage, { ...place, again: true })).toMatchObject({ failure: { code: "connection.access_withdrawn" } });

  expect(await callsAfter(tenant, before)).toHaveLength(2);
  const { connectionId } = place;
  expect(await stage.db.incident.findMany({ where: { connectionId } })).toMatchObject([{ kind: "credentials", closedAt: null }]);
  expect(await stage.db.connectionEvent.count({ where: { connectionId, kind: "credentials_refused" } })).toBe(1);
  expect((await healthOf(place)).failedSignIns).toMatchObject({ total: 2 });
});
