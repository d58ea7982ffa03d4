import type { WorkerDeps } from "../jobs/job-handler.ts";
import type { TestStack } from "../launch/test-stack.ts";
import type { Clock } from "../platform/clock.ts";
import { measureCrowd } from "./crowd.ts";
import { openPortal } from "./portal.ts";
import { measureSimulatedWatch } from "./simulated-watch.ts";
import { waitFor } from "./stack-calls.ts";
import { measureToldWatch } from "./told-watch.ts";

export type BenchDeps = Omit<WorkerDeps, "now"> & { now: Clock };

/**
 * What the watch costs and how soon it heals: by the clock of the machine beside a crowd of checks, then by a clock that is
 * moved, minute by minute, in this process instead of the worker's.
 */
export async function measureWatch(stack: TestStack, deps: BenchDeps) {
  await openPortal(stack);
  const connection = await deps.db.connection.findFirstOrThrow({ select: { id: true, organizationId: true } });
  const hasLooked = () => deps.db.connection.findFirst({ where: { id: connection.id, lastReconciledAt: { not: null } } });
  await waitFor(hasLooked, 60_000);
  const told = await measureToldWatch(stack, deps, connection.id);
  const crowd = await measureCrowd(stack, deps, connection);
  await stack.part("worker").stop();
  return { ...(await measureSimulatedWatch(stack, deps, connection.id)), webhookSwitchedOffAndTold: told, checksOf500Connections: crowd };
}
