import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { seconds } from "../../platform/clock.ts";
import { inOrganization, isUniqueViolation, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError } from "../../platform/errors.ts";
import { type AutotaskDeps, openAttempt } from "../autotask-for.ts";
import { oneTryAtATime } from "../calls/one-try-at-a-time.ts";
import { requireZoneOverride } from "../connect/resolve-zone.ts";
import { probeCredentials } from "../probe-credentials.ts";
import type { TestResult } from "../schema.ts";
import { findOpenRotation, getInUse, isReplaceable, parseRotation } from "./open-rotation.ts";
import { type CredentialValues, openNewValues, openStoredValues, sealNewValues } from "./rotation-secrets.ts";
import { type NewCredentials, type RotationProgress, rotationProgressSchema } from "./schema.ts";

const CALL_TIMEOUT_MS = seconds(4.5);
const REFUSALS: readonly string[] = ["connection.secret_refused", "connection.tracking_identifier_refused"];

type Input = {
  organizationId: string;
  connectionId: string;
  actor: Actor;
  values: NewCredentials;
  /** A person pressed Test again: one more call with values that were refused. */
  again?: boolean;
};

/**
 * Tries new credentials and keeps them beside those in use, which are not touched whatever the answer: one look-up, at most
 * one call with the new ones. Refused ones are kept too, so that only the wrong value has to be typed again, and are not
 * sent twice unless `again`. Throws an InputError on a field, ConflictError `connection.rotation_running` while another
 * exchange runs, `connection.not_connected` when the connection is not in use.
 */
export async function enterCredentials(deps: AutotaskDeps, input: Input): Promise<TestResult> {
  const { organizationId, connectionId, values } = input;
  const askedAt = deps.now();
  const zoneOverride = values.zoneOverride === null ? null : requireZoneOverride(values.zoneOverride, deps.autotask);
  const look = () => inOrganization(deps.db, organizationId, (tx) => read(tx, input));
  // Asked first, so that nobody takes the turn of another organization's connection.
  await look();
  return oneTryAtATime(deps, { connectionId, askedAt }, async (answers) => {
    const found = await look();
    const entered = resolve(deps, found, values);
    const known = knownAnswer(deps, found.open, entered);
    if (known && (!input.again || answers(known))) return known;
    const attempt = await openAttempt(deps, connectionId, { given: entered.values, timeoutMs: CALL_TIMEOUT_MS });
    const { databaseId, credentialsVersion } = found.connection;
    const { zone, result } = await probeCredentials(attempt, { zoneOverride, databaseId, gate: deps.autotask });
    const test = { ...result, at: deps.now().toISOString(), credentialsVersion: credentialsVersion + 1 };
    const plan = { moves: entered.apiUser === "new", valuesFirst: false };
    const progress = rotationProgressSchema.parse({ apiUser: entered.apiUser, zoneOverride, test, plan });
    await keep(deps, input, { entered, progress, zone });
    return test;
  });
}

async function read(tx: Tx, input: Input) {
  const connection = await getInUse(tx, input);
  const open = await findOpenRotation(tx, input.connectionId);
  requireReplaceable(open);
  return { connection, open };
}

type Found = Awaited<ReturnType<typeof read>>;
type Entered = { values: CredentialValues; apiUser: NewCredentials["apiUser"] };

function requireReplaceable(open: Found["open"]): void {
  if (open === null || isReplaceable(open)) return;
  throw new ConflictError("New credentials are being put in place", { code: "connection.rotation_running" });
}

/**
 * What was typed, else what was entered before for the same kind of exchange, else what is in use: half of one API user and
 * half of another would be refused, and count against one of them. The same user name is the same API user.
 */
function resolve(deps: Pick<Deps, "secrets">, { connection, open }: Found, typed: NewCredentials): Entered {
  const inUse = openStoredValues(deps, connection);
  const isOfThisKind = open !== null && parseRotation(open.progress).apiUser === typed.apiUser;
  const before = (isOfThisKind && openNewValues(deps, open)) || inUse;
  const values = {
    username: typed.username || before.username,
    secret: typed.secret || before.secret,
    trackingIdentifier: typed.trackingIdentifier || before.trackingIdentifier,
  };
  const isSame = typed.apiUser === "same" || values.username.toLowerCase() === inUse.username.toLowerCase();
  return { values, apiUser: isSame ? "same" : "new" };
}

/** The answer of Autotask to exactly these values, if it refused them. */
function knownAnswer(deps: Pick<Deps, "secrets">, open: Found["open"], { values }: Entered): TestResult | null {
  const test = open && parseRotation(open.progress).test;
  if (!open || !test?.failure || !REFUSALS.includes(test.failure.code)) return null;
  const before = openNewValues(deps, open);
  const isSame = before !== null && (["username", "secret", "trackingIdentifier"] as const).every((name) => before[name] === values[name]);
  return isSame ? test : null;
}

type Kept = { entered: Entered; progress: RotationProgress; zone: Awaited<ReturnType<typeof probeCredentials>>["zone"] };

async function keep(deps: AutotaskDeps, input: Input, { entered, progress, zone }: Kept): Promise<void> {
  const { organizationId, connectionId, actor, values } = input;
  const at = deps.now();
  await inOrganization(deps.db, organizationId, async (tx) => {
    const { open } = await read(tx, input);
    const id = open?.id ?? crypto.randomUUID();
    const data = {
      state: "draft" as const,
      startedAt: at,
      startedByName: "name" in actor && actor.name !== null ? actor.name : "Countersign",
      email: values.email,
      ...sealNewValues(deps, id, entered.values),
      trackingIdentifierKind: values.trackingIdentifierKind,
      zoneUrl: zone?.zoneUrl ?? null,
      webUrl: zone?.webUrl ?? null,
      databaseId: zone?.databaseId ?? null,
      progress,
    };
    await put(tx, { id, organizationId, connectionId, data, generation: open?.generation ?? null });
    await recordAudit(tx, {
      organizationId,
      at,
      actor,
      action: "connection.credentials_entered",
      subject: { kind: "connection", id: connectionId },
      details: { ok: progress.test?.ok ?? false, code: progress.test?.failure?.code ?? null, apiUser: entered.apiUser },
    });
  });
}

type Put = {
  id: string;
  organizationId: string;
  connectionId: string;
  /** Of the row that is open; null when none is. */
  generation: number | null;
  data: Omit<Parameters<Tx["credentialRotation"]["create"]>[0]["data"], "id" | "organizationId" | "connectionId" | "connection">;
};

async function put(tx: Tx, { id, organizationId, connectionId, generation, data }: Put): Promise<void> {
  const changed = new ConflictError("Somebody else entered credentials meanwhile", { code: "connection.changed" });
  if (generation !== null) {
    const { count } = await tx.credentialRotation.updateMany({
      where: { id, organizationId, generation, state: { in: ["draft", "failed"] } },
      data: { ...data, generation: generation + 1 },
    });
    if (count === 0) throw changed;
    return;
  }
  try {
    await tx.credentialRotation.create({ data: { ...data, id, organizationId, connectionId } });
  } catch (error) {
    throw isUniqueViolation(error) ? changed : error;
  }
}
