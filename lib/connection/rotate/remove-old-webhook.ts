import { deleteTicketWebhook } from "../../autotask/webhooks.ts";
import { leftBehindOf } from "../connect/take-back-webhook.ts";
import { failureOf } from "../describe-failure.ts";
import { clientWith, newClient, type RotationRun, type RotationStepResult } from "./rotation-run.ts";
import { openOldValues } from "./rotation-secrets.ts";

/**
 * Deletes the old webhook: with the old credentials, whose it is, else with the new ones. What both may not do, or what is
 * not answered until the last attempt, is left for a person to delete, by name, id and place.
 */
export async function removeOldWebhook(run: RotationRun): Promise<RotationStepResult> {
  const { oldWebhookId } = run.row;
  if (oldWebhookId === null) return { detail: null, progress: { removeOldAt: null } };
  const id = Number(oldWebhookId);
  const refusal = (await refusedWithOld(run, id)) && (await refused(run, () => newClient(run), id));
  if (!refusal) return { detail: null, progress: { removeOldAt: null, leftBehind: null } };
  return { detail: null, progress: { removeOldAt: null, leftBehind: leftBehindOf(id, refusal.error) } };
}

type Refusal = { error: unknown };

async function refusedWithOld(run: RotationRun, id: number): Promise<Refusal | null> {
  const { deps, connectionId, row, signal } = run;
  const values = openOldValues(deps, row);
  const { oldZoneUrl: zoneUrl } = row;
  if (values === null || zoneUrl === null) return { error: null };
  return refused(run, () => clientWith(deps, connectionId, { values, zoneUrl, signal }), id);
}

/** Null when the webhook is gone. Throws what may pass, to be tried again. */
async function refused(run: RotationRun, open: () => ReturnType<typeof newClient>, id: number): Promise<Refusal | null> {
  try {
    await deleteTicketWebhook(await open(), id);
    return null;
  } catch (error) {
    if (run.signal.aborted || (failureOf(error).retrying && !run.lastAttempt)) throw error;
    return { error };
  }
}
