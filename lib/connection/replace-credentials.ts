import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { connectConnection } from "../jobs/catalog.ts";
import { enqueue } from "../jobs/enqueue.ts";
import { seconds } from "../platform/clock.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { type AutotaskDeps, openAttempt } from "./autotask-for.ts";
import { freshProgress } from "./connect/progress.ts";
import { requireZoneOverride } from "./connect/resolve-zone.ts";
import { probeCredentials } from "./probe-credentials.ts";
import { resumeParked } from "./resume-parked.ts";
import type { FourValues, TestResult } from "./schema.ts";
import { sealCredentials } from "./seal-credentials.ts";
import { acceptedAt } from "./test-connection.ts";

const CALL_TIMEOUT_MS = seconds(4.5);

type Input = { organizationId: string; connectionId: string; actor: Actor; values: FourValues };

/**
 * Exchanges the credentials of a connection in use. The new ones are tried first, at most one authenticated call, and kept
 * only if Autotask accepts them for the same database; else the old ones stay and the result says which field to correct.
 * Success ends a block, resumes what it parked, and goes through the steps of Connect again, since the API user may be
 * another one. Throws ConflictError when the connection is not in use or changed meanwhile.
 */
export async function replaceCredentials(deps: AutotaskDeps, input: Input): Promise<TestResult> {
  const { organizationId, connectionId, values } = input;
  const zoneOverride = values.zoneOverride === null ? null : requireZoneOverride(values.zoneOverride, deps.autotask);
  const stored = await inOrganization(deps.db, organizationId, (tx) => findInUse(tx, input));
  const attempt = await openAttempt(deps, connectionId, { given: values, timeoutMs: CALL_TIMEOUT_MS });
  const { zone, result } = await probeCredentials(attempt, { zoneOverride, databaseId: stored.databaseId, gate: deps.autotask });
  const at = deps.now();
  const test = { ...result, at: at.toISOString(), credentialsVersion: stored.credentialsVersion + 1 };
  if (!test.ok || zone === null) return test;
  const accepted = { ...sealCredentials(deps, connectionId, values), ...acceptedAt(at, zone), zoneOverride };
  await inOrganization(deps.db, organizationId, (tx) => keep(tx, { input, stored, test, data: accepted, at }));
  return test;
}

async function findInUse(tx: Tx, { organizationId, connectionId }: Input) {
  const select = { state: true, databaseId: true, credentialsVersion: true, generation: true };
  const stored = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select });
  if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  if (stored.state === "connected" || stored.state === "paused") return stored;
  throw new ConflictError("The connection is not in use", { code: "connection.not_connected" });
}

type Kept = {
  input: Input;
  stored: { credentialsVersion: number; generation: number };
  test: TestResult;
  data: ReturnType<typeof sealCredentials> & ReturnType<typeof acceptedAt> & { zoneOverride: string | null };
  at: Date;
};

async function keep(tx: Tx, { input, stored, test, data, at }: Kept): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const generation = stored.generation + 1;
  const { count } = await tx.connection.updateMany({
    where: { id: connectionId, organizationId, state: { in: ["connected", "paused"] }, ...stored },
    data: {
      ...data,
      generation,
      credentialsVersion: test.credentialsVersion,
      testedVersion: test.credentialsVersion,
      lastTest: test,
      credentialsSetAt: at,
      credentialsSetByName: "name" in actor ? actor.name : null,
      progress: freshProgress(),
    },
  });
  if (count === 0) throw new ConflictError("The connection changed meanwhile", { code: "connection.changed" });
  await resumeParked(tx, connectionId);
  await enqueue(tx, connectConnection, { connectionId, generation });
  const subject = { kind: "connection", id: connectionId };
  await recordAudit(tx, { organizationId, at, actor, action: "connection.credentials_replaced", subject });
}
