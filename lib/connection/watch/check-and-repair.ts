import { hours, later } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { AppError } from "../../platform/errors.ts";
import type { Log } from "../../platform/log.ts";
import { checkConnection } from "../check-connection.ts";
import { withConnectionLock } from "../connect/connection-lock.ts";
import { StepFailed } from "../connect/step-failed.ts";
import type { ConnectDeps } from "../connect/step-run.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { failureOf } from "../describe-failure.ts";
import type { Failure } from "../schema.ts";
import { isRepairable, repairWebhook } from "./repair-webhook.ts";
import { findWebhookTrouble, noteTrouble } from "./webhook-incident.ts";

export type WatchDeps = ConnectDeps & Pick<Deps, "appUrl">;
type Watched = { connectionId: string; signal: AbortSignal; log: Log; timeoutMs: number };

/** One thing hides another: a webhook made inactive may lack a field as well. */
const ROUNDS = 4;
const REPAIRS_PER_HOUR = 3;

/**
 * Checks the connection and mends what is wrong with its webhook, checked again afterwards. Returns what is still wrong, or
 * null. A refusal of Autotask leaves the incident open with its reason, to be tried again at the next check; after three
 * repairs within an hour nothing more is tried until a person asks. Throws what checkConnection throws.
 */
export async function checkAndRepair(deps: WatchDeps, watched: Watched): Promise<Failure | null> {
  const { connectionId } = watched;
  const found = await checkConnection(deps, connectionId, watched);
  if (found === null || !isRepairable(found) || !(await mayRepair(deps, connectionId))) return found;
  try {
    return await withConnectionLock(deps, connectionId, () => repairInRounds(deps, watched));
  } catch (error) {
    const why = error instanceof StepFailed ? error.failure : failureOf(error);
    if (watched.signal.aborted || (error instanceof AppError && error.code === "connection.busy")) throw error;
    await recordRefusal(deps, connectionId, why);
    watched.log.warn("connection.repair_refused", { connectionId, problem: found.code, code: why.code });
    return found;
  }
}

async function repairInRounds(deps: WatchDeps, { connectionId, signal, log, timeoutMs }: Watched): Promise<Failure | null> {
  // Once more with the lock: Connect or a replacement of the credentials may have mended it meanwhile.
  let problem = await checkConnection(deps, connectionId, { signal, timeoutMs, full: true });
  for (let round = 1; problem !== null && isRepairable(problem) && round <= ROUNDS; round += 1) {
    await inTransaction(deps.db, async (tx) => {
      await tx.$queryRaw`select 1 from connections where id = ${connectionId}::uuid for no key update`;
      const trouble = await findWebhookTrouble(tx, connectionId);
      if (trouble) await noteTrouble(tx, trouble, { repairing: true });
    });
    const mended = problem.code;
    await repairWebhook(deps, { connectionId, problem, signal });
    problem = await checkConnection(deps, connectionId, { signal, timeoutMs, full: true });
    if (problem?.code === mended) throw new StepFailed(mended);
    log.info("connection.repaired", { connectionId, mended, left: problem?.code ?? null });
  }
  return problem;
}

/** False, and told once, when our repairs do not hold. A person's Repair starts the count anew. */
async function mayRepair({ db, now }: WatchDeps, connectionId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const trouble = await findWebhookTrouble(tx, connectionId);
    if (!trouble) return true;
    const asked = await tx.connectionEvent.findFirst({
      where: { connectionId, kind: "repair_asked", at: { gte: later(now(), -hours(1)) } },
      orderBy: { at: "desc" },
      select: { at: true },
    });
    const at = { gte: later(now(), -hours(1)), ...(asked ? { gt: asked.at } : {}) };
    const repairs = await tx.connectionEvent.count({ where: { connectionId, kind: "repaired", byName: null, at } });
    const gaveUp = asked
      ? await tx.connectionEvent.count({ where: { connectionId, kind: "repair_given_up", at } })
      : Number(trouble.givenUp);
    if (repairs < REPAIRS_PER_HOUR && gaveUp === 0) return true;
    if (gaveUp > 0) return false;
    const { organizationId } = await tx.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { organizationId: true } });
    await noteTrouble(tx, trouble, { givenUp: true });
    await recordConnectionEvent(tx, { organizationId, connectionId, at: now(), kind: "repair_given_up", code: trouble.code });
    return false;
  });
}

/** Told when the reason is a new one: the tries go on with a growing pause. */
async function recordRefusal({ db, now }: WatchDeps, connectionId: string, why: Failure): Promise<void> {
  await inTransaction(db, async (tx) => {
    const trouble = await findWebhookTrouble(tx, connectionId);
    if (!trouble) return;
    const { organizationId } = await tx.connection.findUniqueOrThrow({ where: { id: connectionId }, select: { organizationId: true } });
    await noteTrouble(tx, trouble, { refused: why.code, repairing: false });
    if (trouble.refused === why.code) return;
    await recordConnectionEvent(tx, {
      organizationId,
      connectionId,
      at: now(),
      kind: "repair_refused",
      code: why.code,
      params: why.params,
    });
  });
}
