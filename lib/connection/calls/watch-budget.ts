import { getThreshold } from "../../autotask/threshold.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { type AutotaskDeps, withAutotask } from "../autotask-for.ts";
import { estimateOf, findBudget, isReadingDue, keepBudget, ownCallsSince, shareOf } from "./budget.ts";

type Watched = { connectionId: string; signal?: AbortSignal; timeoutMs?: number };

/**
 * Keeps the budget of a connection up to date: adds our own calls since the last reading, asks Autotask when it is time, and
 * opens or closes the incident. At most one call; an idle connection makes one an hour. Throws what withAutotask throws.
 */
export async function watchBudget(deps: AutotaskDeps, { connectionId, ...options }: Watched): Promise<void> {
  const known = await findBudget(deps.db, connectionId);
  if (known === null) return;
  if (!isReadingDue(known, deps.now())) {
    return inTransaction(deps.db, (tx) => keepBudget(tx, { connectionId, at: deps.now(), share: shareOf(known), data: estimateOf(known) }));
  }
  const states = ["connected", "paused"] as const;
  const { limit, used } = await withAutotask(deps, connectionId, getThreshold, { ...options, states });
  const at = deps.now();
  await inTransaction(deps.db, async (tx) => {
    const counted = await ownCallsSince(tx, connectionId, at);
    const data = { budgetLimit: limit, budgetUsed: used, budgetReadAt: at, budgetCountedCalls: counted };
    await keepBudget(tx, { connectionId, at, share: limit > 0 ? used / limit : null, data });
  });
}
