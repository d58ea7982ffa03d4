import type { AutotaskClient } from "../autotask/client.ts";
import { findTicketWebhook, listTicketWebhookFields } from "../autotask/webhooks.ts";
import type { Deps } from "../platform/deps.ts";
import { type AutotaskDeps, type LiveConnection, withAutotask } from "./autotask-for.ts";
import { connectionOfWebhookUrl } from "./connect/webhook-address.ts";
import { failure } from "./describe-failure.ts";
import type { Failure, FailureCode } from "./schema.ts";

export type CheckDeps = AutotaskDeps & Pick<Deps, "appUrl">;

/** What a check can find, and what a later good check therefore ends. Refused writes are another matter. */
const FOUND_BY_CHECK: readonly FailureCode[] = [
  "connection.webhook_missing",
  "connection.webhook_inactive",
  "connection.webhook_not_ready",
  "connection.webhook_changed",
  "connection.fields_missing",
  "connection.network",
  "connection.autotask_busy",
  "connection.secret_refused",
  "connection.tracking_identifier_refused",
  "connection.unreadable",
  "connection.unexpected",
];

/**
 * Reads our webhook back and stores how it is: there, active, ready, still ours. Two calls, which prove the credentials as
 * well. Returns what is wrong, or null. Throws what withAutotask throws, and that is recorded too.
 */
export async function checkConnection(
  deps: CheckDeps,
  connectionId: string,
  options: { timeoutMs?: number; signal?: AbortSignal } = {},
): Promise<Failure | null> {
  const seen = await withAutotask(deps, connectionId, (autotask, connection) => look(deps, autotask, connection), {
    ...options,
    states: ["connected", "paused"],
  });
  const at = deps.now();
  const { problem, ...found } = seen;
  await deps.db.connection.updateMany({
    where: { id: connectionId, state: { in: ["connected", "paused"] } },
    data: { ...found, lastCheckedAt: at, ...(problem && { lastErrorAt: at, lastErrorCode: problem.code, lastErrorAnswer: null }) },
  });
  if (problem === null) {
    await deps.db.connection.updateMany({
      where: { id: connectionId, lastErrorCode: { in: [...FOUND_BY_CHECK] } },
      data: { lastErrorAt: null, lastErrorCode: null, lastErrorAnswer: null },
    });
  }
  return problem;
}

type Seen = { webhookActive: boolean; webhookReady: boolean; webhookFieldCount?: number; problem: Failure | null };

async function look(deps: Pick<Deps, "appUrl">, autotask: AutotaskClient, { id, webhookId }: LiveConnection): Promise<Seen> {
  const webhook = webhookId === null ? null : await findTicketWebhook(autotask, webhookId);
  if (webhook === null) return { webhookActive: false, webhookReady: false, problem: failure("connection.webhook_missing") };
  const fields = await listTicketWebhookFields(autotask, webhook.id);
  const ours = connectionOfWebhookUrl(deps, webhook.webhookUrl) === id && webhook.isSubscribedToCreateEvents;
  return {
    webhookActive: webhook.isActive,
    webhookReady: webhook.isReady,
    webhookFieldCount: fields.length,
    problem: problemOf({ ...webhook, ours, hasFields: fields.length > 0 }),
  };
}

function problemOf(webhook: { ours: boolean; isActive: boolean; isReady: boolean; hasFields: boolean }): Failure | null {
  if (!webhook.ours) return failure("connection.webhook_changed");
  if (!webhook.isActive) return failure("connection.webhook_inactive");
  if (!webhook.hasFields) return failure("connection.fields_missing");
  return webhook.isReady ? null : failure("connection.webhook_not_ready");
}
