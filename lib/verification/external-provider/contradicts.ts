import type { VerificationState } from "../states.ts";
import type { CheckResult } from "./wire-schema.ts";

type Stands = { result: string | null; state: VerificationState };

/** Whether what a service says now is the opposite of what it said before, or of what the verification came to. Pure. */
export function contradicts(said: CheckResult["result"], { result, state }: Stands): boolean {
  if (said === "passed") return result === "failed" || state === "failed" || state === "denied";
  return said === "failed" && (result === "passed" || state === "passed");
}
