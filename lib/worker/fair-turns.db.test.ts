import { afterEach, beforeEach, expect, test } from "vitest";
import { beginVerification, checkConnection, deliverWriteBack, processDelivery, sendChallenge } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { WorkerDeps } from "../jobs/job-handler.ts";
import { seconds } from "../platform/clock.ts";
import { inTransaction } from "../platform/db/database.ts";
import { UpstreamError } from "../platform/errors.ts";
import { makeVerification } from "../testing/factories.ts";
import { type TestDeps, testDeps } from "../testing/test-deps.ts";
import { on } from "./bind-job.ts";
import { type RunningJobs, runJobs } from "./run-jobs.ts";
import { testJob } from "./test-worker.ts";

let deps: TestDeps;
let workers: RunningJobs[];

beforeEach(async () => {
  deps = await testDeps();
  workers = [];
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await deps.close();
});

const noisy = "00000000-0000-7000-8000-000000000000";

/** Jobs of a connection, in the queue before a worker looks. */
async function queue(connectionId: string, count: number): Promise<void> {
  await deps.pool.query(`insert into graphile_worker._private_tasks (identifier) values ('${testJob.name}') on conflict do nothing`);
  await deps.pool.query(
    `insert into graphile_worker._private_jobs (task_id, payload, key, max_attempts, flags)
     select (select id from graphile_worker._private_tasks where identifier = '${testJob.name}'),
            json_build_object('id', $1::text), $1 || ':' || number, 3, jsonb_build_object('connection:' || $1, true)
     from generate_series(1, $2) as number`,
    [connectionId, count],
  );
}

async function start(work: (connectionId: string) => Promise<void>, concurrency = 5): Promise<void> {
  const databaseUrl = `${deps.pool.options.connectionString}`;
  const registry = [on(testJob, (_deps: WorkerDeps, { payload }) => work(payload.id))];
  workers.push(await runJobs(deps, { databaseUrl, concurrency, registry, stopMs: seconds(5) }));
}

test("one connection with 5,000 jobs that hang delays none of 20 others with one job each", async () => {
  await queue(noisy, 5_000);
  const others = Array.from({ length: 20 }, () => crypto.randomUUID());
  for (const other of others) await queue(other, 1);
  const hanging = Promise.withResolvers<void>();
  const ended = new Set<string>();
  let held = 0;

  const began = performance.now();
  await start(async (connectionId) => {
    if (connectionId !== noisy) return void ended.add(connectionId);
    held += 1;
    await hanging.promise;
  });
  await expect.poll(() => ended.size, { timeout: seconds(5) }).toBe(20);

  // As long as the noisy one hangs; a call to Autotask would for 25 s.
  expect(performance.now() - began).toBeLessThan(seconds(5));
  expect(held).toBe(3);
  hanging.resolve();
});

test("three noisy connections at once leave a place to each other", async () => {
  const many = Array.from({ length: 3 }, () => crypto.randomUUID());
  for (const one of many) await queue(one, 50);
  const hanging = Promise.withResolvers<void>();
  const held = new Map<string, number>();

  await start(async (connectionId) => {
    held.set(connectionId, (held.get(connectionId) ?? 0) + 1);
    await hanging.promise;
  });

  await expect.poll(() => many.map((one) => held.get(one))).toEqual([3, 1, 1]);
  hanging.resolve();
});

test("a connection whose places are taken is left alone for as long as it was told, and its jobs stay whole", async () => {
  await queue(noisy, 200);
  let runs = 0;

  await start(async () => {
    runs += 1;
    throw new UpstreamError("x", { code: "connection.no_slot", retry: { when: "after", delayMs: 20_000 } });
  });
  await expect.poll(() => runs).toBeGreaterThan(0);
  await queue("00000000-0000-7000-8000-000000000001", 1);
  await expect.poll(() => runs, { timeout: seconds(5) }).toBeGreaterThan(1);

  // One job each for the places it may hold, and not two hundred.
  expect(runs).toBeLessThanOrEqual(4);
  const { rows } = await deps.pool.query(
    "select count(*)::int as waiting, max(attempts)::int as burned from graphile_worker.jobs where locked_at is null",
  );
  expect(rows[0]).toMatchObject({ burned: 0 });
});

test("every job that works for a connection carries it, whatever its payload names", async () => {
  const { organization, connection, verificationId } = await makeVerification(deps);
  const place = { organizationId: organization.id, connectionId: connection.id };
  const delivery = await deps.db.delivery.create({ data: { ...place, eventKey: "one" } });
  const challenge = await deps.db.challenge.findFirstOrThrow({ where: { verificationId, method: "email_code" } });
  await deps.pool.query("delete from graphile_worker._private_jobs");

  await inTransaction(deps.db, async (tx) => {
    await enqueue(tx, checkConnection, { connectionId: connection.id });
    await enqueue(tx, processDelivery, { deliveryId: delivery.id });
    await enqueue(tx, beginVerification, { verificationId });
    await enqueue(tx, sendChallenge, { challengeId: challenge.id });
    await enqueue(tx, deliverWriteBack, { writeBackId: crypto.randomUUID() });
  });

  const { rows } = await deps.pool.query("select flags from graphile_worker._private_jobs order by id");
  const flags = { [`connection:${connection.id}`]: true };
  expect(rows.map((row) => row.flags)).toEqual([flags, flags, flags, flags, null]);
});
