import type { Basis } from "./methods/method.ts";
import { everyMethod } from "./methods/registry.ts";
import type { Strength } from "./strength.ts";

/** What two passes rest on that prove more together than each alone. */
const combined: Record<"good" | "best", Basis> = {
  good: { clause: "NIST SP 800-63B-4, 4.2.2.2", because: "two by different methods, over different channels" },
  best: { clause: "NIST SP 800-63B-4, 4.2.2.2", because: "a good proof, and the word of a recovery contact" },
};

type Passed = { method: string; strength: Strength | null };

/** What one method rests on at the strength that it proved. Null for one that this build does not know. */
export function basisOf({ method: id, strength }: Passed): Basis | null {
  const method = everyMethod.find((each) => each.id === id);
  if (!method) return null;
  return (strength !== null && strength !== method.strength && method.lesser?.[strength]) || method.basis;
}

/**
 * What the strength of a verification rests on, given what was passed in it: the clause of the method that proved it, or of
 * all of them and their combination. Pure: the one answer for screens, note, REST API, export and document. Null when nothing
 * was passed, or by methods that this build does not know.
 */
export function basisOfStrength(reached: Strength | null, passed: readonly Passed[]): Basis | null {
  if (reached === null) return null;
  const alone = passed.find(({ strength }) => strength === reached);
  if (alone) return basisOf(alone);
  const bases = passed.flatMap((each) => basisOf(each) ?? []);
  const together = reached === "good" || reached === "best" ? combined[reached] : null;
  if (bases.length === 0 || together === null) return null;
  const all = [...bases, together];
  const unique = (texts: string[]) => [...new Set(texts)].join("; ");
  return { clause: unique(all.map(({ clause }) => clause)), because: unique(all.map(({ because }) => because)) };
}
