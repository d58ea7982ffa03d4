import type { Tx } from "../../platform/db/database.ts";
import { NotFoundError } from "../../platform/errors.ts";

const columns = {
  id: true,
  state: true,
  connectedAt: true,
  disconnectedAt: true,
  pausedAt: true,
  pausedByName: true,
  outageSince: true,
  probeAt: true,
  lastCheckedAt: true,
  nextCheckAt: true,
  orphans: true,
  lastReconciledAt: true,
  nextReconcileAt: true,
  credentialsVersion: true,
  trackingIdentifierKind: true,
  budgetLimit: true,
  budgetUsed: true,
  budgetReadAt: true,
} as const;

/** The row that the status page is about. Throws NotFoundError, for another organization's too. */
export async function requireConnection(tx: Tx, { organizationId, connectionId }: { organizationId: string; connectionId: string }) {
  const row = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select: columns });
  if (row) return row;
  throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
}

export type ConnectionRow = Awaited<ReturnType<typeof requireConnection>>;
