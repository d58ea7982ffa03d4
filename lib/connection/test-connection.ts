import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { seconds } from "../platform/clock.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import { NotFoundError } from "../platform/errors.ts";
import { type AutotaskDeps, openAttempt } from "./autotask-for.ts";
import { failure } from "./describe-failure.ts";
import { probeCredentials } from "./probe-credentials.ts";
import { resumeParked } from "./resume-parked.ts";
import { type FailureCode, type TestResult, testResultSchema } from "./schema.ts";

/** Two calls in a row stay under the ten seconds that a person waits. */
const CALL_TIMEOUT_MS = seconds(4.5);

/** Answers that Autotask counts against the user and that asking again with the same values cannot change. */
const REFUSALS: readonly FailureCode[] = ["connection.secret_refused", "connection.tracking_identifier_refused"];

type Input = {
  organizationId: string;
  connectionId: string;
  actor: Actor;
  /** A person pressed "Test again" or "Try once": one more call with values that were refused. */
  again?: boolean;
};

/**
 * Tries the stored credentials: one look-up, at most one authenticated call, about nine seconds at the longest. The result
 * is stored for these values. Values that were refused are not sent twice unless `again`. Success ends a block and
 * resumes what it parked.
 */
export async function testConnection(deps: AutotaskDeps, input: Input): Promise<TestResult> {
  const stored = await inOrganization(deps.db, input.organizationId, (tx) => findTested(tx, input));
  const missing = (["username", "secret", "trackingIdentifier"] as const).find((name) => stored[`${name}Sealed`] === null);
  const at = deps.now();
  if (missing) {
    const failed = failure("connection.value_missing", { field: missing });
    return testResultSchema.parse({ ...NO_CALLS, at: at.toISOString(), credentialsVersion: stored.credentialsVersion, failure: failed });
  }
  const last = testResultSchema.safeParse(stored.lastTest).data;
  const refused = last?.credentialsVersion === stored.credentialsVersion && last.failure && REFUSALS.includes(last.failure.code);
  if (refused && !input.again) return last;

  const attempt = await openAttempt(deps, input.connectionId, { timeoutMs: CALL_TIMEOUT_MS });
  const { zoneOverride, databaseId } = stored;
  const { zone, result } = await probeCredentials(attempt, { zoneOverride, databaseId, gate: deps.autotask });
  const test: TestResult = { ...result, at: at.toISOString(), credentialsVersion: stored.credentialsVersion };
  await inOrganization(deps.db, input.organizationId, (tx) => keep(tx, { input, test, at, zone, wasBlocked: stored.blockedAt !== null }));
  return test;
}

const NO_CALLS = { ok: false, zoneHost: null, databaseId: null, lookUps: 0, authenticatedCalls: 0 };

async function findTested(tx: Tx, { organizationId, connectionId }: Input) {
  const stored = await tx.connection.findFirst({
    where: { id: connectionId, organizationId, state: { not: "disconnected" } },
    select: {
      usernameSealed: true,
      secretSealed: true,
      trackingIdentifierSealed: true,
      credentialsVersion: true,
      zoneOverride: true,
      databaseId: true,
      lastTest: true,
      blockedAt: true,
    },
  });
  if (stored) return stored;
  throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
}

type Kept = { input: Input; test: TestResult; at: Date; zone: { zoneUrl: string; webUrl: string | null } | null; wasBlocked: boolean };

async function keep(tx: Tx, { input, test, at, zone, wasBlocked }: Kept): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const accepted = test.ok && zone !== null;
  const { count } = await tx.connection.updateMany({
    // Values saved while the test ran are not the ones tested.
    where: { id: connectionId, organizationId, credentialsVersion: test.credentialsVersion },
    data: { lastTest: test, ...(accepted ? { ...acceptedAt(at, zone), testedVersion: test.credentialsVersion } : {}) },
  });
  if (count === 0) return;
  if (accepted && wasBlocked) await resumeParked(tx, connectionId);
  const details = { ok: test.ok, code: test.failure?.code ?? null, zone: test.zoneHost };
  await recordAudit(tx, {
    organizationId,
    at,
    actor,
    action: "connection.tested",
    subject: { kind: "connection", id: connectionId },
    details,
  });
}

/** What an accepted sign-in means for the row: where to call, and that nothing stands in the way. */
export function acceptedAt(at: Date, zone: { zoneUrl: string; webUrl: string | null }) {
  return {
    zoneUrl: zone.zoneUrl,
    ...(zone.webUrl === null ? {} : { webUrl: zone.webUrl }),
    testedAt: at,
    blockedAt: null,
    blockedCode: null,
    lastErrorAt: null,
    lastErrorCode: null,
    lastErrorAnswer: null,
  };
}
