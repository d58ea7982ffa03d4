import { proveCredentials } from "../../autotask/version.ts";
import { findTicketWebhook } from "../../autotask/webhooks.ts";
import { asksQuestions } from "../asks-questions.ts";
import { requireRights } from "../connect/read-rights.ts";
import { resolveZone } from "../connect/resolve-zone.ts";
import { StepFailed } from "../connect/step-failed.ts";
import { readPermissions, storePermissions } from "../read-permissions.ts";
import { connectionOptionsSchema } from "../schema.ts";
import { excludeBoth, makeWebhookReady, registerNewWebhook, subscribeNewWebhook } from "./move-webhook.ts";
import { removeOldWebhook } from "./remove-old-webhook.ts";
import { attemptWithNew, newClient, type RotationRun, type RotationStepResult } from "./rotation-run.ts";
import type { RotationStep } from "./schema.ts";

export type RotationStepRun = RotationRun & {
  /** Shows a new detail while the step runs. */
  tell: (detail: string) => Promise<void>;
};

/** The steps that end with a commit of their own: see `switch-over.ts` and `end-rotation.ts`. */
type Committing = "values" | "switch" | "erase";

/** Each may run twice: it looks at what is there before it makes anything. */
export const rotationStepRuns: Record<Exclude<RotationStep, Committing>, (run: RotationStepRun) => Promise<RotationStepResult>> = {
  zone: findZone,
  credentials: async (run) => {
    await proveCredentials(await newClient(run));
    return { detail: null };
  },
  database: compareDatabase,
  permissions: readNewRights,
  webhook: registerNewWebhook,
  fields: subscribeNewWebhook,
  exclusion: excludeBoth,
  ready: makeWebhookReady,
  old_webhook: removeOldWebhook,
};

async function findZone(run: RotationStepRun): Promise<RotationStepResult> {
  const { zoneOverride } = run.progress;
  const zone = await resolveZone(await attemptWithNew(run), { zoneOverride, gate: run.deps.autotask });
  const { zoneUrl, webUrl, databaseId } = zone;
  return { detail: new URL(zoneUrl).host, data: { zoneUrl, databaseId, ...(webUrl === null ? {} : { webUrl }) } };
}

/**
 * Refuses another Autotask database. Finds out as well whether there is a webhook to keep: where the same API user's is gone,
 * a new one is made after all.
 */
async function compareDatabase(run: RotationStepRun): Promise<RotationStepResult> {
  const { connectionId, row, progress, deps } = run;
  const connection = await deps.db.connection.findUniqueOrThrow({
    where: { id: connectionId },
    select: { databaseId: true, webhookId: true },
  });
  // A zone set by hand while the look-up is silent: nobody can tell whose tickets these are.
  if (row.databaseId === null) throw new StepFailed("connection.network");
  if (connection.databaseId !== null && connection.databaseId !== row.databaseId) {
    throw new StepFailed("connection.other_database", { field: "username" });
  }
  if (progress.plan.moves) return { detail: null };
  const { webhookId } = connection;
  const webhook = webhookId === null ? null : await findTicketWebhook(await newClient(run), Number(webhookId));
  // The same user's old secret is dead, so its new one need not wait for the webhook.
  return webhook === null ? { detail: null, progress: { plan: { moves: true, valuesFirst: true } } } : { detail: null };
}

async function readNewRights(run: RotationStepRun): Promise<RotationStepResult> {
  const { db, now } = run.deps;
  const { options } = await db.connection.findUniqueOrThrow({ where: { id: run.connectionId }, select: { options: true } });
  const chosen = { ...connectionOptionsSchema.parse(options), asksQuestions: await asksQuestions(db, run.connectionId) };
  const read = await readPermissions(await newClient(run), chosen);
  const rights = storePermissions(read, now());
  // Where the new values are in use already, the page shows what they may do, also when something is missing.
  if (inUse(run)) await db.connection.updateMany({ where: { id: run.connectionId }, data: { rights } });
  return { detail: requireRights(read), data: { rights } };
}

function inUse({ progress: { switchedAt, steps } }: RotationRun): boolean {
  return switchedAt !== null || steps.values?.state === "done";
}
