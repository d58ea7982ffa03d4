import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { insertJobsSql, wakeWorkers } from "../jobs/bulk-enqueue.ts";
import { listDeadJobs, redriveJob } from "../jobs/dead-jobs.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { JobHandler, WorkerDeps } from "../jobs/job-handler.ts";
import { seconds } from "../platform/clock.ts";
import { inTransaction, openDatabase } from "../platform/db/database.ts";
import { InvariantError, UpstreamError } from "../platform/errors.ts";
import { createLog } from "../platform/log.ts";
import { type TestDatabase, testDatabase } from "../testing/database.ts";
import { on } from "./bind-job.ts";
import { type RunningJobs, runJobs } from "./run-jobs.ts";
import { testJob } from "./test-worker.ts";

const script = fileURLToPath(new URL("./test-worker.ts", import.meta.url));

let database: TestDatabase;
let deps: WorkerDeps & { close: () => Promise<void> };
let lines: string[];
let workers: RunningJobs[];
let children: ChildProcess[];

beforeEach(async () => {
  database = await testDatabase();
  const { db, pool, close } = openDatabase({ url: database.url, statementTimeoutMs: 5_000 });
  lines = [];
  workers = [];
  children = [];
  const log = createLog("info", {}, { write: (line) => lines.push(line) });
  // Only what the loop itself needs.
  deps = { db, pool, close, now: () => new Date(), log } as unknown as typeof deps;
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(workers.map((worker) => worker.stop()));
  await deps.close();
  await database.drop();
});

const ask = (id: string) => inTransaction(deps.db, (tx) => enqueue(tx, testJob, { id }));

async function start(handler: JobHandler<typeof testJob>): Promise<RunningJobs> {
  const worker = await runJobs(deps, { databaseUrl: database.url, concurrency: 2, registry: [on(testJob, handler)], stopMs: seconds(5) });
  workers.push(worker);
  return worker;
}

async function startProcess(mode: "hang" | "work" | "finish"): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, database.url, mode], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout, "data");
  return child;
}

type JobRow = { attempts: number; max: number; locked: boolean; lastError: string | null; inSeconds: number; key: string | null };

async function jobs(): Promise<JobRow[]> {
  const { rows } = await deps.pool.query(
    `select attempts::int, max_attempts::int as max, locked_at is not null as locked, last_error as "lastError", key,
            extract(epoch from run_at - now())::float as "inSeconds" from graphile_worker.jobs order by id`,
  );
  return rows;
}

test("a job added by a delivery's own statement is run as any other", async () => {
  const ran = vi.fn();
  await start(async (_deps, { payload, attempt }) => ran(payload.id, attempt));
  const id = crypto.randomUUID();
  const add = insertJobsSql(testJob, { source: "cause", idName: "id", where: "true" });

  await deps.pool.query(
    `with cause as (select '${id}'::text as id, '${id}'::uuid as "connectionId"), queued as (${add}) select * from queued`,
  );
  wakeWorkers(deps.pool);

  await vi.waitFor(() => expect(ran).toHaveBeenCalledWith(id, 1), { timeout: 10_000 });
  await vi.waitFor(async () => expect(await jobs()).toEqual([]), { timeout: 10_000 });
});

test("a worker that is killed inside a job is followed at once by one that starts, and by its own job", async () => {
  await ask("a");
  const victim = await startProcess("hang");
  victim.kill("SIGKILL");
  await once(victim, "exit");
  const ran = vi.fn();
  const began = performance.now();
  await start(async (_deps, { payload, attempt }) => ran(payload.id, attempt));
  await expect.poll(() => ran.mock.calls, { timeout: seconds(20) }).toEqual([["a", 2]]);
  // Not by the silence of half a minute.
  expect(performance.now() - began).toBeLessThan(seconds(20));
  await expect.poll(jobs).toEqual([]);
});

test("a worker that has been silent for half a minute loses its jobs to any that beats; one that lives keeps them", async () => {
  await ask("a");
  await startProcess("hang");
  const ran = vi.fn();
  await start(async (_deps, { payload }) => ran(payload.id));
  expect(await jobs()).toMatchObject([{ locked: true, attempts: 1 }]);
  expect(ran).not.toHaveBeenCalled();

  // Frozen, as far as anybody can see: its connection is open, its beat is old.
  await deps.pool.query(`update worker_heartbeats set "beatAt" = now() - interval '31 seconds' where "lastJobAt" is null`);
  await start(async (_deps, { payload }) => ran(payload.id));
  await expect.poll(() => ran.mock.calls, { timeout: seconds(20) }).toEqual([["a"]]);
});

test("SIGTERM inside a job lets it end, records its result and exits with 0", async () => {
  await ask("a");
  const worker = await startProcess("finish");
  worker.kill("SIGTERM");
  expect(await once(worker, "exit")).toEqual([0, null]);
  expect(await jobs()).toEqual([]);
  const { rows } = await deps.pool.query(`select "workerId" from worker_heartbeats where "workerId" = 'finished a'`);
  expect(rows).toHaveLength(1);
  const { rows: beats } = await deps.pool.query(`select 1 from worker_heartbeats where "stoppedAt" is not null`);
  expect(beats).toHaveLength(1);
});

test("a stop may be asked for twice, and jobs that come later wait for the next worker", async () => {
  const worker = await start(async () => undefined);
  await Promise.all([worker.stop(), worker.stop()]);
  await ask("a");
  expect(await jobs()).toMatchObject([{ locked: false, attempts: 0 }]);
});

test.each([
  ["is run again after a wait of ours", new Error("a secret"), { attempts: 1, within: [1, 4] }],
  [
    "is run again when the vendor says, and spends no attempt",
    new UpstreamError("x", { code: "test.busy", retry: { when: "after", delayMs: 90_000 } }),
    { attempts: 0, within: [80, 90] },
  ],
  ["is not run again when that cannot help", new InvariantError("x", { code: "test.bug" }), { attempts: 3, within: [-5, 5] }],
] as const)("a failed job %s", async (_rule, error, { attempts, within }) => {
  const worker = await start(async () => {
    throw error;
  });
  await ask("a");
  await expect.poll(async () => (await jobs())[0]?.lastError).toBeTruthy();
  // Before its next run, which would change what is looked at here.
  await worker.stop();
  await expect.poll(async () => (await jobs())[0], { timeout: seconds(10) }).toMatchObject({ locked: false, attempts });
  await expect
    .poll(async () => {
      const waits = (await jobs())[0]?.inSeconds ?? 0;
      return waits > within[0] && waits <= within[1];
    })
    .toBe(true);
  expect((await jobs())[0]?.lastError).not.toContain("secret");
  // Logged once, with the job and the attempt, and without the words of a foreign error.
  const told = lines.filter((line) => line.includes("worker.job_"));
  expect(told).toHaveLength(1);
  expect(JSON.parse(told[0] ?? "{}")).toMatchObject({ job: "test.work", attempt: 1 });
  expect(lines.join("")).not.toContain("a secret");
});

test("a job out of attempts stays in sight and runs again when a person says so", async () => {
  const run = vi.fn<() => void>(() => {
    throw new InvariantError("x", { code: "test.bug" });
  });
  await start(async () => run());
  await ask("a");
  await expect.poll(() => listDeadJobs(deps.pool)).toMatchObject([{ name: "test.work", attempts: 3, lastError: "test.bug: x" }]);
  const [dead] = await listDeadJobs(deps.pool);
  run.mockImplementation(() => undefined);
  expect(await redriveJob(deps.pool, dead?.id ?? "")).toBe(true);
  await expect.poll(jobs, { timeout: seconds(5) }).toEqual([]);
  expect(await redriveJob(deps.pool, dead?.id ?? "")).toBe(false);
});

test("a job that was asked for again while it ran and failed leaves only the newer one", async () => {
  const inside = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const run = vi.fn(async () => {
    if (run.mock.calls.length > 1) return;
    inside.resolve();
    await goOn.promise;
    throw new Error("x");
  });
  await start(() => run());
  await ask("a");
  await inside.promise;
  await ask("a");
  goOn.resolve();
  await expect.poll(jobs, { timeout: seconds(5) }).toEqual([]);
  expect(run).toHaveBeenCalledTimes(2);
});

test("a payload that is not of the contract is a bug: told, and not run again", async () => {
  const run = vi.fn();
  await start(async () => run());
  await deps.pool.query("select graphile_worker.add_job('test.work', '{\"id\": 7}', job_key => 'k', max_attempts => 3)");
  await expect.poll(() => listDeadJobs(deps.pool)).toMatchObject([{ name: "test.work" }]);
  expect(run).not.toHaveBeenCalled();
});
