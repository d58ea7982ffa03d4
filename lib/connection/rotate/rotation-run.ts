import type { AutotaskClient } from "../../autotask/client.ts";
import type { CredentialRotation, Prisma } from "../../platform/db/generated/client.ts";
import { type AutotaskDeps, openAttempt } from "../autotask-for.ts";
import { Superseded } from "../connect/connect-run.ts";
import type { ConnectDeps } from "../connect/step-run.ts";
import { ConnectionUnusableError } from "../connection-unusable.ts";
import type { StepProgress } from "../schema.ts";
import { parseRotation } from "./open-rotation.ts";
import { type CredentialValues, openNewValues } from "./rotation-secrets.ts";
import { type RotationProgress, type RotationStep, withRotationStep } from "./schema.ts";

/** One run over the steps of a rotation. `row` and `progress` are what the last commit stored. */
export type RotationRun = {
  deps: ConnectDeps;
  rotationId: string;
  connectionId: string;
  organizationId: string;
  generation: number;
  row: CredentialRotation;
  progress: RotationProgress;
  signal: AbortSignal;
  lastAttempt: boolean;
};

/** What a step found out. `progress` and `data` are stored with its end. */
export type RotationStepResult = {
  detail: string | null;
  data?: Prisma.CredentialRotationUpdateManyMutationInput;
  progress?: Partial<Omit<RotationProgress, "steps">>;
};

type Asked = Pick<RotationRun, "rotationId" | "generation" | "signal" | "lastAttempt">;

/** The run asked for, or null when a newer request has taken its place or it has ended. */
export async function findRotationRun(deps: ConnectDeps, asked: Asked): Promise<RotationRun | null> {
  const row = await deps.db.credentialRotation.findFirst({
    where: { id: asked.rotationId, generation: asked.generation, state: "running" },
  });
  if (!row) return null;
  const { connectionId, organizationId, progress } = row;
  return { ...asked, deps, connectionId, organizationId, row, progress: parseRotation(progress) };
}

/** Which row a commit of this run changes: none once a newer request has come. */
export function ofRun({ rotationId, generation }: Pick<RotationRun, "rotationId" | "generation">) {
  return { id: rotationId, generation, state: "running" as const };
}

/** Stores the step's new state and what it found, in one statement. Throws Superseded if the run no longer counts. */
export async function commitRotationStep(
  run: RotationRun,
  step: RotationStep,
  { change, result }: { change: Partial<StepProgress>; result?: RotationStepResult },
): Promise<void> {
  const progress = { ...withRotationStep(run.progress, step, change), ...result?.progress };
  const { count } = await run.deps.db.credentialRotation.updateMany({ where: ofRun(run), data: { ...result?.data, progress } });
  if (count === 0) throw new Superseded();
  await refresh(run);
}

/** Reads the run's row again, after something stored it otherwise. Throws Superseded if the run no longer counts. */
export async function refresh(run: RotationRun): Promise<void> {
  const row = await run.deps.db.credentialRotation.findFirst({ where: ofRun(run) });
  if (!row) throw new Superseded();
  run.row = row;
  run.progress = parseRotation(row.progress);
}

/** A try of the new credentials. It heeds no block and sets none: what they are refused costs those in use nothing. */
export function attemptWithNew(run: Pick<RotationRun, "deps" | "row" | "connectionId" | "signal">) {
  const values = openNewValues(run.deps, run.row);
  if (values === null) throw new ConnectionUnusableError("connection.not_connected", { connectionId: run.connectionId });
  return openAttempt(run.deps, run.connectionId, { given: values, signal: run.signal });
}

/** A client signed in with the new credentials. */
export async function newClient(run: Pick<RotationRun, "deps" | "row" | "connectionId" | "signal">): Promise<AutotaskClient> {
  const { zoneUrl } = run.row;
  if (zoneUrl === null) throw new ConnectionUnusableError("connection.not_connected", { connectionId: run.connectionId });
  return (await attemptWithNew(run)).clientAt(zoneUrl);
}

/** A client signed in with values that the connection does not use. */
export async function clientWith(
  deps: AutotaskDeps,
  connectionId: string,
  { values, zoneUrl, signal }: { values: CredentialValues; zoneUrl: string; signal: AbortSignal },
): Promise<AutotaskClient> {
  return (await openAttempt(deps, connectionId, { given: values, signal })).clientAt(zoneUrl);
}
