import { later, minutes } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { checkAppUrl } from "../check-app-url.ts";
import { parseProgress } from "../connect/progress.ts";
import { newIntent, registerWebhook } from "../connect/register-webhook.ts";
import { StepFailed } from "../connect/step-failed.ts";
import type { ConnectDeps, StepResult, StepRun } from "../connect/step-run.ts";
import { excludeOwnResource, readBack, subscribeFields } from "../connect/subscribe-webhook.ts";
import type { Failure, FailureCode } from "../schema.ts";

type Step = (run: StepRun) => Promise<StepResult>;

/** Which steps of Connect mend what. Each looks at what is there before it changes anything, so a killed repair goes on. */
const STEPS: Partial<Record<FailureCode, readonly Step[]>> = {
  "connection.webhook_missing": [registerWebhook, subscribeFields, excludeOwnResource, readBack],
  "connection.webhook_changed": [registerWebhook],
  "connection.webhook_inactive": [readBack],
  "connection.webhook_not_ready": [subscribeFields, readBack],
  "connection.fields_missing": [subscribeFields],
  "connection.exclusion_missing": [excludeOwnResource],
};

/** Autotask sends an event again for two minutes, and one it took up before the deletion may come later. */
const OLD_KEY_HOLDS_MS = minutes(15);

export function isRepairable({ code }: Pick<Failure, "code">): boolean {
  return STEPS[code] !== undefined;
}

/**
 * Mends what a check found of our webhook, with the steps of Connect. Throws StepFailed where a person has to act, and what
 * withAutotask throws. To be run with the connection's lock. Stops without a word when a newer request has taken over.
 */
export async function repairWebhook(
  deps: ConnectDeps,
  { connectionId, problem, signal }: { connectionId: string; problem: Failure; signal: AbortSignal },
): Promise<void> {
  const address = checkAppUrl(deps.appUrl, deps.appEnv);
  if (!address.ok) throw new StepFailed("connection.app_url_refused");
  const where = { id: connectionId, state: { in: ["connected" as const, "paused" as const] } };
  const row = await deps.db.connection.findFirst({ where, select: { generation: true, progress: true } });
  if (!row) return;
  const { generation } = row;
  if (problem.code === "connection.webhook_missing") await takeNewKey(deps, { connectionId, generation });
  const run: StepRun = {
    deps,
    connectionId,
    generation,
    progress: parseProgress(row.progress),
    signal,
    unasked: true,
    tell: async () => undefined,
  };
  for (const step of STEPS[problem.code] ?? []) {
    const { data } = await step(run);
    const { count } = await deps.db.connection.updateMany({ where: { ...where, generation }, data: data ?? {} });
    if (count === 0) return;
  }
}

/**
 * A webhook that is made anew gets a key and a secret of its own, stored before the call that makes it; what was sent to the
 * old address is accepted for some minutes more. Once for each webhook lost: a killed repair finds no id, keeps the key that
 * it made, and adopts what it registered with it.
 */
async function takeNewKey(deps: ConnectDeps, { connectionId, generation }: { connectionId: string; generation: number }): Promise<void> {
  const { data } = newIntent(deps, connectionId);
  await inTransaction(deps.db, async (tx) => {
    const where = { id: connectionId, generation, webhookId: { not: null } };
    const select = { organizationId: true, webhookKeyHash: true, webhookSecretSealed: true };
    const old = await tx.connection.findFirst({ where, select });
    if (!old) return;
    await tx.webhookDoor.deleteMany({ where: { connectionId, acceptedUntil: { lt: deps.now() } } });
    if (old.webhookKeyHash && old.webhookSecretSealed) {
      const { organizationId, webhookKeyHash: keyHash, webhookSecretSealed: secretSealed } = old;
      const acceptedUntil = later(deps.now(), OLD_KEY_HOLDS_MS);
      await tx.webhookDoor.create({ data: { organizationId, connectionId, keyHash, secretSealed, acceptedUntil } });
    }
    const gone = { webhookId: null, webhookGuid: null, webhookActive: false, webhookReady: false, webhookFieldCount: null };
    await tx.connection.updateMany({ where, data: { ...data, ...gone } });
  });
}
