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
    const id = requireWebhook(webhookId);
    const ids = new Map([...(await getWebhookFieldIds(autotask))].map(([name, fieldId]) => [name.toLowerCase(), fieldId]));
    const wanted = WEBHOOK_FIELDS.flatMap((name) => ids.get(name.toLowerCase()) ?? []);
    if (wanted.length === 0) throw new StepFailed("connection.fields_missing");
    const present = new Set((await listTicketWebhookFields(autotask, id)).map(({ fieldId }) => fieldId));
    for (const [index, fieldId] of wanted.entries()) {
      if (present.has(fieldId)) continue;
      await addTicketWebhookField(autotask, { webhookId: id, fieldId, isSubscribedField: index === 0, isDisplayAlwaysField: true });
      await run.tell(`${index + 1} of ${wanted.length}`);
    }
    return { detail: `${wanted.length} fields`, data: { webhookFieldCount: wanted.length } };
  });
}

/** Has what the API user does itself not sent to us, so that our own notes start nothing. */
export async function excludeOwnResource(run: StepRun): Promise<StepResult> {
  return callAutotask(run, async (autotask, connection) => {
    const id = requireWebhook(connection.webhookId);
    const resourceId = await findOwnResource(autotask, connection, id);
    if (resourceId === null) return { detail: null };
    const excluded = await listExcludedResources(autotask, id);
    if (!excluded.some((each) => each.resourceId === resourceId)) await addExcludedResource(autotask, { webhookId: id, resourceId });
    return { detail: null, data: { apiResourceId: resourceId } };
  });
}

/** Autotask names the webhook's owner: that is who we are. The e-mail address is asked only where it does not. */
async function findOwnResource(autotask: AutotaskClient, { email }: LiveConnection, webhookId: number): Promise<number | null> {
  const owner = (await findTicketWebhook(autotask, webhookId))?.ownerResourceId ?? null;
  if (owner !== null || email === null) return owner;
  const resource = await findResourceByEmail(autotask, email);
  return resource?.licenseType === 7 ? resource.id : null;
}

/** Reads the webhook back until it is active and ready, which may take a moment. Throws StepFailed if it does not become so. */
export async function readBack(run: StepRun): Promise<StepResult> {
  return callAutotask(run, async (autotask, { webhookId }) => {
    const id = requireWebhook(webhookId);
    for (let tries = 1; ; tries += 1) {
      const webhook = await findTicketWebhook(autotask, id);
      if (webhook === null) throw new StepFailed("connection.webhook_missing");
      if (webhook.isActive && webhook.isReady) return { detail: null, data: readiness(webhook) };
      if (tries === READ_BACK_TRIES) {
        throw new StepFailed(webhook.isActive ? "connection.webhook_not_ready" : "connection.webhook_inactive", { retrying: true });
      }
      if (!webhook.isActive) await patchTicketWebhook(autotask, { id, isActive: true });
      await wait(READ_BACK_PAUSE_MS, undefined, { signal: run.signal });
    }
  });
}

function readiness({ isActive, isReady, webhookGuid }: TicketWebhook) {
  return { webhookActive: isActive, webhookReady: isReady, webhookGuid };
}

function requireWebhook(webhookId: number | null): number {
  if (webhookId === null) throw new StepFailed("connection.webhook_missing");
  return webhookId;
}
