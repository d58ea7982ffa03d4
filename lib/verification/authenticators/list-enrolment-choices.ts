import type { Deps } from "../../platform/deps.ts";
import { passkeysMax } from "./enrol-passkey.ts";
import { type EnrolmentClaim, findStrongPass, lacksApprover } from "./enrolment-right.ts";

/** `needsApprover`: something was taken from the person as lost, so a pass with an approver is needed before another is added. */
export type EnrolmentChoices = { mayAddApp: boolean; mayAddPasskey: boolean; needsApprover: boolean; until: Date };

/** What the browser that just passed may add; null when it may add nothing at all. Changes nothing. */
export async function listEnrolmentChoices(
  deps: Pick<Deps, "db" | "now" | "secrets">,
  claim: EnrolmentClaim,
): Promise<EnrolmentChoices | null> {
  const right = await findStrongPass(deps, claim);
  if (!right) return null;
  const { until } = right;
  if (await lacksApprover(deps.db, right)) return { mayAddApp: false, mayAddPasskey: false, needsApprover: true, until };
  const rows = await deps.db.authenticator.findMany({ where: { ...right.holder, revokedAt: null }, select: { kind: true } });
  const passkeys = rows.filter(({ kind }) => kind === "passkey").length;
  return { mayAddApp: rows.length === passkeys, mayAddPasskey: passkeys < passkeysMax, needsApprover: false, until };
}
