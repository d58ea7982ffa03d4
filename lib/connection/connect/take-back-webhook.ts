import { deleteTicketWebhook } from "../../autotask/webhooks.ts";
import { Prisma } from "../../platform/db/generated/client.ts";
import { withAutotask } from "../autotask-for.ts";
import { failureOf } from "../describe-failure.ts";
import { menuPaths } from "../menu-paths.ts";
import type { ConnectStep, LeftBehind } from "../schema.ts";
import { type ConnectRun, commitProgress } from "./connect-run.ts";
import { without } from "./progress.ts";
import { WEBHOOK_NAME } from "./webhook-address.ts";

const AFTER_THE_WEBHOOK: readonly ConnectStep[] = ["webhook", "fields", "exclusion", "ready", "picklists"];

/**
 * Connect stopped at a step that a person must act on: deletes the webhook made so far, so that one can stop here with
 * nothing of ours in Autotask. When Autotask refuses, the row says what is left; the next try adopts it. A connection in
 * use keeps its webhook.
 */
export async function takeBackWebhook(run: ConnectRun, failedAt: ConnectStep): Promise<void> {
  if (run.repair) return;
  const row = await run.deps.db.connection.findUnique({ where: { id: run.connectionId }, select: { webhookId: true } });
  if (row?.webhookId === null || row?.webhookId === undefined) return;
  const webhookId = Number(row.webhookId);
  try {
    await withAutotask(run.deps, run.connectionId, (autotask) => deleteTicketWebhook(autotask, webhookId), { states: ["connecting"] });
  } catch (error) {
    return commitProgress(run, run.progress, { leftBehind: leftBehindOf(webhookId, error) });
  }
  const undone = AFTER_THE_WEBHOOK.filter((step) => step !== failedAt);
  const gone = { webhookId: null, webhookGuid: null, webhookActive: null, webhookReady: null, webhookFieldCount: null };
  await commitProgress(run, without(run.progress, ...undone), { ...gone, leftBehind: Prisma.DbNull });
}

/** What a person has to delete by hand, and why. */
export function leftBehindOf(id: number | null, error: unknown): LeftBehind {
  return { name: WEBHOOK_NAME, id, menuPath: [...menuPaths.ticketWebhooks.path], reason: { ...failureOf(error), retrying: false } };
}
