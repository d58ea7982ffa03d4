import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, type ParsedCronItem, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import type { WorkerDeps } from "../jobs/job-handler.ts";
import { retryFor } from "../jobs/retry-policy.ts";
import { seconds } from "../platform/clock.ts";
import { AppError, type Retry } from "../platform/errors.ts";
import type { Log } from "../platform/log.ts";
import { applyRetry } from "./apply-retry.ts";
import type { BoundJob } from "./bind-job.ts";
import { fairTurns, flagsOf } from "./fair-turns.ts";
import { type Heartbeat, startHeartbeat } from "./heartbeat.ts";

/** How long a stop waits for running jobs: the longest lease that a handler takes (a write to Autotask, aborted sooner). */
export const longestStopMs = seconds(45);

const pollMs = seconds(1);

const full: readonly string[] = ["connection.no_slot", "autotask.rate_limited", "autotask.threshold_exceeded"];

type Options = {
  databaseUrl: string;
  concurrency: number;
  registry: readonly BoundJob[];
  /** What is added by the clock. Default: nothing. */
  schedule?: readonly ParsedCronItem[];
  stopMs?: number;
};

export type RunningJobs = {
  /** Under which this worker locks its jobs and beats. */
  workerId: string;
  /** Takes no more jobs, tells running ones to come to an end, and resolves when they have or after `stopMs`. May be called again. */
  stop(): Promise<void>;
  /** Resolves after a stop; rejects when the queue gives up by itself, the database away for long, say. */
  ended: Promise<void>;
};

/** What the queue keeps of a failure: nothing that an error of Prisma's might quote. */
class JobFailure extends Error {
  readonly retry: Retry;
  /** No place was free for its connection, or its limit is used up: the connection's next job would meet the same. */
  readonly isFull: boolean;

  constructor(cause: unknown, retry: Retry) {
    super(cause instanceof AppError ? `${cause.code}: ${cause.message}` : cause instanceof Error ? cause.name : "Unknown failure");
    this.name = "JobFailure";
    this.retry = retry;
    this.isFull = cause instanceof AppError && full.includes(cause.code);
  }
}

/** Brings the queue's tables up to date and runs jobs until `stop`. */
export async function runJobs(
  deps: WorkerDeps,
  { databaseUrl, concurrency, registry, schedule = [], stopMs = longestStopMs }: Options,
): Promise<RunningJobs> {
  const stopping = new AbortController();
  const events: WorkerEvents = new EventEmitter();
  const retries = new Set<Promise<void>>();
  const turns = fairTurns(events, concurrency);
  // The queue makes its own id while it starts, and asks for no job before `alive` has resolved with the first beat.
  const alive = Promise.withResolvers<Heartbeat>();
  let workerId = "";
  events.on("pool:create", ({ workerPool }) => {
    workerId = workerPool.id;
    startHeartbeat({ databaseUrl, workerId, log: deps.log }).then(alive.resolve, alive.reject);
  });
  events.on("job:complete", ({ job, error }) => {
    if (!(error instanceof JobFailure)) return;
    if (error.isFull && error.retry.when === "after") turns.rest(flagsOf(job), error.retry.delayMs);
    const failed = { id: job.id, attempts: job.attempts, maxAttempts: job.max_attempts, message: error.message, retry: error.retry };
    const applied = applyRetry(deps.pool, failed)
      .catch((cause: unknown) => deps.log.error("worker.retry_not_applied", cause, { jobId: job.id }))
      .finally(() => retries.delete(applied));
    retries.add(applied);
  });

  const runner = await run({
    connectionString: databaseUrl,
    // A pool of the queue's own, so that handlers cannot starve it.
    maxPoolSize: concurrency + 2,
    concurrency,
    pollInterval: pollMs,
    forbiddenFlags: turns.flagsToLeave,
    noHandleSignals: true,
    logger: queueLogger(deps.log),
    events,
    parsedCronItems: [...schedule],
    taskList: taskList(deps, { registry, signal: stopping.signal, noteJob: () => alive.promise.then((beat) => beat.noteJob()) }),
    preset: {
      // Batched, since only then does a stop wait until results are recorded.
      worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0, gracefulShutdownAbortTimeout: stopMs },
      plugins: [{ name: "beat-first", version: "1", worker: { hooks: { startWorker: async () => void (await alive.promise) } } }],
    },
  });
  const heartbeat = await alive.promise;
  deps.log.info("worker.started", { workerId, concurrency, jobs: registry.length });

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    stopping.abort();
    const inTime = await settleWithin(runner, stopMs);
    await Promise.allSettled(retries);
    await heartbeat.stop();
    deps.log.info("worker.stopped", { workerId, inTime });
  };
  return {
    workerId,
    ended: runner.promise,
    stop: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

/** False when jobs are still running after so long: they stay locked until the next beat of any worker frees them. */
async function settleWithin(runner: Runner, stopMs: number): Promise<boolean> {
  const waited = new AbortController();
  const graceful = runner.stop().then(
    () => true,
    () => true, // It had stopped by itself; `ended` tells why.
  );
  const late = sleep(stopMs, false, { signal: waited.signal }).catch(() => false);
  const inTime = await Promise.race([graceful, late]);
  waited.abort();
  return inTime;
}

type TaskOptions = { registry: readonly BoundJob[]; signal: AbortSignal; noteJob: () => void };

function taskList(deps: WorkerDeps, { registry, signal, noteJob }: TaskOptions): TaskList {
  return Object.fromEntries(
    registry.map((bound) => [
      bound.job.name,
      async (payload: unknown, { job }: { job: { id: string; attempts: number; max_attempts: number } }) => {
        const log = deps.log.with({ jobId: job.id, job: bound.job.name, attempt: job.attempts });
        noteJob();
        try {
          await bound.run(deps, { payload, log, signal, attempt: job.attempts });
        } catch (error) {
          const wanted = retryFor(error);
          // Told to stop: the run was cut short and counts as none.
          const retry: Retry = signal.aborted && wanted.when !== "never" ? { when: "after", delayMs: 0 } : wanted;
          report(log, { error, retry, isLast: job.attempts >= job.max_attempts });
          throw new JobFailure(error, retry);
        }
      },
    ]),
  );
}

function report(log: Log, { error, retry, isLast }: { error: unknown; retry: Retry; isLast: boolean }): void {
  const again = retry.when === "after" || (retry.when === "backoff" && !isLast);
  if (again && error instanceof AppError)
    log.warn("worker.job_will_run_again", { code: error.code, reason: error.message, when: retry.when });
  else log.error(again ? "worker.job_failed" : "worker.job_gave_up", error);
}

/** The queue's own words, but not its failed jobs, which are logged above. */
function queueLogger(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (meta?.failure || level === "debug" || level === "info") return;
    log.warn("worker.queue_said", { queueLevel: level, message: message.slice(0, 500) });
  });
}
