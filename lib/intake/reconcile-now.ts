import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { findMissedTickets } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { askForReconciliation } from "./reconcile/ask-for-reconciliation.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor };

/**
 * Look for missed tickets now, for a person. Where looking had stopped because the ids of new tickets went back, it begins
 * anew: what is in Autotask by now counts as looked at. Throws NotFoundError for another organization's, ConflictError
 * unless the connection is connected. Makes no call itself; the worker looks right after.
 */
export async function reconcileNow({ db, now }: Pick<Deps, "db" | "now">, input: Input): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const at = now();
  await inOrganization(db, organizationId, async (tx) => {
    const stored = await tx.connection.findFirst({
      where: { id: connectionId, organizationId },
      select: { state: true, reconcileStoppedAt: true },
    });
    if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
    const { state, reconcileStoppedAt } = stored;
    if (state !== "connected")
      throw new ConflictError(`The connection is ${state}`, { code: "connection.wrong_state", context: { state } });
    const anew = reconcileStoppedAt !== null;
    if (anew) await enqueue(tx, findMissedTickets, { connectionId, anew });
    else await askForReconciliation(tx, connectionId, { reason: "asked", now: at });
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor, action: "intake.reconciliation_asked", subject, details: { anew } });
  });
}
