import { recordAudit } from "../../audit/record-audit.ts";
import type { Tx } from "../../platform/db/database.ts";
import { recordEvent } from "../record-event.ts";
import type { Strength } from "../strength.ts";
import { decideAsked, decideRisk, raisedStrength } from "./decide-risk.ts";
import { addSignals, riskOf } from "./judge-risk.ts";
import { storedSignals } from "./report-risk.ts";
import { findRiskSettings } from "./risk-settings.ts";
import type { Signal } from "./schema.ts";

/** An open verification, whose row the caller holds. */
export type Raisable = {
  id: string;
  organizationId: string;
  signals: unknown;
  strengthAsked: Strength;
  strengthRaisedFrom: Strength | null;
  heldAt: Date | null;
};

/**
 * Adds signals to a verification: from here on it asks for more, or waits for a lead, where they say so. Adds nothing to what
 * is proven and takes nothing from what is asked.
 */
export async function raiseRisk(tx: Tx, { open, found, at }: { open: Raisable; found: readonly Signal[]; at: Date }): Promise<void> {
  const { id: verificationId, organizationId, strengthAsked } = open;
  const signals = addSignals(storedSignals(open.signals), found);
  const risk = riskOf(signals);
  const action = decideRisk(risk, await findRiskSettings(tx, organizationId));
  const raised = raisedStrength(strengthAsked);
  // A hold has a person look; who cannot prove more meanwhile is not turned away for it.
  const then = decideAsked(action, open);
  const [raises, holds] = [then === "raise", then === "hold"];
  await tx.verification.update({
    where: { id: verificationId },
    data: {
      ...{ risk, signals },
      ...(raises && { strengthAsked: raised, strengthRaisedFrom: strengthAsked }),
      ...(holds && { heldAt: at }),
    },
  });
  const told = { organizationId, verificationId, at, risk };
  if (raises) await tell(tx, { ...told, kind: "strength_raised", from: strengthAsked, to: raised });
  if (holds) await tell(tx, { ...told, kind: "held", isForBest: action === "step_up" });
}

type Told = {
  organizationId: string;
  verificationId: string;
  at: Date;
  risk: number;
} /** `isForBest`: more would be asked, and nothing is stronger. */ & (
  | { kind: "held"; isForBest: boolean }
  | { kind: "strength_raised"; from: Strength; to: Strength }
);

async function tell(tx: Tx, { organizationId, verificationId, at, kind, ...details }: Told): Promise<void> {
  await recordEvent(tx, { organizationId, verificationId, at, kind, details });
  await recordAudit(tx, {
    ...{ organizationId, at, details },
    actor: { kind: "system" },
    action: `verification.${kind}`,
    subject: { kind: "verification", id: verificationId },
  });
}
