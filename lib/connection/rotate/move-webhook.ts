import { randomBytes } from "node:crypto";
import { createTicketWebhook, findTicketWebhook } from "../../autotask/webhooks.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { digest, newToken } from "../../platform/secrets.ts";
import { withAutotask } from "../autotask-for.ts";
import { Superseded } from "../connect/connect-run.ts";
import { findOwnWebhooks } from "../connect/find-own-webhooks.ts";
import { webhookSettings } from "../connect/register-webhook.ts";
import { StepFailed } from "../connect/step-failed.ts";
import { addMissingFields, awaitReady, excludeResources, findOwnResource } from "../connect/subscribe-webhook.ts";
import { WEBHOOK_NAME, webhookUrl } from "../connect/webhook-address.ts";
import { connectionSecret, rotationSecret } from "../secret-places.ts";
import { newClient, ofRun, type RotationRun, type RotationStepResult, refresh } from "./rotation-run.ts";
import type { RotationStepRun } from "./rotation-steps.ts";

/**
 * Has one new webhook under the new API user, beside the old one. Its key, secret and door are stored before the call that
 * makes it: what it sends is accepted from its first delivery on, and a run after a crash finds it by its address.
 */
export async function registerNewWebhook(run: RotationStepRun): Promise<RotationStepResult> {
  const { key, secret } = await prepareDoor(run);
  const autotask = await newClient(run);
  const { webhookId, email } = run.row;
  const known = webhookId === null ? null : await findTicketWebhook(autotask, Number(webhookId));
  const url = webhookUrl(run.deps, { connectionId: run.connectionId, key });
  const id =
    known?.id ??
    (await findOwnWebhooks(run.deps, autotask)).find((webhook) => webhook.webhookUrl === url)?.id ??
    (await createTicketWebhook(autotask, webhookSettings({ email }, { url, secretKey: secret })));
  return { detail: `Webhook ${id}`, data: { webhookId: id, webhookName: WEBHOOK_NAME } };
}

/** The key in the new address and the secret of its signatures: the stored ones, else new ones, committed before any call. */
async function prepareDoor(run: RotationStepRun): Promise<{ key: string; secret: string }> {
  const { deps, row, rotationId, connectionId, organizationId } = run;
  const places = { key: rotationSecret("webhookKeySealed", rotationId), secret: rotationSecret("webhookSecretSealed", rotationId) };
  const { secrets } = deps;
  if (row.webhookKeySealed && row.webhookSecretSealed) {
    return { key: secrets.open(row.webhookKeySealed, places.key), secret: secrets.open(row.webhookSecretSealed, places.secret) };
  }
  const made = { key: newToken(), secret: randomBytes(32).toString("hex") };
  const keyHash = digest(made.key);
  await inTransaction(deps.db, async (tx) => {
    const { count } = await tx.credentialRotation.updateMany({
      where: ofRun(run),
      data: {
        webhookKeyHash: keyHash,
        webhookKeySealed: secrets.seal(made.key, places.key),
        webhookSecretSealed: secrets.seal(made.secret, places.secret),
      },
    });
    if (count === 0) throw new Superseded();
    const secretSealed = secrets.seal(made.secret, connectionSecret("webhookSecretSealed", connectionId));
    await tx.webhookDoor.create({ data: { organizationId, connectionId, keyHash, secretSealed, acceptedUntil: null } });
  });
  await refresh(run);
  return made;
}

/** The new webhook sends what the old one sends. */
export async function subscribeNewWebhook(run: RotationStepRun): Promise<RotationStepResult> {
  const count = await addMissingFields(await newClient(run), newWebhookOf(run), run.tell);
  return { detail: `${count} fields`, progress: { fieldCount: count } };
}

/** What either API user does itself is sent to neither webhook while both are there. */
export async function excludeBoth(run: RotationStepRun): Promise<RotationStepResult> {
  const { deps, connectionId, row } = run;
  const id = newWebhookOf(run);
  const autotask = await newClient(run);
  const own = await findOwnResource(autotask, { email: row.email }, id);
  const connection = await deps.db.connection.findUniqueOrThrow({
    where: { id: connectionId },
    select: { apiResourceId: true, webhookId: true },
  });
  const old = connection.apiResourceId === null ? null : Number(connection.apiResourceId);
  await excludeResources(
    autotask,
    id,
    [own, old].filter((resource) => resource !== null),
  );
  if (own !== null && own !== old && connection.webhookId !== null) await excludeFromOld(run, { own, oldId: Number(connection.webhookId) });
  return { detail: null, data: own === null ? {} : { apiResourceId: own } };
}

/** Not worth stopping for: only tickets that the new user opens would come twice, and nobody is asked twice for a ticket. */
async function excludeFromOld(run: RotationRun, { own, oldId }: { own: number; oldId: number }): Promise<void> {
  const { deps, connectionId, signal, progress } = run;
  try {
    if (progress.plan.valuesFirst) return await excludeResources(await newClient(run), oldId, [own]);
    await withAutotask(deps, connectionId, (autotask) => excludeResources(autotask, oldId, [own]), {
      signal,
      states: ["connected", "paused"],
    });
  } catch (error) {
    if (signal.aborted) throw error;
    deps.log.warn("connection.old_webhook_not_told", { connectionId });
  }
}

/** Read back until it is active and ready: of the new webhook, or of the one that is kept. */
export async function makeWebhookReady(run: RotationStepRun): Promise<RotationStepResult> {
  const autotask = await newClient(run);
  if (run.progress.plan.moves) {
    const { webhookGuid } = await awaitReady(autotask, newWebhookOf(run), run.signal);
    return { detail: null, data: { webhookGuid } };
  }
  const { connectionId, deps } = run;
  const { webhookId } = await deps.db.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { webhookId: true } });
  if (webhookId === null) throw new StepFailed("connection.webhook_missing");
  const { isActive, isReady } = await awaitReady(autotask, Number(webhookId), run.signal);
  await deps.db.connection.updateMany({
    where: { id: connectionId, webhookId },
    data: { webhookActive: isActive, webhookReady: isReady, lastCheckedAt: deps.now() },
  });
  return { detail: null };
}

function newWebhookOf({ row }: RotationRun): number {
  if (row.webhookId === null) throw new StepFailed("connection.webhook_missing");
  return Number(row.webhookId);
}
