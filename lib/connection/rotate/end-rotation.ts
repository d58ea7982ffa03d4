import { recordAudit } from "../../audit/record-audit.ts";
import { deleteTicketWebhook } from "../../autotask/webhooks.ts";
import { rotateCredentials } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { later, minutes } from "../../platform/clock.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { Superseded } from "../connect/connect-run.ts";
import { findOwnWebhooks } from "../connect/find-own-webhooks.ts";
import { leftBehindOf } from "../connect/take-back-webhook.ts";
import { webhookUrl } from "../connect/webhook-address.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { failureOf } from "../describe-failure.ts";
import type { ConnectionEventKind } from "../health-schema.ts";
import type { LeftBehind, StepProgress } from "../schema.ts";
import { rotationSecret } from "../secret-places.ts";
import { newClient, ofRun, type RotationRun } from "./rotation-run.ts";
import { ERASED } from "./rotation-secrets.ts";
import { withRotationStep } from "./schema.ts";

type Ending = {
  state: "done" | "cancelled";
  progress: RotationRun["progress"];
  kind: ConnectionEventKind;
  /** What goes with it in the same transaction. */
  also?: (tx: Tx) => Promise<void>;
};

/** The last step: nothing that signs in is left but what the connection uses. */
export async function finishRotation(run: RotationRun, done: Partial<StepProgress>): Promise<void> {
  const progress = withRotationStep(run.progress, "erase", done);
  await end(run, { state: "done", progress, kind: "rotation_finished", also: (tx) => eraseDoorsLater(tx, run) });
}

/** Cancelled: the new webhook goes, where there is one, then the new values. Throws what may pass, to be tried again. */
export async function takeBack(run: RotationRun): Promise<void> {
  const { connectionId } = run;
  const keyHash = run.row.webhookKeyHash;
  const leftBehind = run.row.webhookKeySealed === null ? null : await removeNewWebhook(run);
  await end(run, {
    state: "cancelled",
    progress: { ...run.progress, cancelling: false, leftBehind },
    kind: "rotation_cancelled",
    also: async (tx) => {
      if (keyHash) await tx.webhookDoor.deleteMany({ where: { connectionId, keyHash } });
    },
  });
}

async function removeNewWebhook(run: RotationRun): Promise<LeftBehind | null> {
  const { row, signal, lastAttempt } = run;
  const id = row.webhookId === null ? null : Number(row.webhookId);
  try {
    const autotask = await newClient(run);
    const found = id ?? (await findByAddress(run, autotask));
    if (found !== null) await deleteTicketWebhook(autotask, found);
    return null;
  } catch (error) {
    if (signal.aborted || (failureOf(error).retrying && !lastAttempt)) throw error;
    // Without an id none may be there: its creation was refused, or never answered.
    return leftBehindOf(id, error);
  }
}

async function findByAddress(run: RotationRun, autotask: Awaited<ReturnType<typeof newClient>>): Promise<number | null> {
  const { deps, row, rotationId, connectionId } = run;
  if (!row.webhookKeySealed) return null;
  const key = deps.secrets.open(row.webhookKeySealed, rotationSecret("webhookKeySealed", rotationId));
  const url = webhookUrl(deps, { connectionId, key });
  return (await findOwnWebhooks(deps, autotask)).find((webhook) => webhook.webhookUrl === url)?.id ?? null;
}

async function end(run: RotationRun, { state, progress, kind, also }: Ending): Promise<void> {
  const { deps, organizationId, connectionId, row } = run;
  const at = deps.now();
  await inTransaction(deps.db, async (tx) => {
    const { count } = await tx.credentialRotation.updateMany({
      where: ofRun(run),
      data: { ...ERASED, state, progress, finishedAt: at },
    });
    if (count === 0) throw new Superseded();
    await also?.(tx);
    const { leftBehind } = progress;
    await recordConnectionEvent(tx, { organizationId, connectionId, at, kind, byName: row.startedByName });
    await recordAudit(tx, {
      organizationId,
      at,
      actor: { kind: "system" },
      action: state === "done" ? "connection.rotation_finished" : "connection.rotation_ended",
      subject: { kind: "connection", id: connectionId },
      details: { leftWebhookId: leftBehind?.id ?? null, code: leftBehind?.reason.code ?? null },
    });
  });
}

/** The old webhook's secret goes when what it sent is taken no more. */
async function eraseDoorsLater(tx: Tx, { connectionId, rotationId, generation }: RotationRun): Promise<void> {
  const last = await tx.webhookDoor.findFirst({
    where: { connectionId, acceptedUntil: { not: null } },
    orderBy: { acceptedUntil: "desc" },
    select: { acceptedUntil: true },
  });
  if (!last?.acceptedUntil) return;
  await enqueue(tx, rotateCredentials, { rotationId, generation }, { runAt: later(last.acceptedUntil, minutes(1)) });
}

/** Erases the secrets of webhooks from which nothing is taken any more. */
export async function eraseClosedDoors({ db, now }: Pick<Deps, "db" | "now">, connectionId: string): Promise<void> {
  await db.webhookDoor.deleteMany({ where: { connectionId, acceptedUntil: { lt: now() } } });
}
