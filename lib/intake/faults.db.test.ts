import { afterAll, beforeAll, expect, test } from "vitest";
import { proveCredentials } from "../autotask/version.ts";
import { withAutotask } from "../connection/autotask-for.ts";
import { failureOf } from "../connection/describe-failure.ts";
import { testConnection } from "../connection/test-connection.ts";
import { retryFor } from "../jobs/retry-policy.ts";
import { minutes } from "../platform/clock.ts";
import type { Retry } from "../platform/errors.ts";
import { connectedTo, openStage, type SimulatedTenant, type Stage } from "../testing/connecting.ts";
import { jobRun, type TestDeps } from "../testing/test-deps.ts";
import { handleProcessDelivery } from "./process-delivery.handler.ts";

// The other jobs that call Autotask: lib/worker/faults.db.test.ts.
// Each way in which Autotask, or what stands before it, can fail a call: how it is named, what becomes of a delivery that
// meets it, how many calls twelve runs of its job cost, and that the ticket is verified once it is over.

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

type Place = Awaited<ReturnType<typeof connectedTo>>;
type Met = { deps: TestDeps; tenant: SimulatedTenant; place: Place; deliveryId: string };

async function aDelivery(): Promise<Met> {
  const tenant = await stage.newTenant();
  const place = await connectedTo(stage, tenant);
  const [contact] = (await stage.simulator.control(`rows/Contacts?tenant=${tenant.key}`, undefined, "GET")) as { id: number }[];
  const asked = { tenant: tenant.key, contactId: contact?.id, title: "MFA on a new phone", source: 2 };
  const ticket = (await stage.simulator.control("tickets", asked)) as { id: number };
  const { organizationId, connectionId } = place;
  const data = { organizationId, connectionId, eventKey: `${ticket.id}`, autotaskTicketId: BigInt(ticket.id), action: "Create" };
  const { id: deliveryId } = await stage.db.delivery.create({ data });
  return { deps: stage, tenant, place, deliveryId };
}

const RUNS = 12;

/** Runs the job so often, as the queue would in time; returns when each would have run again, "done" for a run without error. */
async function runs({ deps, deliveryId }: Met, count = RUNS): Promise<(Retry | "done")[]> {
  const ends: (Retry | "done")[] = [];
  for (let attempt = 1; attempt <= count; attempt += 1) {
    const run = handleProcessDelivery(deps, { ...jobRun(deps, { deliveryId }), attempt });
    ends.push(
      await run.then(
        () => "done" as const,
        (error: unknown) => retryFor(error),
      ),
    );
  }
  return ends;
}

const fateOf = async ({ deliveryId }: Met) => {
  const { fate, fateReason } = await stage.db.delivery.findUniqueOrThrow({ where: { id: deliveryId } });
  return fateReason === null ? fate : `${fate}: ${fateReason}`;
};
const codeOf = async ({ deps, place }: Met) => {
  const error = await withAutotask(deps, place.connectionId, proveCredentials, { timeoutMs: 1_000 }).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error === null ? "none" : failureOf(error).code;
};
const play = ({ tenant }: Met, name: string) => stage.simulator.control("scenario", { name, tenant: tenant.key });
const clear = () => stage.simulator.control("clear", {});
const callsOf = async ({ tenant }: Met) => (await stage.callsOf(tenant)).length;

type Expected = { code: string; fate: string; atMost: number };
const accepted = "accepted";
const refused = "failed: intake.autotask_refused";
// Five without an answer open the breaker; the first run after that is turned away without a call.
const outage = 5;
// Ticket, contact, technician, company and its country, when nothing of it is mirrored yet.
const firstReading = 5;
const OBJECTS = 7;

test.each<[string, Expected]>([
  ["sign-in-refused", { code: "connection.access_withdrawn", fate: accepted, atMost: 1 }],
  // The rights are read once, object by object; a delivery that waits for one is queued by its return alone.
  ["forbidden", { code: "connection.permission_missing", fate: `${accepted}: intake.right_missing`, atMost: RUNS + OBJECTS }],
  ["address-blocked", { code: "connection.address_blocked", fate: accepted, atMost: outage }],
  ["too-many-requests", { code: "connection.autotask_busy", fate: accepted, atMost: RUNS }],
  ["hourly-limit", { code: "connection.autotask_busy", fate: accepted, atMost: 2 }],
  ["server-words", { code: "connection.refused", fate: refused, atMost: 3 }],
  ["server-silent", { code: "connection.network", fate: accepted, atMost: outage }],
  ["gateway-page", { code: "connection.network", fate: accepted, atMost: outage }],
  ["down", { code: "connection.network", fate: accepted, atMost: outage }],
  ["page-as-success", { code: "connection.network", fate: accepted, atMost: outage }],
  ["empty-answers", { code: "connection.unreadable", fate: accepted, atMost: RUNS }],
  ["half-json", { code: "connection.unreadable", fate: accepted, atMost: RUNS }],
  ["other-shape", { code: "connection.unreadable", fate: accepted, atMost: RUNS }],
  ["resets", { code: "connection.network", fate: accepted, atMost: outage }],
  ["resets-inside", { code: "connection.network", fate: accepted, atMost: outage }],
  ["string-ids", { code: "none", fate: "verification_started", atMost: firstReading }],
])("%s: twelve runs lose nothing, cost few calls and never follow each other at once", async (scenario, expected) => {
  const met = await aDelivery();
  await play(met, scenario);
  const before = await callsOf(met);

  const ends = await runs(met);

  expect((await callsOf(met)) - before).toBeLessThanOrEqual(expected.atMost);
  // A backoff is a second at least (lib/jobs/retry-policy.test.ts).
  const soonest = ends.flatMap((end) => (end !== "done" && end.when === "after" ? [end.delayMs] : []));
  expect(Math.min(500, ...soonest)).toBe(500);
  expect(ends.filter((end) => end !== "done" && end.when === "never")).toEqual([]);
  expect(await fateOf(met)).toBe(expected.fate);
  // Named as a person sees it, by a call that needs no right. The breaker keeps the name of what opened it.
  const row = await stage.db.connection.findUniqueOrThrow({ where: { id: met.place.connectionId } });
  expect(row.blockedCode ?? row.lastErrorCode ?? (await codeOf(met))).toBe(expected.code);

  await clear();
  if (!expected.fate.startsWith(accepted)) return;
  await letGoOn(met);
  expect(await runs(met, 1)).toEqual(["done"]);
  expect(await fateOf(met)).toBe("verification_started");
});

/** The time that a limit or the breaker wants has passed, or a person has pressed Try once. */
async function letGoOn({ place, tenant }: Met): Promise<void> {
  await stage.pool.query("delete from api_slots");
  await stage.simulator.control("behaviour", { tenant: tenant.key, hourlyLimit: 1_000_000 }, "PATCH");
  await stage.db.connection.updateMany({ where: { id: place.connectionId, outageSince: { not: null } }, data: { probeAt: new Date(0) } });
  const { blockedAt } = await stage.db.connection.findUniqueOrThrow({ where: { id: place.connectionId } });
  if (blockedAt !== null) expect(await testConnection(stage, { ...place, again: true })).toMatchObject({ ok: true });
}

test.each([
  ["host-unknown", "https://does-not-exist.invalid"],
  ["no-tls", "https"],
  ["nobody-listens", "http://127.0.0.1:9"],
])("%s: twelve runs lose nothing and are soon turned away without a call", async (scenario, origin) => {
  const met = await aDelivery();
  await play(met, scenario);
  const named = new URL(origin === "https" ? `https://${stage.simulator.host}` : origin);
  const gone = { ...stage, autotask: { ...stage.autotask, allowedHosts: [stage.simulator.host, named.host, `${named.host}:443`] } };
  const { connectionId } = met.place;
  const { zoneUrl: home } = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  // As the look-up names it, which a test of the values follows.
  expect(await testConnection(gone, { ...met.place, again: true })).toMatchObject({
    zoneHost: named.host,
    failure: { code: "connection.network" },
  });
  await stage.db.connection.update({ where: { id: connectionId }, data: { zoneUrl: `${named.origin}/ATServicesRest/` } });

  const ends = await runs({ ...met, deps: gone });

  expect(ends.filter((end) => end !== "done" && end.when === "backoff")).toHaveLength(outage);
  expect(ends.slice(outage).every((end) => end !== "done" && end.when === "after" && end.delayMs > 20_000)).toBe(true);
  const row = await stage.db.connection.findUniqueOrThrow({ where: { id: connectionId } });
  expect([row.lastErrorCode, row.blockedAt, await fateOf(met)]).toEqual(["connection.network", null, accepted]);
  const { callsMade } = await stage.db.apiCallHour
    .aggregate({ where: { connectionId }, _sum: { failed: true } })
    .then(({ _sum }) => ({ callsMade: _sum.failed }));
  // And the one of the test.
  expect(callsMade).toBe(outage + 1);

  await clear();
  await stage.db.connection.update({ where: { id: connectionId }, data: { zoneUrl: home } });
  await letGoOn(met);
  expect(await runs(met, 1)).toEqual(["done"]);
  expect(await fateOf(met)).toBe("verification_started");
});

test("answers that never come are given up in time, and five of them spare all that follow the wait", async () => {
  const met = await aDelivery();
  await play(met, "hanging");
  const call = () => withAutotask(stage, met.place.connectionId, proveCredentials, { timeoutMs: 200 });
  const before = await callsOf(met);

  for (let each = 0; each < outage; each += 1) await expect(call()).rejects.toMatchObject({ code: "autotask.unavailable" });
  const began = performance.now();
  const ends = await runs(met);

  expect(performance.now() - began).toBeLessThan(5_000);
  expect((await callsOf(met)) - before).toBe(outage);
  expect(ends.every((end) => end !== "done" && end.when === "after")).toBe(true);
  await clear();
  await letGoOn(met);
  expect(await runs(met, 1)).toEqual(["done"]);
});

test("slow answers are waited for, and cost no more calls than quick ones", async () => {
  const met = await aDelivery();
  await stage.fault(met.tenant, { kind: "slow", delayMs: 600 });
  const before = await callsOf(met);

  expect(await runs(met, 1)).toEqual(["done"]);

  expect(await fateOf(met)).toBe("verification_started");
  expect((await callsOf(met)) - before).toBeLessThanOrEqual(firstReading);
  await clear();
});

test("a limit with a time is heeded by every process: nothing is called at that endpoint until then", async () => {
  const met = await aDelivery();
  await stage.fault(met.tenant, { kind: "status", status: 429, retryAfterSeconds: 60 });
  const before = await callsOf(met);

  const ends = await runs(met);

  // One call for each of the two places, which then rest.
  expect((await callsOf(met)) - before).toBeLessThanOrEqual(2);
  const last = ends.at(-1);
  expect(last !== "done" && last?.when === "after" && last.delayMs > minutes(0.5)).toBe(true);
  await clear();
  await letGoOn(met);
  expect(await runs(met, 1)).toEqual(["done"]);
});
