import type { AutotaskClient } from "../../autotask/client.ts";
import {
  findTicketWebhook,
  listExcludedResources,
  listTicketWebhookFields,
  queryTicketWebhooks,
  type TicketWebhook,
} from "../../autotask/webhooks.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { connectionOfWebhookUrl, keyOfWebhookUrl, WEBHOOK_NAME } from "../connect/webhook-address.ts";
import { readWebhooksInUse } from "../connect/webhooks-in-use.ts";
import { failure } from "../describe-failure.ts";
import type { Orphan } from "../health-schema.ts";
import type { Failure } from "../schema.ts";

/** What our webhook should be. */
export type Expected = {
  connectionId: string;
  webhookId: number | null;
  /** SHA-256 of the key in its address. */
  keyHash: Uint8Array | null;
  /** Null: never counted. */
  fieldCount: number | null;
  /** The API user's own resource. Null: not known, so nothing is missed. */
  resourceId: number | null;
};

export type Inspection = {
  webhook: { active: boolean; ready: boolean };
  /** What most matters of what is wrong. */
  problem: Failure | null;
  orphans: Orphan[];
};

/**
 * Looks at our webhook in Autotask without changing anything: one call, three if `full`. The one is a query by name, so that it
 * shows leftovers of ours as well; a webhook that somebody renamed costs one call more.
 */
export async function inspectWebhook(
  deps: Pick<Deps, "db" | "appUrl">,
  autotask: AutotaskClient,
  { expected, full }: { expected: Expected; full: boolean },
): Promise<Inspection> {
  const { items } = await queryTicketWebhooks(autotask, WEBHOOK_NAME);
  const webhook = await findIn(autotask, items, expected.webhookId);
  return {
    webhook: { active: webhook?.isActive ?? false, ready: webhook?.isReady ?? false },
    problem: problemOf(deps, webhook, expected) ?? (full && webhook !== null ? await problemInside(autotask, webhook, expected) : null),
    orphans: await orphansAmong(deps, items, expected),
  };
}

async function findIn(autotask: AutotaskClient, items: readonly TicketWebhook[], id: number | null): Promise<TicketWebhook | null> {
  if (id === null) return null;
  return items.find((webhook) => webhook.id === id) ?? findTicketWebhook(autotask, id);
}

function problemOf(deps: Pick<Deps, "appUrl">, webhook: TicketWebhook | null, expected: Expected): Failure | null {
  if (webhook === null) return failure("connection.webhook_missing");
  if (!isOurs(deps, webhook, expected) || !sendsCreatedOnly(webhook)) return failure("connection.webhook_changed");
  if (!webhook.isActive) return failure("connection.webhook_inactive");
  return webhook.isReady ? null : failure("connection.webhook_not_ready");
}

/** The address is the one we registered: our host, this connection, the key that we accept. */
function isOurs(deps: Pick<Deps, "appUrl">, { webhookUrl }: TicketWebhook, { connectionId, keyHash }: Expected): boolean {
  if (connectionOfWebhookUrl(deps, webhookUrl) !== connectionId || keyHash === null) return false;
  return Buffer.from(digest(keyOfWebhookUrl(deps, webhookUrl) ?? "")).equals(keyHash);
}

function sendsCreatedOnly(webhook: TicketWebhook): boolean {
  return webhook.isSubscribedToCreateEvents && !webhook.isSubscribedToUpdateEvents && !webhook.isSubscribedToDeleteEvents;
}

async function problemInside(autotask: AutotaskClient, { id }: TicketWebhook, expected: Expected): Promise<Failure | null> {
  const fields = await listTicketWebhookFields(autotask, id);
  const subscribed = fields.some(({ isSubscribedField }) => isSubscribedField);
  if (!subscribed || fields.length < (expected.fieldCount ?? 1)) return failure("connection.fields_missing");
  if (expected.resourceId === null) return null;
  const excluded = await listExcludedResources(autotask, id);
  return excluded.some(({ resourceId }) => resourceId === expected.resourceId) ? null : failure("connection.exclusion_missing");
}

async function orphansAmong(
  deps: Pick<Deps, "db" | "appUrl">,
  items: readonly TicketWebhook[],
  { connectionId, webhookId }: Expected,
): Promise<Orphan[]> {
  const others = items.filter(({ id, webhookUrl }) => id !== webhookId && connectionOfWebhookUrl(deps, webhookUrl) !== null);
  if (others.length === 0) return [];
  const named = others.map(({ webhookUrl }) => connectionOfWebhookUrl(deps, webhookUrl) ?? connectionId);
  const isInUse = await readWebhooksInUse(deps, named);
  return others.filter((webhook) => !isInUse(webhook)).map(({ id, name, isActive }) => ({ id, name, active: isActive }));
}
