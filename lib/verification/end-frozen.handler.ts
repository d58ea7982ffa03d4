import type { endFrozen } from "../jobs/catalog.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { inTransaction } from "../platform/db/database.ts";
import { ConflictError } from "../platform/errors.ts";
import { settle } from "./settle.ts";

/** Ends what is open of a frozen person, one by one. Until it has, `settle` lets none of it pass. */
export const handleEndFrozen: JobHandler<typeof endFrozen> = async ({ db, now }, { payload: { freezeId }, log }) => {
  const freeze = await db.contactFreeze.findUnique({ where: { id: freezeId } });
  if (!freeze || freeze.liftedAt) return;
  const { organizationId, contactMac } = freeze;
  const open = await db.verification.findMany({ where: { organizationId, contactMac, settledAt: null }, select: { id: true } });
  for (const { id: verificationId } of open) {
    const end = { verificationId, outcome: "not_possible", reason: "verification.contact_frozen", actor: { kind: "system" } } as const;
    try {
      await inTransaction(db, (tx) => settle(tx, { ...end, now: now() }));
    } catch (error) {
      // Another end was first.
      if (!(error instanceof ConflictError)) throw error;
    }
  }
  log.info("verification.frozen_ended", { freezeId, ended: open.length });
};
