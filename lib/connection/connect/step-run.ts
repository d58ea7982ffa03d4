import type { AutotaskClient } from "../../autotask/client.ts";
import type { Prisma } from "../../platform/db/generated/client.ts";
import type { Deps } from "../../platform/deps.ts";
import { type AutotaskDeps, type LiveConnection, withAutotask } from "../autotask-for.ts";
import type { ConnectProgress } from "../schema.ts";

export type ConnectDeps = AutotaskDeps & Pick<Deps, "appUrl" | "appEnv">;

/** What a step did: a short fact for the screen, and what to store with it. */
export type StepResult = { detail: string | null; data?: Prisma.ConnectionUpdateManyMutationInput; databaseId?: number | null };

export type StepRun = {
  deps: ConnectDeps;
  connectionId: string;
  generation: number;
  progress: ConnectProgress;
  signal: AbortSignal;
  /** Nobody asked for this run: a webhook of ours that no connection uses is left for a person to remove. */
  unasked?: boolean;
  /** Shows a new detail while the step runs. */
  tell: (detail: string) => Promise<void>;
};

/** Runs live work of a step: a connection that is being made, or one that is repaired. */
export function callAutotask<T>(
  { deps, connectionId, signal }: StepRun,
  work: (autotask: AutotaskClient, connection: LiveConnection) => Promise<T>,
): Promise<T> {
  return withAutotask(deps, connectionId, work, { signal, states: ["connecting", "connected", "paused"] });
}
