import { setTimeout as wait } from "node:timers/promises";
import type { AutotaskClient } from "../../autotask/client.ts";
import { findResourceByEmail } from "../../autotask/resources.ts";
import {
  addExcludedResource,
  addTicketWebhookField,
  findTicketWebhook,
  getWebhookFieldIds,
  listExcludedResources,
  listTicketWebhookFields,
  patchTicketWebhook,
  type TicketWebhook,
} from "../../autotask/webhooks.ts";
import type { LiveConnection } from "../autotask-for.ts";
import { StepFailed } from "./step-failed.ts";
import { callAutotask, type StepResult, type StepRun } from "./step-run.ts";

/** The fields that come with each ticket, by Autotask's names; their numbers are read from the tenant. The first is subscribed. */
export const WEBHOOK_FIELDS = [
  "TicketNumber",
  "Title",
  "Status",
  "Priority",
  "Source",
  "CompanyID",
  "ContactID",
  "AssignedResourceID",
  "QueueID",
  "IssueType",
  "TicketCategory",
  "TicketType",
  "TicketCreateDate",
  "CreatorResourceID",
] as const;

const READ_BACK_TRIES = 4;
const READ_BACK_PAUSE_MS = 500;

/**
 * Adds the fields that are still missing, one after another: of several at once Autotask takes some and drops the rest. At
 * least one is subscribed, which some tenants need before a webhook is ready; of a number that never changes it costs nothing.
 */
export async function subscribeFields(run: StepRun): Promise<StepResult> {
  return callAutotask(run, async (autotask, { webhookId }) => {
    const webhookFieldCount = await addMissingFields(autotask, requireWebhook(webhookId), run.tell);
    return { detail: `${webhookFieldCount} fields`, data: { webhookFieldCount } };
  });
}

/** How many fields the webhook has when all that it lacked are added. */
export async function addMissingFields(
  autotask: AutotaskClient,
  webhookId: number,
  tell: (detail: string) => Promise<void>,
): Promise<number> {
  const ids = new Map([...(await getWebhookFieldIds(autotask))].map(([name, fieldId]) => [name.toLowerCase(), fieldId]));
  const wanted = WEBHOOK_FIELDS.flatMap((name) => ids.get(name.toLowerCase()) ?? []);
  if (wanted.length === 0) throw new StepFailed("connection.fields_missing");
  const present = new Set((await listTicketWebhookFields(autotask, webhookId)).map(({ fieldId }) => fieldId));
  for (const [index, fieldId] of wanted.entries()) {
    if (present.has(fieldId)) continue;
    await addTicketWebhookField(autotask, { webhookId, fieldId, isSubscribedField: index === 0, isDisplayAlwaysField: true });
    await tell(`${index + 1} of ${wanted.length}`);
  }
  return wanted.length;
}

/** Has what the API user does itself not sent to us, so that our own notes start nothing. */
export async function excludeOwnResource(run: StepRun): Promise<StepResult> {
  return callAutotask(run, async (autotask, connection) => {
    const id = requireWebhook(connection.webhookId);
    const resourceId = await findOwnResource(autotask, connection, id);
    if (resourceId === null) return { detail: null };
    await excludeResources(autotask, id, [resourceId]);
    return { detail: null, data: { apiResourceId: resourceId } };
  });
}

/** Has what these resources do not sent to the webhook. */
export async function excludeResources(autotask: AutotaskClient, webhookId: number, resourceIds: readonly number[]): Promise<void> {
  const excluded = new Set((await listExcludedResources(autotask, webhookId)).map(({ resourceId }) => resourceId));
  for (const resourceId of new Set(resourceIds)) {
    if (!excluded.has(resourceId)) await addExcludedResource(autotask, { webhookId, resourceId });
  }
}

/** Autotask names the webhook's owner: that is who we are. The e-mail address is asked only where it does not. */
export async function findOwnResource(
  autotask: AutotaskClient,
  { email }: Pick<LiveConnection, "email">,
  webhookId: number,
): Promise<number | null> {
  const owner = (await findTicketWebhook(autotask, webhookId))?.ownerResourceId ?? null;
  if (owner !== null || email === null) return owner;
  const resource = await findResourceByEmail(autotask, email);
  return resource?.licenseType === 7 ? resource.id : null;
}

/** Reads the webhook back until it is active and ready, which may take a moment. Throws StepFailed if it does not become so. */
export async function readBack(run: StepRun): Promise<StepResult> {
  return callAutotask(run, async (autotask, { webhookId }) => {
    return { detail: null, data: readiness(await awaitReady(autotask, requireWebhook(webhookId), run.signal)) };
  });
}

/** The webhook once it is active and ready; an inactive one is switched on. Throws StepFailed if it does not become so. */
export async function awaitReady(autotask: AutotaskClient, id: number, signal: AbortSignal): Promise<TicketWebhook> {
  for (let tries = 1; ; tries += 1) {
    const webhook = await findTicketWebhook(autotask, id);
    if (webhook === null) throw new StepFailed("connection.webhook_missing");
    if (webhook.isActive && webhook.isReady) return webhook;
    if (tries === READ_BACK_TRIES) {
      throw new StepFailed(webhook.isActive ? "connection.webhook_not_ready" : "connection.webhook_inactive", { retrying: true });
    }
    if (!webhook.isActive) await patchTicketWebhook(autotask, { id, isActive: true });
    await wait(READ_BACK_PAUSE_MS, undefined, { signal });
  }
}

function readiness({ isActive, isReady, webhookGuid }: TicketWebhook) {
  return { webhookActive: isActive, webhookReady: isReady, webhookGuid };
}

function requireWebhook(webhookId: number | null): number {
  if (webhookId === null) throw new StepFailed("connection.webhook_missing");
  return webhookId;
}
