import { z } from "zod";
import { defineJob } from "../jobs/define-job.ts";
import type { WorkerDeps } from "../jobs/job-handler.ts";
import { openDatabase } from "../platform/db/database.ts";
import { createLog } from "../platform/log.ts";
import { on } from "./bind-job.ts";
import { runJobs } from "./run-jobs.ts";

// A worker process for tests, to be killed or stopped: `node test-worker.ts <database url> hang|work|finish`. Prints
// `started` when it is inside its job. `hang` never ends the job, `finish` ends it when it is told to stop.

export const testJob = defineJob({ name: "test.work", payload: z.object({ id: z.string() }), attempts: 3, onePer: ({ id }) => id });

if (import.meta.main) {
  const [url = "", mode = "work"] = process.argv.slice(2);
  const { db, pool, close } = openDatabase({ url, statementTimeoutMs: 5_000 });
  // Only what the loop itself needs.
  const deps = { db, pool, now: () => new Date(), log: createLog("error", {}, { write: () => undefined }) } as unknown as WorkerDeps;
  const work = on(testJob, async (_deps, { payload, signal }) => {
    process.stdout.write("started\n");
    if (mode === "work") return;
    await new Promise<void>((resolve) => {
      if (mode === "finish") signal.addEventListener("abort", () => resolve());
    });
    await pool.query(`insert into worker_heartbeats ("workerId", "startedAt", "beatAt") values ($1, now(), now())`, [
      `finished ${payload.id}`,
    ]);
  });
  const jobs = await runJobs(deps, { databaseUrl: url, concurrency: 1, registry: [work], stopMs: 5_000 });
  process.on("SIGTERM", () => {
    void jobs
      .stop()
      .then(close)
      .then(() => process.exit(0));
  });
}
