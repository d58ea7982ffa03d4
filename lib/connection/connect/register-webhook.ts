import { randomBytes } from "node:crypto";
import type { AutotaskClient } from "../../autotask/client.ts";
import {
  createTicketWebhook,
  deleteTicketWebhook,
  findTicketWebhook,
  patchTicketWebhook,
  type TicketWebhook,
} from "../../autotask/webhooks.ts";
import { digest, newToken } from "../../platform/secrets.ts";
import type { LiveConnection } from "../autotask-for.ts";
import { connectionSecret } from "../secret-places.ts";
import { findOwnWebhooks } from "./find-own-webhooks.ts";
import { type ConnectDeps, callAutotask, type StepResult, type StepRun } from "./step-run.ts";
import { WEBHOOK_NAME, webhookUrl } from "./webhook-address.ts";
import { readWebhooksInUse } from "./webhooks-in-use.ts";

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
      // Ours, but of an earlier APP_URL or changed by hand: mended rather than made again, which the limit of 1 would refuse.
      if (known.webhookUrl !== url || !isCreatedOnly(known)) {
        await patchTicketWebhook(autotask, { id: known.id, ...address(url), ...CREATED_ONLY, secretKey: intent.secret });
      }
      return registered(known.id);
    }
    const adopted = await adoptOrClear(deps, autotask, { url, clears: run.unasked !== true });
    if (adopted !== null) return registered(adopted);
    return registered(await createTicketWebhook(autotask, webhookSettings(connection, { url, secretKey: intent.secret })));
  });
}

function registered(id: number): StepResult {
  return { detail: `Webhook ${id}`, data: { webhookId: id, webhookName: WEBHOOK_NAME } };
}

const CREATED_ONLY = { isSubscribedToCreateEvents: true, isSubscribedToUpdateEvents: false, isSubscribedToDeleteEvents: false };

function isCreatedOnly(webhook: TicketWebhook): boolean {
  return webhook.isSubscribedToCreateEvents && !webhook.isSubscribedToUpdateEvents && !webhook.isSubscribedToDeleteEvents;
}

const address = (url: string) => ({ webhookUrl: url, deactivationUrl: url });

/** What our webhook is made with. */
export function webhookSettings({ email }: Pick<LiveConnection, "email">, { url, secretKey }: { url: string; secretKey: string }) {
  return {
    name: WEBHOOK_NAME,
    ...address(url),
    secretKey,
    isActive: true,
    sendThresholdExceededNotification: email !== null,
    ...(email === null ? {} : { notificationEmailAddress: email }),
    ...CREATED_ONLY,
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
  const { data, ...made } = newIntent(deps, connectionId);
  await deps.db.connection.updateMany({ where: { id: connectionId, generation }, data });
  return made;
}

/** A new key and secret for a webhook of this connection, and the columns that keep them. */
export function newIntent({ secrets }: Pick<ConnectDeps, "secrets">, connectionId: string) {
  // 64 characters are the longest secret that Autotask takes; hexadecimal survives every form.
  const made = { key: newToken(), secret: randomBytes(32).toString("hex") };
  const data = {
    webhookName: WEBHOOK_NAME,
    webhookKeyHash: digest(made.key),
    webhookKeySealed: secrets.seal(made.key, connectionSecret("webhookKeySealed", connectionId)),
    webhookSecretSealed: secrets.seal(made.secret, connectionSecret("webhookSecretSealed", connectionId)),
  };
  return { ...made, data };
}

/**
 * The id of our webhook if an earlier run made it. `clears`: deletes what is ours and of no use, which would count against
 * the limit of 1.
 */
async function adoptOrClear(
  deps: ConnectDeps,
  autotask: AutotaskClient,
  { url, clears }: { url: string; clears: boolean },
): Promise<number | null> {
  const own = await findOwnWebhooks(deps, autotask);
  const adopted = own.find(({ webhookUrl }) => webhookUrl === url)?.id ?? null;
  if (!clears) return adopted;
  const others = own.filter(({ id }) => id !== adopted);
  const isInUse = await readWebhooksInUse(
    deps,
    others.map(({ connectionId }) => connectionId),
  );
  for (const webhook of others) if (!isInUse(webhook)) await deleteTicketWebhook(autotask, webhook.id);
  return adopted;
}
