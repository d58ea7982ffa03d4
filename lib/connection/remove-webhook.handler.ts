import { recordAudit } from "../audit/record-audit.ts";
import type { AutotaskClient } from "../autotask/client.ts";
import { deleteTicketWebhook } from "../autotask/webhooks.ts";
import { removeWebhook } from "../jobs/catalog.ts";
import type { JobHandler } from "../jobs/job-handler.ts";
import { inTransaction } from "../platform/db/database.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import { withAutotask } from "./autotask-for.ts";
import type { CheckDeps } from "./check-connection.ts";
import { withConnectionLock } from "./connect/connection-lock.ts";
import { findOwnWebhooks } from "./connect/find-own-webhooks.ts";
import { leftBehindOf } from "./connect/take-back-webhook.ts";
import { ConnectionUnusableError } from "./connection-unusable.ts";
import { failureOf } from "./describe-failure.ts";
import type { LeftBehind } from "./schema.ts";

/**
 * Deletes our webhook and erases the credentials. What Autotask refuses, or does not answer until the last attempt, is
 * noted for a person to delete by hand, and the credentials are erased all the same.
 */
export const handleRemoveWebhook: JobHandler<typeof removeWebhook, CheckDeps> = async (deps, { payload, log, signal, attempt }) => {
  const { connectionId, generation } = payload;
  await withConnectionLock(deps, connectionId, async () => {
    const row = await deps.db.connection.findFirst({
      where: { id: connectionId, generation, state: "disconnected", NOT: { secretSealed: null, webhookKeySealed: null } },
      select: { webhookId: true, webhookKeySealed: true, organizationId: true },
    });
    if (!row) return log.info("connection.nothing_to_remove", { connectionId });
    const webhookId = row.webhookId === null ? null : Number(row.webhookId);
    // No key was ever made: no webhook can be there.
    const leftBehind = row.webhookKeySealed === null ? null : await remove(webhookId);
    await erase(deps, { connectionId, organizationId: row.organizationId, leftBehind });
    log.info("connection.removed", { connectionId, left: leftBehind !== null });
  });

  async function remove(webhookId: number | null): Promise<LeftBehind | null> {
    try {
      const work = (autotask: AutotaskClient) => removeOwn(deps, autotask, { connectionId, webhookId });
      await withAutotask(deps, connectionId, work, { signal, states: ["disconnected"] });
      return null;
    } catch (error) {
      const mayPass = failureOf(error).retrying && !(error instanceof ConnectionUnusableError);
      if (signal.aborted || (mayPass && attempt < removeWebhook.attempts)) throw error;
      return leftBehindOf(webhookId, error);
    }
  }
};

/** By id where we know it. Where a crash left none, by name and address: no orphan stays. */
async function removeOwn(
  deps: CheckDeps,
  autotask: AutotaskClient,
  { connectionId, webhookId }: { connectionId: string; webhookId: number | null },
): Promise<void> {
  if (webhookId !== null) return void (await deleteTicketWebhook(autotask, webhookId));
  for (const webhook of await findOwnWebhooks(deps, autotask)) {
    if (webhook.connectionId === connectionId) await deleteTicketWebhook(autotask, webhook.id);
  }
}

const ERASED = {
  email: null,
  usernameSealed: null,
  secretSealed: null,
  trackingIdentifierSealed: null,
  slotKey: null,
  webhookKeyHash: null,
  webhookKeySealed: null,
  webhookSecretSealed: null,
  webhookActive: null,
  webhookReady: null,
  blockedAt: null,
  blockedCode: null,
} as const;

type Removed = { connectionId: string; organizationId: string; leftBehind: LeftBehind | null };

async function erase({ db, now }: CheckDeps, { connectionId, organizationId, leftBehind }: Removed): Promise<void> {
  await inTransaction(db, async (tx) => {
    await tx.connection.update({ where: { id: connectionId }, data: { ...ERASED, leftBehind: leftBehind ?? Prisma.DbNull } });
    await recordAudit(tx, {
      organizationId,
      at: now(),
      actor: { kind: "system" },
      action: leftBehind === null ? "connection.removed" : "connection.left_behind",
      subject: { kind: "connection", id: connectionId },
      details: { webhookId: leftBehind?.id ?? null, code: leftBehind?.reason.code ?? null },
    });
  });
}
