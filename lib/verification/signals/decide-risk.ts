import { type Strength, strengths } from "../strength.ts";
import type { RiskAction } from "./schema.ts";

/** From which risk on. */
export type Thresholds = { stepUpFrom: number; holdFrom: number };

/** What a risk leads to. Pure, and never less for a higher risk. */
export function decideRisk(risk: number, { stepUpFrom, holdFrom }: Thresholds): RiskAction {
  if (risk >= holdFrom) return "hold";
  return risk >= stepUpFrom ? "step_up" : "allow";
}

/** What is asked in place of `asked` when signals raise it: one more, once. Of best there is none: see `decideAsked`. */
export function raisedStrength(asked: Strength): Strength {
  return strengths[strengths.indexOf(asked) + 1] ?? asked;
}

type Asked = { strengthAsked: Strength; strengthRaisedFrom: Strength | null; heldAt: Date | null };

/**
 * What a risk changes for one verification. Pure. More is asked once; where best was asked from the start there is nothing
 * stronger, so a lead looks instead: a risk that would cost everybody else a second proof is not worth less there.
 */
export function decideAsked(action: RiskAction, { strengthAsked, strengthRaisedFrom, heldAt }: Asked): "nothing" | "raise" | "hold" {
  const isRaisable = raisedStrength(strengthAsked) !== strengthAsked;
  if (action === "step_up" && strengthRaisedFrom === null && isRaisable) return "raise";
  const isToHold = action === "hold" || (action === "step_up" && strengthRaisedFrom === null);
  return isToHold && heldAt === null ? "hold" : "nothing";
}
