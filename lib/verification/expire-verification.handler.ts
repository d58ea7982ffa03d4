import type { expireVerification } from "../jobs/catalog.ts";
import { expireVerification as job } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { ReasonCode } from "./reason-codes.ts";
import { settle } from "./settle.ts";

/** Ends a verification that nobody answered in time; one that has its outcome, or more time, is left alone. */
export const handleExpireVerification: JobHandler<typeof expireVerification> = async (
  { db, now },
  { payload: { verificationId }, log },
) => {
  await inTransaction(db, async (tx) => {
    // A proof that commits meanwhile is given its time.
    await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
    const verification = await tx.verification.findUnique({
      where: { id: verificationId },
      select: { settledAt: true, expiresAt: true, awaitsReleaseAt: true, releasedAt: true, provenAt: true },
    });
    if (!verification?.expiresAt || verification.settledAt) return;
    if (verification.expiresAt > now()) return enqueue(tx, job, { verificationId }, { runAt: verification.expiresAt });
    const reason = whyOf(verification);
    await settle(tx, { verificationId, outcome: "expired", reason, actor: { kind: "system" }, now: now() });
    log.info("verification.expired", { verificationId });
  });
};

type Row = { awaitsReleaseAt: Date | null; releasedAt: Date | null; provenAt: Date | null };

function whyOf({ awaitsReleaseAt, releasedAt, provenAt }: Row): ReasonCode {
  if (provenAt !== null) return "verification.contact_not_read";
  return awaitsReleaseAt !== null && releasedAt === null ? "verification.not_released" : "verification.no_answer";
}
