import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { findApprovalNumber } from "./approval/find-number.ts";
import { canBeSaid } from "./read-out/can-be-said.ts";
import type { Spoken } from "./read-out/schema.ts";
import { openSpoken } from "./spoken.ts";

/**
 * What a technician says on the phone, for who may start verifications; apart from all that is read otherwise, so that no
 * list, export or auditor has it. Nulls once it has its outcome. Throws NotFoundError for a foreign or missing one.
 */
export function readSpoken(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { organizationId, verificationId }: { organizationId: string; verificationId: string },
): Promise<Spoken> {
  return inOrganization(db, organizationId, async (tx) => {
    const verification = await tx.verification.findFirst({
      where: { id: verificationId, organizationId },
      select: {
        ...{ id: true, numberSealed: true, phraseSealed: true, numberMatchedAt: true, numberMac: true, settledAt: true },
        challenges: { where: { state: { in: ["waiting", "sending", "sent"] } }, select: { method: true } },
      },
    });
    if (!verification) throw new NotFoundError(`No verification ${verificationId}`, { code: "verification.not_found" });
    const { settledAt, numberMac, challenges } = verification;
    const isAwaited = settledAt === null && challenges.some(({ method }) => canBeSaid(method));
    return {
      ...openSpoken(secrets, verification),
      codeByVoice: !isAwaited ? "no" : numberMac === null ? "not_on_the_phone" : "awaited",
      isNumberMatched: verification.numberMatchedAt !== null,
      approval: await findApprovalNumber({ db: tx, secrets, now: now() }, { id: verificationId, organizationId }),
    };
  });
}
