import type { z } from "zod";

/** The contract of one kind of background work. Its handler lives in the feature that owns the work. */
export type Job<Name extends string = string, Payload extends z.ZodType = z.ZodType> = {
  name: Name;
  /** Ids only; the handler loads the rest. No secret, no address, no text. */
  payload: Payload;
  /** Runs before the job is left for a person, the killed ones included. */
  attempts: number;
  /** At most one waiting job for each of these keys; a later request replaces the waiting one. */
  onePer: (payload: z.infer<Payload>) => string;
  /** Smaller runs first. 0 unless said. */
  priority?: number;
};

export type PayloadOf<J extends Job> = z.infer<J["payload"]>;

/** Keeps the literal name and the payload type of a job. */
export function defineJob<Name extends `${string}.${string}`, Payload extends z.ZodType>(job: Job<Name, Payload>): Job<Name, Payload> {
  return job;
}
