import { failure } from "../describe-failure.ts";
import type { Failure, FailureCode } from "../schema.ts";

/** A step of Connect found something that a person has to change. Not an error of ours: it ends as the step's failure. */
export class StepFailed extends Error {
  readonly failure: Failure;

  constructor(code: FailureCode, more: Partial<Omit<Failure, "code">> = {}) {
    super(`A step of Connect ended with ${code}`);
    this.name = "StepFailed";
    this.failure = failure(code, more);
  }
}
