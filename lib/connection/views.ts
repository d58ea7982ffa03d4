import { hours, minutes } from "../platform/clock.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import { failedStep, parseProgress } from "./connect/progress.ts";
import { failure } from "./describe-failure.ts";
import { furthest } from "./draft.ts";
import type { Lights } from "./light-schema.ts";
import { decideLights } from "./lights.ts";
import type { Activity } from "./read-activity.ts";
import { parsePermissions } from "./read-permissions.ts";
import {
  type ConnectionDraft,
  type ConnectionStatus,
  type ConnectionSummary,
  connectionOptionsSchema,
  type Failure,
  failureCodeSchema,
  leftBehindSchema,
  testResultSchema,
} from "./schema.ts";
import { decideVerdict, type VerdictFacts, webhookProblem } from "./verdict.ts";

/** What the screens may see; of what is sealed only whether it is there. */
export const statusColumns = {
  id: true,
  name: true,
  state: true,
  createdAt: true,
  draftSavedAt: true,
  draftStep: true,
  email: true,
  usernameSealed: true,
  secretSealed: true,
  trackingIdentifierSealed: true,
  trackingIdentifierKind: true,
  credentialsSetAt: true,
  credentialsSetByName: true,
  credentialsVersion: true,
  testedVersion: true,
  lastTest: true,
  zoneOverride: true,
  zoneUrl: true,
  webUrl: true,
  progress: true,
  connectedAt: true,
  connectedByName: true,
  disconnectedAt: true,
  leftBehind: true,
  webhookId: true,
  webhookName: true,
  webhookActive: true,
  webhookReady: true,
  webhookFieldCount: true,
  rights: true,
  options: true,
  lastCheckedAt: true,
  outageSince: true,
  budgetLimit: true,
  budgetUsed: true,
  budgetReadAt: true,
  lastErrorAt: true,
  lastErrorCode: true,
  lastErrorAnswer: true,
  blockedAt: true,
  blockedCode: true,
} satisfies Prisma.ConnectionSelect;
export type Row = Prisma.ConnectionGetPayload<{ select: typeof statusColumns }>;

/** Three rounds of the watch: longer without a look is told. */
const WATCHED_WITHIN = minutes(16);

/** What is known of a connection beside its row. */
export type Around = { now: Date; activity?: Activity | undefined };

export function toSummary(row: Row, around: Around): ConnectionSummary {
  const { activity } = around;
  const lights = lightsOf(row, around);
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    verdict: decideVerdict(verdictFacts(row, around, lights)),
    zoneHost: row.zoneUrl === null ? null : new URL(row.zoneUrl).host,
    createdAt: row.createdAt.toISOString(),
    connectedAt: iso(row.connectedAt),
    disconnectedAt: iso(row.disconnectedAt),
    lastDeliveryAt: iso(activity?.lastDeliveryAt),
    draftStep: furthest(row.draftStep, "security-level"),
    lights: {
      credentials: lights.credentials.sign,
      webhook: lights.webhook.sign,
      permissions: lights.permissions.sign,
      budget: lights.budget.sign,
    },
  };
}

function verdictFacts(row: Row, { now, activity }: Around, lights: Lights): VerdictFacts {
  const looked = Math.max(row.lastCheckedAt?.getTime() ?? 0, row.connectedAt?.getTime() ?? 0);
  return {
    state: row.state,
    connectFailed: hasFailed(row),
    blocked: row.blockedAt !== null,
    lastError: lastErrorOf(row, activity),
    incidents: activity?.incidents ?? [],
    outage: row.outageSince !== null,
    rightsMissing: lights.permissions.sign === "bad",
    budgetHigh: lights.budget.sign === "attention" || lights.budget.sign === "bad",
    unwatched: now.getTime() - looked > WATCHED_WITHIN,
    recovering: activity?.recovering ?? false,
    repairedLately: activity?.repairedAt != null && now.getTime() - activity.repairedAt.getTime() < hours(1),
    deliveries: (activity?.lastDeliveryAt ?? null) !== null,
    writes: { waiting: activity?.waiting ?? 0, refused: activity?.refused ?? 0 },
    credentialsErased: row.secretSealed === null,
    leftBehind: row.leftBehind !== null,
  };
}

/** The four lights, with their words' codes. */
export function lightsOf(row: Row, { now, activity }: Around): Lights {
  const incidents = activity?.incidents ?? [];
  return decideLights({
    now,
    inUse: row.state === "connected" || row.state === "paused",
    connectedAt: row.connectedAt,
    credentialsSetAt: row.credentialsSetAt,
    blockedAt: row.blockedAt,
    outageSince: row.outageSince,
    webhook: { id: row.webhookId, active: row.webhookActive, ready: row.webhookReady, fieldCount: row.webhookFieldCount },
    webhookProblem: webhookProblem({ lastError: lastErrorOf(row, activity), incidents }),
    lastErrorAt: row.lastErrorAt,
    rights: parsePermissions(row.rights).rights,
    budget: { limit: row.budgetLimit, used: row.budgetUsed, readAt: row.budgetReadAt },
    incidents,
  });
}

export function toStatus(row: Row, around: Around): ConnectionStatus {
  const { activity } = around;
  const error = lastErrorOf(row, activity);
  return {
    ...toSummary(row, around),
    connectedByName: row.connectedByName,
    webUrl: row.webUrl,
    credentials: {
      email: row.email,
      setAt: iso(row.credentialsSetAt),
      setByName: row.credentialsSetByName,
      blockedAt: iso(row.blockedAt),
      blocked: row.blockedAt === null ? null : failureFrom(row.blockedCode, row.lastErrorAnswer),
    },
    webhook: webhookOf(row),
    rights: parsePermissions(row.rights).rights,
    options: connectionOptionsSchema.parse(row.options),
    lastCheckedAt: iso(row.lastCheckedAt),
    lastWriteAt: iso(activity?.lastWriteAt),
    lastError: error && row.lastErrorAt ? { at: row.lastErrorAt.toISOString(), failure: error } : null,
    writes: { waiting: activity?.waiting ?? 0, refused: activity?.refused ?? 0 },
    progress: row.progress === null ? null : parseProgress(row.progress),
    leftBehind: leftBehindSchema.nullable().catch(null).parse(row.leftBehind),
  };
}

export function toDraft(row: Row): ConnectionDraft {
  const lastTest = testResultSchema.safeParse(row.lastTest).data ?? null;
  const tested = row.testedVersion !== null && row.testedVersion === row.credentialsVersion;
  const step = furthest(row.draftStep, "security-level");
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    savedAt: iso(row.draftSavedAt),
    // Values changed since the test close the last step again.
    furthestStep: step === "connect" && !tested ? "four-values" : step,
    trackingIdentifierKind: row.trackingIdentifierKind === "vendor" ? "vendor" : "custom",
    email: row.email,
    zoneOverride: row.zoneOverride,
    has: {
      username: row.usernameSealed !== null,
      secret: row.secretSealed !== null,
      trackingIdentifier: row.trackingIdentifierSealed !== null,
    },
    credentialsSetAt: iso(row.credentialsSetAt),
    credentialsSetByName: row.credentialsSetByName,
    credentialsVersion: row.credentialsVersion,
    tested,
    // Of other values than the stored ones it would mislead.
    lastTest: lastTest?.credentialsVersion === row.credentialsVersion ? lastTest : null,
    options: connectionOptionsSchema.parse(row.options),
    progress: row.progress === null ? null : parseProgress(row.progress),
    leftBehind: leftBehindSchema.nullable().catch(null).parse(row.leftBehind),
  };
}

function hasFailed(row: Row): boolean {
  const progress = parseProgress(row.progress);
  const failed = failedStep(progress);
  return failed !== null && progress.steps[failed].failure?.retrying !== true;
}

function webhookOf(row: Row): ConnectionStatus["webhook"] {
  if (row.webhookName === null) return null;
  return {
    id: row.webhookId === null ? null : Number(row.webhookId),
    name: row.webhookName,
    active: row.webhookActive,
    ready: row.webhookReady,
    fieldCount: row.webhookFieldCount,
  };
}

/** Found by a write; over as soon as a later write went through. */
const OF_WRITES: readonly string[] = ["connection.permission_missing", "connection.refused"];

function lastErrorOf(row: Row, activity?: Activity): Failure | null {
  if (row.lastErrorCode === null || row.lastErrorAt === null) return null;
  const written = activity?.lastWriteAt ?? null;
  if (OF_WRITES.includes(row.lastErrorCode) && written !== null && written > row.lastErrorAt) return null;
  return failureFrom(row.lastErrorCode, row.lastErrorAnswer);
}

function failureFrom(code: string | null, answer: string | null): Failure {
  return failure(failureCodeSchema.catch("connection.unexpected").parse(code), { answer });
}

function iso(date: Date | null | undefined): string | null {
  return date?.toISOString() ?? null;
}
