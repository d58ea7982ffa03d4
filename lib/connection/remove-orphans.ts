import { type Actor, recordAudit } from "../audit/record-audit.ts";
import type { AutotaskClient } from "../autotask/client.ts";
import { deleteTicketWebhook } from "../autotask/webhooks.ts";
import { seconds } from "../platform/clock.ts";
import { inOrganization } from "../platform/db/database.ts";
import { NotFoundError } from "../platform/errors.ts";
import { withAutotask } from "./autotask-for.ts";
import type { CheckDeps } from "./check-connection.ts";
import { withConnectionLock } from "./connect/connection-lock.ts";
import { findOwnWebhooks } from "./connect/find-own-webhooks.ts";
import { readWebhooksInUse } from "./connect/webhooks-in-use.ts";
import { recordConnectionEvent } from "./connection-events.ts";
import { type Orphan, parseOrphans } from "./health-schema.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor; ids: readonly number[] };

/**
 * Deletes webhooks of ours that no connection uses, after a person has chosen them. Each is looked at again first: one that is
 * not of this installation, or in use by now, is left alone. Returns what was deleted and what is left. Throws NotFoundError,
 * and what withAutotask throws.
 */
export async function removeOrphans(deps: CheckDeps, input: Input): Promise<{ removed: number[]; left: Orphan[] }> {
  const { organizationId, connectionId, actor, ids } = input;
  const found = await inOrganization(deps.db, organizationId, (tx) =>
    tx.connection.findFirst({ where: { id: connectionId, organizationId }, select: { orphans: true } }),
  );
  if (!found) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  const work = (autotask: AutotaskClient) => remove(deps, autotask, ids);
  const removed = await withConnectionLock(deps, connectionId, () =>
    withAutotask(deps, connectionId, work, { states: ["connected", "paused"], timeoutMs: seconds(4.5) }),
  );
  const left = parseOrphans(found.orphans).filter(({ id }) => !removed.includes(id));
  const at = deps.now();
  await inOrganization(deps.db, organizationId, async (tx) => {
    await tx.connection.updateMany({ where: { id: connectionId, organizationId }, data: { orphans: left } });
    if (removed.length === 0) return;
    const byName = "name" in actor ? actor.name : null;
    const params = { count: String(removed.length) };
    await recordConnectionEvent(tx, { organizationId, connectionId, at, kind: "orphans_removed", params, byName });
    const subject = { kind: "connection", id: connectionId };
    const details = { webhookIds: removed.join(", ") };
    await recordAudit(tx, { organizationId, at, actor, action: "connection.orphans_removed", subject, details });
  });
  return { removed, left };
}

async function remove(deps: CheckDeps, autotask: AutotaskClient, ids: readonly number[]): Promise<number[]> {
  const chosen = (await findOwnWebhooks(deps, autotask)).filter(({ id }) => ids.includes(id));
  const isInUse = await readWebhooksInUse(
    deps,
    chosen.map((webhook) => webhook.connectionId),
  );
  const removed: number[] = [];
  for (const webhook of chosen) {
    if (isInUse(webhook)) continue;
    await deleteTicketWebhook(autotask, webhook.id);
    removed.push(webhook.id);
  }
  return removed;
}
