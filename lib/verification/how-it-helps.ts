import type { Help } from "./schema.ts";
import { type Evidence, isEnough, type Strength, strengthReached } from "./strength.ts";

type Asked = {
  asked: Strength;
  /** What was passed already. */
  evidence: readonly Evidence[];
  /** What else the person can be asked by. */
  others: readonly Evidence[];
};

/**
 * What a pass by one more method would do. Pure, by the same rule that decides a pass, so that no screen offers a way that
 * leads nowhere. `with_another` needs one of the others, which would not be enough without it.
 */
export function howItHelps(method: Evidence, { asked, evidence, others }: Asked): Help {
  const isReachedWith = (...more: Evidence[]) => isEnough(strengthReached([...evidence, ...more]), asked);
  if (isReachedWith(method)) return "alone";
  return others.some((other) => !isReachedWith(other) && isReachedWith(method, other)) ? "with_another" : "no";
}
