import { randomBytes } from "node:crypto";
import type { AutotaskClient } from "../../autotask/client.ts";
import { createTicketWebhook, deleteTicketWebhook, findTicketWebhook, patchTicketWebhook } from "../../autotask/webhooks.ts";
import { digest, newToken } from "../../platform/secrets.ts";
import type { LiveConnection } from "../autotask-for.ts";
import { connectionSecret } from "../secret-places.ts";
import { findOwnWebhooks } from "./find-own-webhooks.ts";
import { type ConnectDeps, callAutotask, type StepResult, type StepRun } from "./step-run.ts";
import { WEBHOOK_NAME, webhookUrl } from "./webhook-address.ts";

/**
 * Has exactly one webhook of ours in the database. Its address and secret are stored before the call that makes it, so
 * after a crash in between the next run finds it by name and address and adopts it; any other one of this installation
 * that no connection uses is deleted.
 */
export async function registerWebhook(run: StepRun): Promise<StepResult> {
  const { deps, connectionId } = run;
  return callAutotask(run, async (autotask, connection) => {
    const intent = await prepareIntent(run);
    const url = webhookUrl(deps, { connectionId, key: intent.key });
    const known = connection.webhookId === null ? null : await findTicketWebhook(autotask, connection.webhookId);
    if (known !== null) {
      // Ours, but of an earlier APP_URL: moved rather than made again, which the limit of 1 would refuse.
      if (known.webhookUrl !== url) await patchTicketWebhook(autotask, { id: known.id, ...address(url), secretKey: intent.secret });
      return registered(known.id);
    }
    const adopted = await adoptOrClear(deps, autotask, { connectionId, url });
    if (adopted !== null) return registered(adopted);
    return registered(await createTicketWebhook(autotask, settings(connection, { url, secretKey: intent.secret })));
  });
}

function registered(id: number): StepResult {
  return { detail: `Webhook ${id}`, data: { webhookId: id, webhookName: WEBHOOK_NAME } };
}

const address = (url: string) => ({ webhookUrl: url, deactivationUrl: url });

function settings({ email }: LiveConnection, { url, secretKey }: { url: string; secretKey: string }) {
  return {
    name: WEBHOOK_NAME,
    ...address(url),
    secretKey,
    isActive: true,
    sendThresholdExceededNotification: email !== null,
    ...(email === null ? {} : { notificationEmailAddress: email }),
    isSubscribedToCreateEvents: true,
    isSubscribedToUpdateEvents: false,
    isSubscribedToDeleteEvents: false,
  };
}

/** The key in our address and the secret of the signatures: the stored ones, else new ones, committed before any call. */
async function prepareIntent({ deps, connectionId, generation }: StepRun): Promise<{ key: string; secret: string }> {
  const places = {
    key: connectionSecret("webhookKeySealed", connectionId),
    secret: connectionSecret("webhookSecretSealed", connectionId),
  };
  const select = { webhookKeySealed: true, webhookSecretSealed: true };
  const stored = await deps.db.connection.findUniqueOrThrow({ where: { id: connectionId }, select });
  if (stored.webhookKeySealed && stored.webhookSecretSealed) {
    const { secrets } = deps;
    return { key: secrets.open(stored.webhookKeySealed, places.key), secret: secrets.open(stored.webhookSecretSealed, places.secret) };
  }
  // 64 characters are the longest secret that Autotask takes; hexadecimal survives every form.
  const made = { key: newToken(), secret: randomBytes(32).toString("hex") };
  await deps.db.connection.updateMany({
    where: { id: connectionId, generation },
    data: {
      webhookName: WEBHOOK_NAME,
      webhookKeyHash: digest(made.key),
      webhookKeySealed: deps.secrets.seal(made.key, places.key),
      webhookSecretSealed: deps.secrets.seal(made.secret, places.secret),
    },
  });
  return made;
}

/** The id of our webhook if an earlier run made it. Deletes what is ours and of no use: it would count against the limit of 1. */
async function adoptOrClear(
  deps: ConnectDeps,
  autotask: AutotaskClient,
  { connectionId, url }: { connectionId: string; url: string },
): Promise<number | null> {
  let adopted: number | null = null;
  for (const webhook of await findOwnWebhooks(deps, autotask)) {
    if (webhook.webhookUrl === url && adopted === null) {
      adopted = webhook.id;
      continue;
    }
    const inUse = webhook.connectionId !== connectionId && (await isInUse(deps, webhook.connectionId));
    if (!inUse) await deleteTicketWebhook(autotask, webhook.id);
  }
  return adopted;
}

async function isInUse({ db }: ConnectDeps, id: string): Promise<boolean> {
  return (await db.connection.count({ where: { id, state: { in: ["connecting", "connected", "paused"] } } })) > 0;
}
