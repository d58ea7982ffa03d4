import { failureWords } from "@/components/connection/failure-words.ts";
import { verdictWords } from "@/components/connection/verdict-words.ts";
import { failureCodeSchema, verdictSchema } from "@/lib/connection/schema.ts";

/** What a screen calls this code, so that who comes from there finds the words again; null where it shows none. */
export function nameOfCode(code: string): string | null {
  const failure = failureCodeSchema.safeParse(code);
  if (failure.success) return failureWords[failure.data].brief;
  const verdict = verdictSchema.safeParse(code);
  return verdict.success ? verdictWords[verdict.data].sentence : null;
}
