import { recordAudit } from "../../audit/record-audit.ts";
import { findMissedTickets } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { addDefaultChannel } from "../../notification/alerts/own-channels.ts";
import { later, minutes } from "../../platform/clock.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { Prisma } from "../../platform/db/generated/client.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { closeIncident } from "../incidents.ts";
import type { ConnectProgress, ConnectStep, StepProgress } from "../schema.ts";
import { assertMove } from "../states.ts";
import { decideNextCheck } from "../watch/rhythm.ts";
import { parseProgress, withStep } from "./progress.ts";
import type { ConnectDeps, StepResult } from "./step-run.ts";

/** One run over the steps. `progress` is what the last commit stored. */
export type ConnectRun = {
  deps: ConnectDeps;
  connectionId: string;
  organizationId: string;
  generation: number;
  /** A connection in use is being mended; it stays in use whatever happens. */
  repair: boolean;
  progress: ConnectProgress;
  signal: AbortSignal;
};

/** A newer request, or Disconnect, has taken over: this run stops and changes nothing more. */
export class Superseded extends Error {}

const MAKING = ["connecting", "connected", "paused"] as const;

/** The run asked for, or null when a newer request has taken its place. */
export async function findRun(
  deps: ConnectDeps,
  { connectionId, generation, signal }: Pick<ConnectRun, "connectionId" | "generation" | "signal">,
): Promise<ConnectRun | null> {
  const row = await deps.db.connection.findFirst({
    where: { id: connectionId, generation, state: { in: [...MAKING] } },
    select: { organizationId: true, progress: true, state: true },
  });
  if (!row) return null;
  const { organizationId, state } = row;
  return { deps, connectionId, organizationId, generation, repair: state !== "connecting", progress: parseProgress(row.progress), signal };
}

/** Stores the step's new state and what it found, in one statement. Throws Superseded if the run no longer counts. */
export async function commitStep(run: ConnectRun, step: ConnectStep, change: Partial<StepProgress>, result?: StepResult): Promise<void> {
  const progress = withStep(run.progress, step, change);
  await commitProgress(run, result?.databaseId === undefined ? progress : { ...progress, databaseId: result.databaseId }, result?.data);
}

export async function commitProgress(run: ConnectRun, progress: ConnectProgress, data: StepResult["data"] = {}): Promise<void> {
  const { count } = await run.deps.db.connection.updateMany({
    where: { id: run.connectionId, generation: run.generation, state: { in: [...MAKING] } },
    data: { ...data, progress },
  });
  if (count === 0) throw new Superseded();
  run.progress = progress;
}

/** The last step: from here on tickets count. */
export async function finishConnect(run: ConnectRun, done: Partial<StepProgress>): Promise<void> {
  const { db, now } = run.deps;
  const at = now();
  const progress = withStep(run.progress, "connected", done);
  if (!run.repair) assertMove("connecting", "connected");
  await inTransaction(db, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id: run.connectionId, generation: run.generation, state: { in: run.repair ? ["connected", "paused"] : ["connecting"] } },
      data: {
        progress,
        leftBehind: Prisma.DbNull,
        lastCheckedAt: at,
        lastFullCheckAt: at,
        nextCheckAt: decideNextCheck({
          connectionId: run.connectionId,
          now: at,
          state: "connected",
          lastDeliveryAt: at,
          outcome: "healthy",
        }),
        lastErrorAt: null,
        lastErrorCode: null,
        lastErrorAnswer: null,
        ...(run.repair ? {} : { state: "connected" as const, connectedAt: at, nextReconcileAt: later(at, minutes(10)) }),
      },
    });
    if (count === 0) throw new Superseded();
    // At once: what is in Autotask by now was there before.
    if (!run.repair) await enqueue(tx, findMissedTickets, { connectionId: run.connectionId });
    if (!run.repair) await addDefaultChannel(tx, { organizationId: run.organizationId, at });
    const place = { organizationId: run.organizationId, connectionId: run.connectionId, at };
    await recordConnectionEvent(tx, { ...place, kind: run.repair ? "repaired" : "connected" });
    await closeIncident(tx, { ...place, kind: "webhook", by: "person" });
    await recordAudit(tx, {
      organizationId: run.organizationId,
      at,
      actor: { kind: "system" },
      action: run.repair ? "connection.repaired" : "connection.connected",
      subject: { kind: "connection", id: run.connectionId },
      details: { zone: progress.steps.zone.detail },
    });
  });
  run.progress = progress;
}
