import { getMethod } from "./methods/registry.ts";
import { type Evidence, type Strength, strengths, weakerOf } from "./strength.ts";

/** What a pass by this challenge would prove: what the method is worth, or less where an admin said so. Pure. */
export function worthOf({ method, worth }: { method: string; worth: Strength | null }): Evidence {
  const { strength, channel } = getMethod(method);
  return { strength: weakerOf(strength, worth ?? strength), channel };
}

/** In the order in which they are offered: methods whose worth was lowered go where they belong. */
export function strongestFirst<T extends Evidence>(offers: readonly T[]): T[] {
  return offers.toSorted((one, other) => strengths.indexOf(other.strength) - strengths.indexOf(one.strength));
}
