import type { AutotaskClient } from "../../autotask/client.ts";
import { type AutotaskDeps, withAutotask } from "../../connection/autotask-for.ts";
import { requireBudget } from "../../connection/calls/budget.ts";
import { ConnectionUnusableError } from "../../connection/connection-unusable.ts";
import { findMissedTickets } from "../../jobs/catalog.ts";
import type { PayloadOf } from "../../jobs/define-job.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";
import { inTransaction } from "../../platform/db/database.ts";
import { beginAnew } from "./begin-anew.ts";
import { findBeginning } from "./find-beginning.ts";
import { findLook } from "./find-look.ts";
import { finishLook } from "./finish-look.ts";
import { type Looking, lookThrough } from "./look-through.ts";
import { stopLooking } from "./stop-looking.ts";
import { findNewestLeft } from "./went-back.ts";

/**
 * Reads from Autotask which tickets were created since the last look, and takes in those whose delivery never reached us.
 * One call when there is nothing new. Reads so many pages and then queues itself to go on; nothing is counted as looked at
 * before it was. May run twice, and two at once: a ticket is taken in once. Waits while the hour's calls are nearly used.
 */
export const handleFindMissedTickets: JobHandler<typeof findMissedTickets, AutotaskDeps> = async (deps, { payload, log, signal }) => {
  const { anew = false, ...asked } = payload;
  const { connectionId } = payload;
  const work = async (autotask: AutotaskClient) => {
    const looking = { db: deps.db, now: deps.now, autotask };
    if (anew) await beginAnew(looking, { connectionId, signal });
    await look(looking, { ...asked, signal });
  };
  // Who asked in person is not told to wait for other integrations.
  if (!payload.asked) await requireBudget(deps, connectionId, "sync");
  try {
    await withAutotask(deps, connectionId, work, { signal });
  } catch (error) {
    if (!(error instanceof ConnectionUnusableError)) throw error;
    // It stays due, so that it is the first thing looked at when the connection works again.
    await deps.db.connection.updateMany({ where: { id: connectionId, reconcileStoppedAt: null }, data: { nextReconcileAt: deps.now() } });
    log.info("intake.look_skipped", { connectionId, code: error.code });
  }
};

type Asked = Omit<PayloadOf<typeof findMissedTickets>, "anew"> & { signal: AbortSignal };

async function look(deps: Looking, { signal, afterId, ...asked }: Asked): Promise<void> {
  const { connectionId } = asked;
  let state = await findLook(deps, asked);
  if (state?.throughAt === null) {
    await findBeginning(deps, { connectionId, anew: false, signal });
    state = await findLook(deps, asked);
  }
  if (state === null) return;
  const seen = await lookThrough(deps, { state, afterId, signal });
  if (seen.reusedIds) return stopLooking(deps, connectionId);
  if (!seen.complete) {
    await inTransaction(deps.db, (tx) => enqueue(tx, findMissedTickets, { ...asked, afterId: seen.lastId }));
    return;
  }
  const { throughId } = state;
  // A look that began in the middle cannot tell: the newest ticket may have been on an earlier page.
  const isThere = throughId === null || afterId !== undefined || seen.tickets.some(({ id }) => id >= throughId);
  if (isThere) return finishLook(deps, { state, seen });
  const newest = await findNewestLeft(deps, { connectionId, throughId });
  if (newest.wentBack) return stopLooking(deps, connectionId);
  return finishLook(deps, { state: { ...state, throughId: newest.throughId }, seen });
}
