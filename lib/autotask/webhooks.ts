import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { getFields, picklistOf } from "./entity-information.ts";
import { AutotaskError, isAutotaskError } from "./errors.ts";
import { findById, type QueryResult, queryRows } from "./query.ts";
import { entityId, flag, optionalId, text, written } from "./values.ts";

export type TicketWebhook = z.output<typeof webhook>;

const columns = z.object({
  id: entityId,
  name: text,
  webhookUrl: text,
  deactivationUrl: text,
  isActive: flag,
  /** Becomes true once the webhook has a field. */
  isReady: flag,
  isSubscribedToCreateEvents: flag,
  isSubscribedToUpdateEvents: flag,
  isSubscribedToDeleteEvents: flag,
  /** The API user who registered it: the sure way to one's own resource id, since a resource's userName need not be the API user name. */
  ownerResourceID: optionalId,
  webhookGUID: text,
});
const webhook = columns.transform(({ ownerResourceID, webhookGUID, ...rest }) => ({
  ...rest,
  ownerResourceId: ownerResourceID,
  webhookGuid: webhookGUID,
}));

const webhookField = z
  .object({ id: entityId, fieldID: entityId, isSubscribedField: flag, isDisplayAlwaysField: flag })
  .transform(({ fieldID, ...rest }) => ({ ...rest, fieldId: fieldID }));
const excludedResource = z
  .object({ id: entityId, resourceID: entityId })
  .transform(({ id, resourceID }) => ({ id, resourceId: resourceID }));

type WebhookSettings = {
  name: string;
  /** Public https on port 443: Autotask calls nothing else. */
  webhookUrl: string;
  deactivationUrl: string;
  /** 10 to 64 characters; never comes back in an answer. */
  secretKey: string;
  isActive: boolean;
  sendThresholdExceededNotification: boolean;
  notificationEmailAddress?: string;
  isSubscribedToCreateEvents: boolean;
  isSubscribedToUpdateEvents: boolean;
  isSubscribedToDeleteEvents: boolean;
};

/**
 * The id of the webhook registered. It sends nothing before it has a field. Throws AutotaskError: `webhook_right_missing`,
 * `webhook_limit`, `duplicate_webhook`.
 */
export async function createTicketWebhook(autotask: AutotaskClient, settings: WebhookSettings): Promise<number> {
  return (await autotask.request({ method: "POST", path: "/V1.0/TicketWebhooks", body: settings, response: written })).itemId;
}

/** Changes only what is given. */
export async function patchTicketWebhook(
  autotask: AutotaskClient,
  { id, ...changes }: { id: number } & Partial<WebhookSettings>,
): Promise<void> {
  await autotask.request({ method: "PATCH", path: "/V1.0/TicketWebhooks", body: { id, ...changes }, response: written });
}

/** The webhook, or null when Autotask has none of this id. */
export function findTicketWebhook(autotask: AutotaskClient, id: number): Promise<TicketWebhook | null> {
  return findById(autotask, { collection: "TicketWebhooks", id, item: webhook });
}

/** Our webhooks are found by the start of their name, other people's stay out of sight. */
export function queryTicketWebhooks(autotask: AutotaskClient, namePrefix: string): Promise<QueryResult<TicketWebhook>> {
  return queryRows(autotask, {
    collection: "TicketWebhooks",
    filter: [{ op: "beginsWith", field: "name", value: namePrefix }],
    fields: Object.keys(columns.shape),
    row: webhook,
  });
}

/**
 * Deletes the webhook, or finds it gone already. Autotask answers a missing and a forbidden one with the same text, so the
 * webhook is looked for before it is called gone; one that is still there throws AutotaskError `forbidden`.
 */
export async function deleteTicketWebhook(autotask: AutotaskClient, id: number): Promise<"deleted" | "gone"> {
  const path = `/V1.0/TicketWebhooks/${entityId.parse(id)}`;
  try {
    await autotask.request({ method: "DELETE", path, response: z.unknown() });
    return "deleted";
  } catch (error) {
    if (!isAutotaskError(error, "autotask.not_found")) throw error;
    if ((await findTicketWebhook(autotask, id)) === null) return "gone";
    const operation = { method: "DELETE", path, endpoint: "TicketWebhooks", writes: true } as const;
    const { status, answer, effect } = error;
    throw new AutotaskError(operation, {
      code: "autotask.forbidden",
      retry: { when: "never" },
      effect,
      status,
      cause: error,
      ...(answer === undefined ? {} : { answer }),
    });
  }
}

/** The id of the field added. One after another only: of seven at once, three succeeded (n8n-nodes-autotask issue 4). */
export async function addTicketWebhookField(
  autotask: AutotaskClient,
  field: { webhookId: number; fieldId: number; isSubscribedField: boolean; isDisplayAlwaysField: boolean },
): Promise<number> {
  const { webhookId, fieldId, isSubscribedField, isDisplayAlwaysField } = field;
  const body = { webhookID: webhookId, fieldID: fieldId, isSubscribedField, isDisplayAlwaysField };
  const path = `/V1.0/TicketWebhooks/${entityId.parse(webhookId)}/Fields`;
  return (await autotask.request({ method: "POST", path, body, response: written })).itemId;
}

/** The fields of a webhook. */
export async function listTicketWebhookFields(autotask: AutotaskClient, webhookId: number): Promise<z.output<typeof webhookField>[]> {
  const path = `/V1.0/TicketWebhooks/${entityId.parse(webhookId)}/Fields`;
  return (await autotask.request({ method: "GET", path, response: z.object({ items: z.array(webhookField) }) })).items;
}

/** The id of the exclusion added: what this resource does is not sent to the webhook. */
export async function addExcludedResource(autotask: AutotaskClient, excluded: { webhookId: number; resourceId: number }): Promise<number> {
  const { webhookId, resourceId } = excluded;
  const path = `/V1.0/TicketWebhooks/${entityId.parse(webhookId)}/ExcludedResources`;
  const body = { webhookID: webhookId, resourceID: resourceId };
  return (await autotask.request({ method: "POST", path, body, response: written })).itemId;
}

/** The resources whose doings are not sent to the webhook. */
export async function listExcludedResources(autotask: AutotaskClient, webhookId: number): Promise<z.output<typeof excludedResource>[]> {
  const path = `/V1.0/TicketWebhooks/${entityId.parse(webhookId)}/ExcludedResources`;
  return (await autotask.request({ method: "GET", path, response: z.object({ items: z.array(excludedResource) }) })).items;
}

/** Field ids by their name ("TicketNumber" → 85): read from the tenant, since the numbers are Autotask's to choose. */
export async function getWebhookFieldIds(autotask: AutotaskClient): Promise<Map<string, number>> {
  const values = picklistOf(await getFields(autotask, "TicketWebhookFields"), "fieldID");
  return new Map(values.map(({ label, value }) => [label, entityId.parse(value)]));
}
