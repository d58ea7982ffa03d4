import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { catalog, watchConnections } from "../jobs/catalog.ts";
import type { WorkerDeps } from "../jobs/job-handler.ts";
import { seconds } from "../platform/clock.ts";
import { openDatabase } from "../platform/db/database.ts";
import { createLog } from "../platform/log.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { on } from "./bind-job.ts";
import { type RunningJobs, runJobs } from "./run-jobs.ts";
import { schedule } from "./schedule.ts";

let database: TestDatabase;
let deps: WorkerDeps & { close: () => Promise<void> };
let workers: RunningJobs[];

beforeEach(async () => {
  database = await testDatabase();
  const { db, pool, close } = openDatabase({ url: database.url, statementTimeoutMs: 5_000 });
  workers = [];
  // Only what the loop itself needs.
  deps = { db, pool, close, now: () => new Date(), log: createLog("error", {}, { write: () => undefined }) } as unknown as typeof deps;
});

afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await deps.close();
  await database.drop();
});

test("three workers that start together run the sweep of the minute they missed once, not three times", async () => {
  await deps.pool.query(
    `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     select unnest($1::text[]), now() - interval '1 hour', now() - interval '10 minutes'`,
    [schedule.map(({ identifier }) => identifier)],
  );
  const swept = vi.fn();
  const registry = [on(watchConnections, async (_deps, { payload, attempt }) => swept(payload, attempt))];
  const only = schedule.filter(({ task }) => task === watchConnections.name);
  const start = () => runJobs(deps, { databaseUrl: database.url, concurrency: 2, registry, schedule: only, stopMs: seconds(5) });
  workers = await Promise.all([start(), start(), start()]);

  await vi.waitFor(() => expect(swept).toHaveBeenCalled(), { timeout: seconds(15) });
  await expect.poll(async () => (await deps.pool.query("select 1 from graphile_worker.jobs")).rowCount, { timeout: seconds(15) }).toBe(0);
  // Once for the minute missed; a second time only if a minute began meanwhile.
  expect(swept.mock.calls.length).toBeLessThanOrEqual(2);
  expect(swept).toHaveBeenCalledWith({}, 1);
});

test("whatever is timed is a job of the catalog, and waits at most once", () => {
  const names: string[] = catalog.map(({ name }) => name);
  for (const { task, options, identifier } of schedule) {
    expect(names).toContain(task);
    expect(options.jobKey).toBe(`${task}:all`);
    expect(identifier).toBe(task);
  }
});
