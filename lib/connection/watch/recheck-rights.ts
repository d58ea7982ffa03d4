import { inTransaction, type Tx } from "../../platform/db/database.ts";
import { asksQuestions } from "../asks-questions.ts";
import { type AutotaskDeps, withAutotask } from "../autotask-for.ts";
import { requireBudget } from "../calls/budget.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { closeIncident, openIncident } from "../incidents.ts";
import type { Right } from "../permissions.ts";
import { parsePermissions, readPermissions, storePermissions } from "../read-permissions.ts";
import { resumeParked } from "../resume-parked.ts";
import { watchRhythm } from "./rhythm.ts";

type Watched = {
  connectionId: string;
  signal?: AbortSignal;
  timeoutMs?: number;
  /** Whether it is time or not: a call was refused for a missing right, or a person asks. */
  force?: boolean;
};

/**
 * Reads what the security level permits, once a day, and each hour while something that is needed is missing. A right that an
 * admin took away is known before the first note is refused. Returns the rights that are needed and missing; none when it was
 * not time. Throws what requireBudget and withAutotask throw.
 */
export async function recheckRights(deps: AutotaskDeps, { connectionId, force = false, ...options }: Watched): Promise<readonly Right[]> {
  if (!force && !(await isDue(deps, connectionId))) return [];
  await requireBudget(deps, connectionId, "sync");
  const questions = { asksQuestions: await asksQuestions(deps.db, connectionId) };
  const { read, organizationId } = await withAutotask(
    deps,
    connectionId,
    async (autotask, { options: chosen, organizationId: owner }) => ({
      read: await readPermissions(autotask, { ...chosen, ...questions }),
      organizationId: owner,
    }),
    { ...options, states: ["connected", "paused"] },
  );
  const at = deps.now();
  const missing = read.filter((each) => each.needed && !each.granted);
  await inTransaction(deps.db, async (tx) => {
    const where = { id: connectionId, state: { in: ["connected" as const, "paused" as const] } };
    const { count } = await tx.connection.updateMany({ where, data: { rights: storePermissions(read, at) } });
    if (count === 1) await settle(tx, { organizationId, connectionId, at, missing });
  });
  return missing;
}

async function isDue({ db, now }: AutotaskDeps, connectionId: string): Promise<boolean> {
  const incidents = { where: { kind: "permissions" as const, closedAt: null }, select: { id: true } };
  const row = await db.connection.findUnique({ where: { id: connectionId }, select: { rights: true, incidents } });
  if (!row) return false;
  const { checkedAt } = parsePermissions(row.rights);
  const every = row.incidents.length > 0 ? watchRhythm.missingRightsMs : watchRhythm.rightsMs;
  return checkedAt === null || now().getTime() - Date.parse(checkedAt) >= every;
}

type Settled = { organizationId: string; connectionId: string; at: Date; missing: readonly Right[] };

async function settle(tx: Tx, { missing, ...place }: Settled): Promise<void> {
  const [first] = missing;
  const code = "connection.permission_missing";
  if (!first) {
    const closed = await closeIncident(tx, { ...place, kind: "permissions", by: "recovered" });
    if (closed === null) return;
    await recordConnectionEvent(tx, { ...place, kind: "problem_ended", code });
    return resumeParked(tx, place.connectionId);
  }
  const params = { object: first.object, action: first.action };
  const { isNew } = await openIncident(tx, { ...place, kind: "permissions", code, params });
  if (isNew) await recordConnectionEvent(tx, { ...place, kind: "problem_found", code, params });
}
