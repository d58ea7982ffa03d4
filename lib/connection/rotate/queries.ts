import { inOrganization } from "../../platform/db/database.ts";
import type { CredentialRotation } from "../../platform/db/generated/client.ts";
import type { Deps } from "../../platform/deps.ts";
import { NotFoundError } from "../../platform/errors.ts";
import { isReplaceable, parseRotation } from "./open-rotation.ts";
import { type CredentialsView, type RotationProgress, type RotationView, stepsOf } from "./schema.ts";

const HISTORY = 10;

const storedColumns = {
  email: true,
  trackingIdentifierKind: true,
  zoneOverride: true,
  credentialsSetAt: true,
  credentialsSetByName: true,
  credentialsVersion: true,
  blockedAt: true,
} as const;

/** What is stored, what is being put in its place, and what was before. Holds no secret. Throws NotFoundError. */
export function getCredentials(
  { db }: Pick<Deps, "db">,
  { organizationId, connectionId }: { organizationId: string; connectionId: string },
): Promise<CredentialsView> {
  return inOrganization(db, organizationId, async (tx) => {
    const stored = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select: storedColumns });
    if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
    const rows = await tx.credentialRotation.findMany({
      where: { connectionId, organizationId },
      orderBy: { startedAt: "desc" },
      take: HISTORY + 1,
    });
    const views = rows.map(toView);
    return {
      stored: {
        email: stored.email,
        trackingIdentifierKind: kindOf(stored.trackingIdentifierKind),
        zoneOverride: stored.zoneOverride,
        setAt: stored.credentialsSetAt?.toISOString() ?? null,
        setByName: stored.credentialsSetByName,
        version: stored.credentialsVersion,
        blockedAt: stored.blockedAt?.toISOString() ?? null,
      },
      open: views.find((view) => !hasEnded(view)) ?? null,
      // One that was given up before anything was begun is no news.
      history: views.filter((view) => hasEnded(view) && view.steps.some(({ progress }) => progress.state !== "waiting")),
    };
  });
}

function hasEnded({ state }: RotationView): boolean {
  return state === "done" || state === "cancelled";
}

function toView(row: CredentialRotation): RotationView {
  const progress = parseRotation(row.progress);
  const { apiUser, zoneOverride, test, plan, switchedAt, removeOldAt, cancelling, leftBehind } = progress;
  return {
    id: row.id,
    state: row.state,
    startedAt: row.startedAt.toISOString(),
    startedByName: row.startedByName,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    email: row.email,
    trackingIdentifierKind: kindOf(row.trackingIdentifierKind),
    moves: plan.moves,
    steps: stepsIn(progress),
    failure: row.state === "failed" ? (stepsIn(progress).find((step) => step.progress.failure !== null)?.progress.failure ?? null) : null,
    canCancel: (row.state === "draft" || row.state === "running" || row.state === "failed") && switchedAt === null && !cancelling,
    canReplace: isReplaceable(row),
    ...{ apiUser, zoneOverride, test, switchedAt, removeOldAt, cancelling, leftBehind },
  };
}

function stepsIn({ plan, steps }: RotationProgress): RotationView["steps"] {
  const waiting = { state: "waiting", startedAt: null, tookMs: null, detail: null, failure: null } as const;
  return stepsOf(plan).map((step) => ({ step, progress: steps[step] ?? waiting }));
}

function kindOf(stored: string): "custom" | "vendor" {
  return stored === "vendor" ? "vendor" : "custom";
}
