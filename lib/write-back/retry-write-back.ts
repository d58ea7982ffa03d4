import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { deliverWriteBack } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { findPlan } from "./plan-write-back.handler.ts";
import { openWriteBackStates } from "./states.ts";

type Request = { organizationId: string; verificationId: string; writeBackId: string; actor: Actor };

/**
 * Tries a refused change once more, as the connection's options would have it now. One that is on its way already is
 * left to go on. Throws NotFoundError outside the organization, ConflictError when it has another end than refused. The
 * caller has checked the permission.
 */
export async function retryWriteBack(
  deps: Pick<Deps, "db" | "now">,
  { organizationId, verificationId, writeBackId, actor }: Request,
): Promise<void> {
  await inOrganization(deps.db, organizationId, async (tx) => {
    const row = await tx.writeBack.findFirst({
      where: { id: writeBackId, organizationId, verificationId },
      select: { kind: true, verificationId: true, intent: true },
    });
    if (!row) throw new NotFoundError("There is no such write-back", { code: "write_back.not_found", context: { writeBackId } });
    const plan = await findPlan(tx, row.verificationId);
    const intent = plan?.intents.find(({ kind }) => kind === row.kind);
    const { count } = await tx.writeBack.updateMany({
      where: { id: writeBackId, organizationId, state: "refused" },
      data: { state: "waiting", nextAttemptAt: null, leaseUntil: null, ...(intent ? { intent } : {}) },
    });
    if (count === 0)
      return requireOnItsWay(
        await tx.writeBack.findFirst({ where: { id: writeBackId, organizationId }, select: { state: true } }),
        writeBackId,
      );
    await enqueue(tx, deliverWriteBack, { writeBackId });
    await recordAudit(tx, {
      organizationId,
      at: deps.now(),
      actor,
      action: "write_back.retried",
      subject: { kind: "verification", id: row.verificationId },
      details: { writeBackId, change: row.kind },
    });
  });
}

function requireOnItsWay(row: { state: string } | null, writeBackId: string): void {
  if (row && openWriteBackStates.some((state) => state === row.state)) return;
  throw new ConflictError("Only a refused write-back can be tried again", {
    code: "write_back.not_refused",
    context: { writeBackId, state: row?.state ?? null },
  });
}
