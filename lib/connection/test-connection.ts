import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { seconds } from "../platform/clock.ts";
import { inOrganization, type Tx } from "../platform/db/database.ts";
import { NotFoundError } from "../platform/errors.ts";
import { type AutotaskDeps, openAttempt } from "./autotask-for.ts";
import { oneTryAtATime } from "./calls/one-try-at-a-time.ts";
import { tellBlock } from "./calls/refused-credentials.ts";
import { afterAcceptance, failure } from "./describe-failure.ts";
import { liftBlock } from "./lift-block.ts";
import { probeCredentials } from "./probe-credentials.ts";
import { type FailureCode, type TestResult, testResultSchema } from "./schema.ts";

/** Two calls in a row stay under the ten seconds that a person waits. */
const CALL_TIMEOUT_MS = seconds(4.5);

/** Answers that Autotask counts against the user and that asking again with the same values cannot change. */
const REFUSALS: readonly FailureCode[] = [
  "connection.secret_refused",
  "connection.access_withdrawn",
  "connection.tracking_identifier_refused",
];

type Input = {
  organizationId: string;
  connectionId: string;
  actor: Actor;
  /** A person pressed "Test again" or "Try once": one more call with values that were refused. */
  again?: boolean;
};

/**
 * Tries the stored credentials: one look-up, at most one authenticated call, about nine seconds at the longest. The result
 * is stored for these values. Values that were refused are not sent twice unless `again`, however many press at once.
 * Success ends a block and resumes what it parked; a refusal blocks, if live work would use the same values.
 */
export async function testConnection(deps: AutotaskDeps, input: Input): Promise<TestResult> {
  const askedAt = deps.now();
  // Asked first, so that nobody takes the turn of another organization's connection.
  const known = whatIsKnown(deps, await find(deps, input), () => !input.again);
  if (known) return known;
  return oneTryAtATime(deps, { connectionId: input.connectionId, askedAt }, async (answers) => {
    const stored = await find(deps, input);
    return whatIsKnown(deps, stored, (last) => !input.again || answers(last)) ?? tryOut(deps, input, stored);
  });
}

type Stored = Awaited<ReturnType<typeof findTested>>;

function find({ db }: AutotaskDeps, input: Input): Promise<Stored> {
  return inOrganization(db, input.organizationId, (tx) => findTested(tx, input));
}

/** The answer that needs no call, or null. `counts`: whether an earlier refusal of the same values is the answer to this press. */
function whatIsKnown(deps: AutotaskDeps, stored: Stored, counts: (last: TestResult) => boolean): TestResult | null {
  const missing = (["username", "secret", "trackingIdentifier"] as const).find((name) => stored[`${name}Sealed`] === null);
  if (missing) {
    const failed = failure("connection.value_missing", { field: missing });
    const at = deps.now().toISOString();
    return testResultSchema.parse({ ...NO_CALLS, at, credentialsVersion: stored.credentialsVersion, failure: failed });
  }
  const last = testResultSchema.safeParse(stored.lastTest).data;
  return last?.credentialsVersion === stored.credentialsVersion && isRefused(last) && counts(last) ? last : null;
}

const isRefused = ({ failure: found }: Pick<TestResult, "failure">): boolean => found !== null && REFUSALS.includes(found.code);

async function tryOut(deps: AutotaskDeps, input: Input, stored: Stored): Promise<TestResult> {
  const attempt = await openAttempt(deps, input.connectionId, { timeoutMs: CALL_TIMEOUT_MS });
  const { zoneOverride, databaseId } = stored;
  const { zone, result } = await probeCredentials(attempt, { zoneOverride, databaseId, gate: deps.autotask });
  // When the answer came: whoever pressed before then takes it as theirs.
  const at = deps.now();
  const failed = result.failure && isAccepted(stored) ? afterAcceptance(result.failure) : result.failure;
  const test: TestResult = { ...result, failure: failed, at: at.toISOString(), credentialsVersion: stored.credentialsVersion };
  await inOrganization(deps.db, input.organizationId, (tx) => keep(tx, { input, test, at, zone, stored }));
  return test;
}

/** Autotask has accepted exactly these values before. */
const isAccepted = ({ testedVersion, credentialsVersion }: Stored): boolean => testedVersion === credentialsVersion;

const NO_CALLS = { ok: false, zoneHost: null, databaseId: null, lookUps: 0, authenticatedCalls: 0 };

async function findTested(tx: Tx, { organizationId, connectionId }: Input) {
  const stored = await tx.connection.findFirst({
    where: { id: connectionId, organizationId, state: { not: "disconnected" } },
    select: {
      state: true,
      usernameSealed: true,
      secretSealed: true,
      trackingIdentifierSealed: true,
      credentialsVersion: true,
      testedVersion: true,
      zoneOverride: true,
      databaseId: true,
      lastTest: true,
      blockedAt: true,
    },
  });
  if (stored) return stored;
  throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
}

type Kept = { input: Input; test: TestResult; at: Date; zone: { zoneUrl: string; webUrl: string | null } | null; stored: Stored };

async function keep(tx: Tx, { input, test, at, zone, stored }: Kept): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const accepted = test.ok && zone !== null;
  // Live work would send the very values that were just refused.
  const blocks = isRefused(test) && isAccepted(stored) && stored.blockedAt === null;
  const { count } = await tx.connection.updateMany({
    // Values saved while the test ran are not the ones tested.
    where: { id: connectionId, organizationId, credentialsVersion: test.credentialsVersion },
    data: {
      lastTest: test,
      ...(accepted ? { ...acceptedAt(at, zone), testedVersion: test.credentialsVersion } : {}),
      ...(blocks ? refusedAt(at, test) : {}),
    },
  });
  if (count === 0) return;
  if (accepted && stored.blockedAt !== null) await liftBlock(tx, { connectionId, by: "person", at });
  // A draft has its wizard open, and nobody waits for it.
  const isInUse = stored.state === "connected" || stored.state === "paused";
  if (blocks && isInUse && test.failure) await tellBlock(tx, { organizationId, connectionId, at, code: test.failure.code });
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

/** What a refused sign-in means for a connection in use: no call until a person acts. */
function refusedAt(at: Date, { failure: found }: TestResult) {
  const code = found?.code ?? null;
  return { blockedAt: at, blockedCode: code, lastErrorAt: at, lastErrorCode: code, lastErrorAnswer: found?.answer ?? null };
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
