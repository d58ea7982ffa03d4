import { env } from "../platform/env.ts";
import { createWorkerDeps } from "./deps.ts";
import { jobRegistry } from "./job-registry.ts";
import { runJobs } from "./run-jobs.ts";
import { schedule } from "./schedule.ts";

// `npm run worker`. Ends by SIGTERM or SIGINT; a second one is ignored, since the first is being obeyed.
const settings = env();
const { close, ...deps } = createWorkerDeps(settings);
const jobs = await runJobs(deps, {
  databaseUrl: settings.databaseUrl,
  concurrency: settings.worker.concurrency,
  registry: jobRegistry,
  schedule,
});

async function stop(exitCode: number): Promise<void> {
  await jobs.stop();
  await close();
  process.exit(exitCode);
}

process.on("SIGTERM", () => void stop(0));
process.on("SIGINT", () => void stop(0));
jobs.ended.catch((error: unknown) => {
  deps.log.error("worker.queue_gave_up", error);
  void stop(1);
});
