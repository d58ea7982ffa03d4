import type { Deps } from "../platform/deps.ts";
import type { Log } from "../platform/log.ts";
import type { Mailer } from "../platform/mail.ts";
import type { Job, PayloadOf } from "./define-job.ts";

/** What the worker process is made of. A handler names the parts it needs. */
export type WorkerDeps = Deps & { mail: Mailer };

/** One run of one job. */
export type JobRun<J extends Job> = {
  payload: PayloadOf<J>;
  /** Carries jobId, job and attempt on every line. */
  log: Log;
  /** Aborted when the worker is told to stop. A call that changes something elsewhere is finished all the same. */
  signal: AbortSignal;
  /** 1, 2, 3 … */
  attempt: number;
};

/**
 * Does the work of one kind of job. May run twice for one request, so its first lines ask whether the work is done
 * already. Throws to be run again as `retryFor` says; has no retry loop of its own.
 */
export type JobHandler<J extends Job, D = WorkerDeps> = (deps: D, run: JobRun<J>) => Promise<void>;
