import { recordAudit } from "../../audit/record-audit.ts";
import { rotateCredentials } from "../../jobs/catalog.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { later, minutes, seconds } from "../../platform/clock.ts";
import { inTransaction, type Tx } from "../../platform/db/database.ts";
import { type Connection, Prisma } from "../../platform/db/generated/client.ts";
import { assert } from "../../platform/errors.ts";
import { Superseded } from "../connect/connect-run.ts";
import { recordConnectionEvent } from "../connection-events.ts";
import { closeIncident } from "../incidents.ts";
import { resumeParked } from "../resume-parked.ts";
import type { StepProgress } from "../schema.ts";
import { acceptedAt } from "../test-connection.ts";
import { ofRun, type RotationRun, refresh } from "./rotation-run.ts";
import { toConnection, toRotation } from "./rotation-secrets.ts";
import { type RotationProgress, withRotationStep } from "./schema.ts";

/** What Autotask sends late is tried five times within about two minutes (Webhooks_Error_Handling): till then the old one stays. */
const OVERLAP_MS = seconds(150);
/** How long what the old webhook sent is still taken after the switch. */
const OLD_DOOR_MS = minutes(10);

/**
 * The new credentials take the place of the old ones, and the new webhook that of the old one, in one transaction with the
 * end of the step: the connection is never between the two. A block ends with it, and what it parked goes on. Throws
 * Superseded when the run, or the connection, no longer counts.
 */
export async function switchOver(run: RotationRun, done: Partial<StepProgress>): Promise<void> {
  await inTransaction(run.deps.db, async (tx) => {
    const connection = await takeConnection(tx, run);
    const at = run.deps.now();
    const { moves, valuesFirst } = run.progress.plan;
    const hasOld = moves && connection.webhookId !== null;
    const progress = {
      ...withRotationStep(run.progress, "switch", done),
      switchedAt: at.toISOString(),
      removeOldAt: hasOld ? later(at, OVERLAP_MS).toISOString() : null,
    };
    const old = hasOld
      ? { oldWebhookId: connection.webhookId, oldWebhookName: connection.webhookName, ...(valuesFirst ? {} : keptOld(run, connection)) }
      : {};
    await store(tx, run, { progress, data: old });
    // Values that were applied first are in use already, and may even have been found wanting since: they stay as they are.
    if (!valuesFirst) await applyNew(tx, run, { connection, at });
    if (moves) await exchangeWebhooks(tx, run, { connection, at });
    if (progress.removeOldAt !== null) {
      const runAt = new Date(progress.removeOldAt);
      await enqueue(tx, rotateCredentials, { rotationId: run.rotationId, generation: run.generation }, { runAt });
    }
    if (!valuesFirst) await tell(tx, run, at);
  });
  await refresh(run);
}

/** The new values only, at once: the old ones are refused, so all that waits goes on while the webhook moves. */
export async function applyValues(run: RotationRun, done: Partial<StepProgress>): Promise<void> {
  await inTransaction(run.deps.db, async (tx) => {
    const connection = await takeConnection(tx, run);
    const at = run.deps.now();
    await store(tx, run, { progress: withRotationStep(run.progress, "values", done), data: {} });
    await applyNew(tx, run, { connection, at });
    await tell(tx, run, at);
  });
  await refresh(run);
}

/** The connection, held until the transaction ends: a change beside this one waits, and sees the new values. */
async function takeConnection(tx: Tx, { connectionId }: RotationRun): Promise<Connection> {
  await tx.$queryRaw`select 1 from connections where "id" = ${connectionId}::uuid for update`;
  const connection = await tx.connection.findUniqueOrThrow({ where: { id: connectionId } });
  if (connection.state !== "connected" && connection.state !== "paused") throw new Superseded();
  return connection;
}

type Stored = { progress: RotationProgress; data: Prisma.CredentialRotationUpdateManyMutationInput };

async function store(tx: Tx, run: RotationRun, { progress, data }: Stored): Promise<void> {
  const { count } = await tx.credentialRotation.updateMany({ where: ofRun(run), data: { ...data, progress } });
  if (count === 0) throw new Superseded();
}

/** The old values, until the old webhook is gone: the new API user may not be allowed to delete it. */
function keptOld({ deps, rotationId, connectionId }: RotationRun, connection: Connection) {
  const keep = toRotation(deps, { rotationId, connectionId });
  const { usernameSealed, secretSealed, trackingIdentifierSealed, zoneUrl } = connection;
  if (!usernameSealed || !secretSealed || !trackingIdentifierSealed) return {};
  return {
    oldUsernameSealed: keep(usernameSealed, "usernameSealed", "oldUsernameSealed"),
    oldSecretSealed: keep(secretSealed, "secretSealed", "oldSecretSealed"),
    oldTrackingIdentifierSealed: keep(trackingIdentifierSealed, "trackingIdentifierSealed", "oldTrackingIdentifierSealed"),
    oldZoneUrl: zoneUrl,
  };
}

type Applied = { connection: Connection; at: Date };

async function applyNew(tx: Tx, run: RotationRun, { connection, at }: Applied): Promise<void> {
  const { connectionId, row, progress } = run;
  const { usernameSealed, secretSealed, trackingIdentifierSealed, zoneUrl, rights } = row;
  assert(usernameSealed && secretSealed && trackingIdentifierSealed && zoneUrl, "A rotation that runs has its values");
  const take = toConnection(run.deps, run);
  const version = connection.credentialsVersion + 1;
  await tx.connection.update({
    where: { id: connectionId },
    data: {
      email: row.email,
      usernameSealed: take(usernameSealed, "usernameSealed"),
      secretSealed: take(secretSealed, "secretSealed"),
      trackingIdentifierSealed: take(trackingIdentifierSealed, "trackingIdentifierSealed"),
      trackingIdentifierKind: row.trackingIdentifierKind,
      slotKey: row.slotKey,
      zoneOverride: progress.zoneOverride,
      ...acceptedAt(at, { zoneUrl, webUrl: row.webUrl }),
      credentialsVersion: version,
      testedVersion: version,
      credentialsSetAt: at,
      credentialsSetByName: row.startedByName,
      lastTest: progress.test === null ? Prisma.DbNull : { ...progress.test, credentialsVersion: version },
      ...(rights === null ? {} : { rights }),
    },
  });
  await resumeParked(tx, connectionId);
  await closeIncident(tx, { connectionId, kind: "credentials", by: "person", at });
}

function newWebhook(run: RotationRun) {
  const { row, progress } = run;
  const { webhookId, webhookKeyHash, webhookKeySealed, webhookSecretSealed } = row;
  assert(webhookId && webhookKeyHash && webhookKeySealed && webhookSecretSealed, "The new webhook is ready before the switch");
  const take = toConnection(run.deps, run);
  return {
    webhookId,
    webhookName: row.webhookName,
    webhookGuid: row.webhookGuid,
    webhookKeyHash,
    webhookKeySealed: take(webhookKeySealed, "webhookKeySealed"),
    webhookSecretSealed: take(webhookSecretSealed, "webhookSecretSealed"),
    webhookActive: true,
    webhookReady: true,
    webhookFieldCount: progress.fieldCount,
    apiResourceId: row.apiResourceId,
  };
}

/** The new webhook's door becomes the connection's own; the old one's stays open for what is late. */
async function exchangeWebhooks(tx: Tx, run: RotationRun, { connection, at }: Applied): Promise<void> {
  const { connectionId, organizationId, row } = run;
  await tx.connection.update({ where: { id: connectionId }, data: newWebhook(run) });
  if (row.webhookKeyHash) await tx.webhookDoor.deleteMany({ where: { connectionId, keyHash: row.webhookKeyHash } });
  const { webhookKeyHash: keyHash, webhookSecretSealed: secretSealed } = connection;
  if (!keyHash || !secretSealed) return;
  await tx.webhookDoor.create({ data: { organizationId, connectionId, keyHash, secretSealed, acceptedUntil: later(at, OLD_DOOR_MS) } });
}

async function tell(tx: Tx, { organizationId, connectionId, row, progress }: RotationRun, at: Date): Promise<void> {
  const byName = row.startedByName;
  await recordConnectionEvent(tx, { organizationId, connectionId, at, kind: "credentials_replaced", byName });
  await recordAudit(tx, {
    organizationId,
    at,
    actor: { kind: "system" },
    action: "connection.credentials_replaced",
    subject: { kind: "connection", id: connectionId },
    details: { startedBy: byName, apiUser: progress.apiUser, trackingIdentifier: row.trackingIdentifierKind },
  });
}
