import type { BoundJob } from "./bind-job.ts";

/** Every job of the catalog with its handler. */
export const jobRegistry: readonly BoundJob[] = [];
