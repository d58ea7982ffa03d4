import { proveCredentials } from "../../autotask/version.ts";
import { isUniqueViolation } from "../../platform/db/database.ts";
import { openAttempt } from "../autotask-for.ts";
import type { ConnectStep } from "../schema.ts";
import { readRights } from "./read-rights.ts";
import { registerWebhook } from "./register-webhook.ts";
import { resolveNoteValues } from "./resolve-note-values.ts";
import { resolveZone } from "./resolve-zone.ts";
import { StepFailed } from "./step-failed.ts";
import { callAutotask, type StepResult, type StepRun } from "./step-run.ts";
import { excludeOwnResource, readBack, subscribeFields } from "./subscribe-webhook.ts";

/** The steps of Connect. Each may run twice: it looks at what is there before it makes anything. */
export const connectStepRuns: Record<ConnectStep, (run: StepRun) => Promise<StepResult>> = {
  zone: findZone,
  credentials: async (run) => {
    await callAutotask(run, proveCredentials);
    return { detail: null };
  },
  permissions: readRights,
  unique: claimDatabase,
  webhook: registerWebhook,
  fields: subscribeFields,
  exclusion: excludeOwnResource,
  ready: readBack,
  picklists: resolveNoteValues,
  connected: async () => ({ detail: null }),
};

async function findZone({ deps, connectionId, signal }: StepRun): Promise<StepResult> {
  const { zoneOverride } = await deps.db.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { zoneOverride: true } });
  const attempt = await openAttempt(deps, connectionId, { signal });
  const { zoneUrl, webUrl, databaseId } = await resolveZone(attempt, { zoneOverride, gate: deps.autotask });
  return { detail: new URL(zoneUrl).host, data: { zoneUrl, ...(webUrl === null ? {} : { webUrl }) }, databaseId };
}

/** Refuses a database that any organization has connected: the unique index decides, not a look-up. */
async function claimDatabase({ deps, connectionId, generation, progress }: StepRun): Promise<StepResult> {
  const { databaseId } = progress;
  // A zone set by hand while the look-up is silent: who has this database cannot be told, so nobody gets it yet.
  if (databaseId === null) throw new StepFailed("connection.network");
  const current = await deps.db.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { databaseId: true } });
  if (current.databaseId !== null && current.databaseId !== databaseId)
    throw new StepFailed("connection.other_database", { field: "username" });
  try {
    await deps.db.connection.updateMany({ where: { id: connectionId, generation }, data: { databaseId } });
  } catch (error) {
    if (isUniqueViolation(error)) throw new StepFailed("connection.already_connected");
    throw error;
  }
  return { detail: null };
}
