import { type Strength, strengths } from "../strength.ts";
import type { RiskAction } from "./schema.ts";

/** From which risk on. */
export type Thresholds = { stepUpFrom: number; holdFrom: number };

/** What a risk leads to. Pure, and never less for a higher risk. */
export function decideRisk(risk: number, { stepUpFrom, holdFrom }: Thresholds): RiskAction {
  if (risk >= holdFrom) return "hold";
  return risk >= stepUpFrom ? "step_up" : "allow";
}

/** What is asked in place of `asked` when signals raise it: one more, once. Best stays: there is nothing stronger to ask. */
export function raisedStrength(asked: Strength): Strength {
  return strengths[strengths.indexOf(asked) + 1] ?? asked;
}
