import type { Reader, Tx } from "../../platform/db/database.ts";
import type { CredentialRotation, Prisma } from "../../platform/db/generated/client.ts";
import { ConflictError, NotFoundError } from "../../platform/errors.ts";
import { type RotationProgress, rotationProgressSchema } from "./schema.ts";

/** Of these a connection has at most one: a unique index decides. */
export const OPEN = ["draft", "running", "failed"] as const;

export function findOpenRotation(tx: Pick<Reader, "credentialRotation">, connectionId: string) {
  return tx.credentialRotation.findFirst({ where: { connectionId, state: { in: [...OPEN] } } });
}

/**
 * As findOpenRotation, held until the transaction ends: a run that is about to switch waits, or has done it and is seen. Throws
 * NotFoundError `connection.no_rotation` when nothing was entered.
 */
export async function getOpenRotation(tx: Tx, connectionId: string) {
  await tx.$queryRaw`
    select 1 from credential_rotations
    where "connectionId" = ${connectionId}::uuid and "state" in ('draft', 'running', 'failed') for update`;
  const open = await findOpenRotation(tx, connectionId);
  if (open) return open;
  throw new NotFoundError("No new credentials were entered", { code: "connection.no_rotation" });
}

/** What is stored, or nothing done if nothing readable is. */
export function parseRotation(stored: unknown): RotationProgress {
  return rotationProgressSchema.safeParse(stored).data ?? rotationProgressSchema.parse({});
}

/** Whether other values may be entered in its place: nothing of what it made would be lost. */
export function isReplaceable(open: Pick<CredentialRotation, "state" | "progress" | "webhookId">): boolean {
  if (open.state === "draft") return true;
  const { plan, switchedAt } = parseRotation(open.progress);
  const holdsNoWebhook = open.webhookId === null || (switchedAt !== null && !plan.moves);
  return open.state === "failed" && holdsNoWebhook;
}

const inUseColumns = {
  id: true,
  state: true,
  databaseId: true,
  credentialsVersion: true,
  usernameSealed: true,
  secretSealed: true,
  trackingIdentifierSealed: true,
  blockedAt: true,
  webhookId: true,
} satisfies Prisma.ConnectionSelect;

/** Throws NotFoundError, and ConflictError `connection.not_connected` unless the connection is in use. */
export async function getInUse(
  tx: Pick<Reader, "connection">,
  { organizationId, connectionId }: { organizationId: string; connectionId: string },
) {
  const stored = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select: inUseColumns });
  if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  if (stored.state === "connected" || stored.state === "paused") return stored;
  throw new ConflictError("The connection is not in use", { code: "connection.not_connected" });
}
