import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { rotateCredentials } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, InputError } from "../../platform/errors.ts";
import { checkAppUrl } from "../check-app-url.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { getInUse, getOpenRotation, parseRotation } from "./open-rotation.ts";
import { type RotationProgress, stepsOf } from "./schema.ts";

type StartDeps = Pick<Deps, "db" | "now" | "appUrl" | "appEnv">;
type Input = { organizationId: string; connectionId: string; actor: Actor };

/**
 * Puts the entered credentials in place: begins the steps, goes on at the one that failed, or, when only the old webhook is
 * left, removes it at once instead of waiting for late deliveries. Throws ConflictError `connection.not_tested` unless
 * Autotask accepted exactly these values, `connection.rotation_running` while the steps run, InputError
 * `connection.app_url_refused` when Autotask could not call a new webhook.
 */
export async function startRotation(deps: StartDeps, input: Input): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const at = deps.now();
  await inOrganization(deps.db, organizationId, async (tx) => {
    const connection = await getInUse(tx, input);
    const open = await getOpenRotation(tx, connectionId);
    const stored = parseRotation(open.progress);
    const progress = nextProgress(stored, { state: open.state, blocked: connection.blockedAt !== null, at });
    if (progress.plan.moves && progress.switchedAt === null) requireCallable(deps);
    const generation = open.generation + 1;
    const { count } = await tx.credentialRotation.updateMany({
      where: { id: open.id, organizationId, generation: open.generation, state: open.state },
      data: { state: "running", generation, progress },
    });
    if (count === 0) throw new ConflictError("The exchange changed meanwhile", { code: "connection.changed" });
    await enqueue(tx, rotateCredentials, { rotationId: open.id, generation });
    await tell(tx, { organizationId, connectionId, actor, at, isFirst: open.state === "draft", moves: progress.plan.moves });
  });
}

type Now = { state: string; blocked: boolean; at: Date };

function nextProgress(stored: RotationProgress, { state, blocked, at }: Now): RotationProgress {
  if (state === "running") {
    if (stored.removeOldAt === null || stored.cancelling || new Date(stored.removeOldAt) <= at) throw running();
    return { ...stored, removeOldAt: at.toISOString() };
  }
  if (!stored.test?.ok) throw new ConflictError("Autotask has not accepted these values yet", { code: "connection.not_tested" });
  // Where no webhook moves there is nothing to wait for: the switch comes first anyway.
  const plan = { ...stored.plan, valuesFirst: stored.plan.moves && (stored.plan.valuesFirst || blocked) };
  const steps = { ...stored.steps };
  for (const step of stepsOf(plan)) if (steps[step]?.state === "failed") delete steps[step];
  return { ...stored, plan, steps };
}

function running(): ConflictError {
  return new ConflictError("New credentials are being put in place", { code: "connection.rotation_running" });
}

function requireCallable({ appUrl, appEnv }: StartDeps): void {
  const address = checkAppUrl(appUrl, appEnv);
  if (address.ok) return;
  const context = { problem: address.problem };
  throw new InputError("Autotask cannot call APP_URL", { code: "connection.app_url_refused", context });
}

type Told = Input & { at: Date; isFirst: boolean; moves: boolean };

async function tell(tx: Tx, { organizationId, connectionId, actor, at, isFirst, moves }: Told): Promise<void> {
  const byName = "name" in actor ? actor.name : null;
  if (isFirst) await recordConnectionEvent(tx, { organizationId, connectionId, at, kind: "rotation_started", byName });
  await recordAudit(tx, {
    organizationId,
    at,
    actor,
    action: isFirst ? "connection.rotation_started" : "connection.rotation_continued",
    subject: { kind: "connection", id: connectionId },
    details: { moves },
  });
}
