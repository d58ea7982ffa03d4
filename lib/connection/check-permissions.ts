import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { seconds } from "../platform/clock.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { asksQuestions } from "./asks-questions.ts";
import { type AutotaskDeps, withAutotask } from "./autotask-for.ts";
import { ConnectionUnusableError } from "./connection-unusable.ts";
import { failureOf } from "./describe-failure.ts";
import { closeIncident, openIncident } from "./incidents.ts";
import { matchRights, type Right, requiredRights } from "./permissions.ts";
import { parsePermissions, readPermissions, storePermissions } from "./read-permissions.ts";
import { connectionOptionsSchema, type PermissionCheck, type PermissionMatrix } from "./schema.ts";

type Asked = { organizationId: string; connectionId: string };

const IN_USE = ["connected", "paused"];
/** A person waits: each call, and all of them together. */
const CALL_TIMEOUT_MS = seconds(4.5);
const WHOLE_TIMEOUT_MS = seconds(12);

/** What the last reading said of each right that the options ask for now. Asks nobody. Throws NotFoundError. */
export function getPermissions({ db }: Pick<Deps, "db">, asked: Asked): Promise<PermissionMatrix> {
  return inOrganization(db, asked.organizationId, async (tx) => toMatrix(tx, await find(tx, asked)));
}

/**
 * Asks Autotask again, for a person who waits, and stores what it said: one call for each object, at most two at once, none
 * that changes anything. Where Autotask could not be asked, or refuses the sign-in by now, `failure` says why and the last
 * reading stays. Throws NotFoundError for another organization's connection, ConflictError for one whose credentials Autotask
 * has not accepted yet, or that is off.
 */
export async function checkPermissions(deps: AutotaskDeps, { actor, ...asked }: Asked & { actor: Actor }): Promise<PermissionCheck> {
  await getPermissions(deps, asked);
  try {
    const read = await ask(deps, asked.connectionId);
    const at = deps.now();
    return await inOrganization(deps.db, asked.organizationId, async (tx) => {
      await keep(tx, { ...asked, actor, read, at });
      return { ...(await toMatrix(tx, await find(tx, asked))), failure: null };
    });
  } catch (error) {
    if (error instanceof NotFoundError) throw error;
    if (error instanceof ConnectionUnusableError && error.code === "connection.not_connected") {
      throw new ConflictError("Autotask has not accepted the stored credentials", { code: error.code, cause: error });
    }
    return { ...(await getPermissions(deps, asked)), failure: { ...failureOf(error), retrying: false } };
  }
}

async function ask(deps: AutotaskDeps, connectionId: string): Promise<Right[]> {
  const questions = { asksQuestions: await asksQuestions(deps.db, connectionId) };
  return withAutotask(deps, connectionId, (autotask, { options }) => readPermissions(autotask, { ...options, ...questions }), {
    timeoutMs: CALL_TIMEOUT_MS,
    signal: AbortSignal.timeout(WHOLE_TIMEOUT_MS),
    states: ["draft", "connecting", "connected", "paused"],
  });
}

type Found = { id: string; state: string; rights: unknown; options: unknown };

async function find(tx: Tx, { organizationId, connectionId }: Asked): Promise<Found> {
  const select = { id: true, state: true, rights: true, options: true } as const;
  const row = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select });
  if (row) return row;
  throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
}

async function toMatrix(tx: Tx, { id, rights: stored, options }: Omit<Found, "state">): Promise<PermissionMatrix> {
  const { checkedAt, rights } = parsePermissions(stored);
  const chosen = { ...connectionOptionsSchema.parse(options), asksQuestions: await asksQuestions(tx, id) };
  return { checkedAt, rights: matchRights(requiredRights(chosen), rights) };
}

type Kept = Asked & { actor: Actor; read: readonly Right[]; at: Date };

async function keep(tx: Tx, { organizationId, connectionId, actor, read, at }: Kept): Promise<void> {
  const { state } = await find(tx, { organizationId, connectionId });
  await tx.connection.updateMany({ where: { id: connectionId, organizationId }, data: { rights: storePermissions(read, at) } });
  const missing = read.filter(({ needed, granted }) => needed && !granted);
  if (IN_USE.includes(state)) await settleIncident(tx, { organizationId, connectionId, missing, at });
  await recordAudit(tx, {
    organizationId,
    at,
    actor,
    action: "connection.permissions_checked",
    subject: { kind: "connection", id: connectionId },
    details: { asked: read.length, missing: missing.map(({ object, action }) => `${object}: ${action}`).join(", ") },
  });
}

async function settleIncident(tx: Tx, { organizationId, connectionId, missing, at }: Asked & { missing: readonly Right[]; at: Date }) {
  const [first] = missing;
  if (!first) return closeIncident(tx, { connectionId, kind: "permissions", by: "person", at });
  const params = { object: first.object, action: first.action };
  return openIncident(tx, { organizationId, connectionId, kind: "permissions", code: "connection.permission_missing", params, at });
}
