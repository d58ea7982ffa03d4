import type { Job, PayloadOf } from "../jobs/define-job.ts";
import type { JobHandler, JobRun, WorkerDeps } from "../jobs/job-handler.ts";
import { InvariantError } from "../platform/errors.ts";

/** A job with its handler, ready for the queue, which knows payloads only as JSON. */
export type BoundJob = {
  job: Job;
  run: (deps: WorkerDeps, run: Omit<JobRun<Job>, "payload"> & { payload: unknown }) => Promise<void>;
};

/** Binds a handler to its contract. A payload that does not fit the contract is a bug, so that job is not run again. */
export function on<J extends Job>(job: J, handler: JobHandler<J>): BoundJob {
  return {
    job,
    run: async (deps, run) => {
      const parsed = job.payload.safeParse(run.payload);
      if (!parsed.success)
        throw new InvariantError(`The payload of ${job.name} is not what its contract says`, { code: "worker.bad_payload" });
      // The schema of J has just said so; TypeScript does not carry that through the type parameter.
      await handler(deps, { ...run, payload: parsed.data as PayloadOf<J> });
    },
  };
}
