import type { Deps } from "../../platform/deps.ts";
import { passkeysMax } from "./enrol-passkey.ts";
import { type EnrolmentClaim, findEnrolmentRight } from "./enrolment-right.ts";

export type EnrolmentChoices = { mayAddApp: boolean; mayAddPasskey: boolean; until: Date };

/** What the browser that just passed may add; null when it may add nothing at all. Changes nothing. */
export async function listEnrolmentChoices(
  deps: Pick<Deps, "db" | "now" | "secrets">,
  claim: EnrolmentClaim,
): Promise<EnrolmentChoices | null> {
  const right = await findEnrolmentRight(deps, claim);
  if (!right) return null;
  const rows = await deps.db.authenticator.findMany({ where: { ...right.holder, revokedAt: null }, select: { kind: true } });
  const passkeys = rows.filter(({ kind }) => kind === "passkey").length;
  return { mayAddApp: rows.length === passkeys, mayAddPasskey: passkeys < passkeysMax, until: right.until };
}
