import { type AutotaskClient, createAutotaskClient } from "../autotask/client.ts";
import { AutotaskCredentials } from "../autotask/credentials.ts";
import { AutotaskError, isNoAnswer } from "../autotask/errors.ts";
import { proveCredentials } from "../autotask/version.ts";
import { lookUpZone, type Zone } from "../autotask/zones.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { blockingClient } from "./calls/blocking-client.ts";
import { type Caller, callSlots } from "./calls/call-slots.ts";
import { endOutage, takeProbe } from "./calls/outage.ts";
import { OutageError } from "./calls/outage-error.ts";
import { recordRecovery, recordTrouble } from "./calls/record-health.ts";
import { watchAttempt, watchCall } from "./calls/watch-calls.ts";
import { ConnectionUnusableError } from "./connection-unusable.ts";
import { type ConnectionOptions, type ConnectionState, connectionOptionsSchema } from "./schema.ts";
import { connectionSecret } from "./secret-places.ts";

export type AutotaskDeps = Pick<Deps, "db" | "pool" | "now" | "log" | "secrets" | "autotask">;

/** What work with a connection may know of it: no secret. */
export type LiveConnection = {
  id: string;
  organizationId: string;
  name: string;
  state: ConnectionState;
  zoneUrl: string;
  webUrl: string | null;
  databaseId: number | null;
  /** The API user's own resource. */
  apiResourceId: number | null;
  webhookId: number | null;
  email: string | null;
  options: ConnectionOptions;
};

type Options = {
  signal?: AbortSignal;
  /** For each call. Default 25 s, which is also the longest: a place for calls is leased for longer than that. */
  timeoutMs?: number;
  /** Default: connected only. */
  states?: readonly ConnectionState[];
};

/**
 * Runs work with a client of the connection's Autotask database: the one place where its credentials are decrypted. Every
 * call takes one of the two places of its endpoint. Throws ConnectionUnusableError without any call when the connection is
 * blocked or not in one of the states; after a refused sign-in (and at most one try at a moved zone) it blocks the
 * connection and throws the same. UpstreamError `connection.no_slot` means: again in a second; OutageError: Autotask does
 * not answer, and whoever is first each half minute asks once, before any work, whether it does again.
 */
export async function withAutotask<T>(
  deps: AutotaskDeps,
  connectionId: string,
  work: (autotask: AutotaskClient, connection: LiveConnection) => Promise<T>,
  options: Options = {},
): Promise<T> {
  let row = await loadUsable(deps, connectionId, options);
  try {
    if (isOut(row)) {
      await probe(deps, row, options);
      row = await loadUsable(deps, connectionId, options);
    }
    const result = await work(clientFor(deps, row, options), toLive(row));
    if (row.lastErrorCode !== null) await recordRecovery(deps, connectionId);
    return result;
  } catch (error) {
    if (error instanceof AutotaskError) await recordTrouble(deps, connectionId, error);
    throw error;
  }
}

const columns = {
  id: true,
  organizationId: true,
  name: true,
  state: true,
  zoneUrl: true,
  zoneOverride: true,
  webUrl: true,
  databaseId: true,
  apiResourceId: true,
  webhookId: true,
  email: true,
  options: true,
  usernameSealed: true,
  secretSealed: true,
  trackingIdentifierSealed: true,
  credentialsVersion: true,
  testedVersion: true,
  blockedAt: true,
  outageSince: true,
  probeAt: true,
  lastErrorCode: true,
} satisfies Prisma.ConnectionSelect;
type Row = Prisma.ConnectionGetPayload<{ select: typeof columns }>;
type ReachableRow = Row & { zoneUrl: string };

async function load({ db }: Pick<Deps, "db">, connectionId: string): Promise<Row> {
  const row = await db.connection.findUnique({ where: { id: connectionId }, select: columns });
  if (row) return row;
  throw new NotFoundError("There is no such connection", { code: "connection.not_found", context: { connectionId } });
}

async function loadUsable(deps: AutotaskDeps, connectionId: string, options: Options): Promise<ReachableRow> {
  const row = await load(deps, connectionId);
  const { state, zoneUrl } = row;
  const untested = state === "draft" && row.testedVersion !== row.credentialsVersion;
  if (!(options.states ?? ["connected"]).includes(state) || zoneUrl === null || untested) {
    throw new ConnectionUnusableError("connection.not_connected", { connectionId });
  }
  if (row.blockedAt !== null) throw new ConnectionUnusableError("connection.blocked", { connectionId });
  return { ...row, zoneUrl };
}

/** The breaker is for connections in use: whoever connects or removes waits for each answer himself. */
function isOut({ outageSince, state }: Row): boolean {
  return outageSince !== null && (state === "connected" || state === "paused");
}

/** Returns when Autotask answers again, by one call that one caller makes each half minute; throws OutageError else. */
async function probe(deps: AutotaskDeps, row: ReachableRow, options: Options): Promise<void> {
  const out = async (cause?: unknown) => {
    const { probeAt } = await load(deps, row.id);
    return new OutageError({ connectionId: row.id, probeAt, now: deps.now(), cause });
  };
  if (!(await takeProbe(deps, row.id))) throw await out();
  try {
    await proveCredentials(clientFor(deps, row, options, { probing: true }));
  } catch (error) {
    // A refusal is an answer too: what it means, the work that comes next will meet.
    const isAnswer = error instanceof ConnectionUnusableError || (error instanceof AutotaskError && error.status !== null);
    if (!isAnswer || isNoAnswer(error)) throw await out(error);
  }
  await endOutage(deps, row);
}

/** The client for live work, with the connection's credentials inside. */
function clientFor(deps: AutotaskDeps, row: ReachableRow, options: Options, { probing = false } = {}): AutotaskClient {
  const attempt = attemptWith(deps, row, options);
  return blockingClient(deps, {
    connection: row,
    zoneUrl: row.zoneUrl,
    lookUp: () => attempt.lookUp().catch(() => null),
    clientAt: (zoneUrl, onRefusal) => {
      const made = { connection: row, credentialsVersion: row.credentialsVersion, zoneUrl, onRefusal };
      return attempt.clientAt(zoneUrl, { heeds: { block: true, outage: !probing }, onEnd: (end) => watchCall(deps, made, end) });
    },
  });
}

/** One try of credentials that a person asked for: no block is heeded, and none is set. */
export type Attempt = {
  /** Asks for the zone of the user name, without credentials. */
  lookUp: () => Promise<Zone>;
  clientAt: (zoneUrl: string) => AutotaskClient;
};

/**
 * A try of the stored credentials, with those given in place of the stored ones. For Test, Replace and the zone step of
 * Connect. Throws ConnectionUnusableError when a value is neither given nor stored.
 */
export async function openAttempt(
  deps: AutotaskDeps,
  connectionId: string,
  options: Pick<Options, "signal" | "timeoutMs"> & { given?: Partial<Credentials> } = {},
): Promise<Attempt> {
  const row = await load(deps, connectionId);
  const { lookUp, clientAt } = attemptWith(deps, row, options, options.given);
  return { lookUp, clientAt: (zoneUrl) => clientAt(zoneUrl) };
}

function attemptWith(deps: AutotaskDeps, row: Row, { signal, timeoutMs }: Options, given: Partial<Credentials> = {}) {
  const values = openCredentials(deps, row, given);
  const credentials = new AutotaskCredentials(values);
  const slotKey = slotKeyOf(deps, values.trackingIdentifier);
  const caller = { ...(signal ? { signal } : {}), ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  const { autotask: gate } = deps;
  // Those given are one version ahead of the stored ones, as they are kept if Autotask accepts them.
  const credentialsVersion = row.credentialsVersion + (Object.values(given).some(Boolean) ? 1 : 0);
  return {
    lookUp: () => lookUpZone({ lookupUrl: gate.zoneLookupUrl.href, username: values.username, gate, ...caller }),
    clientAt: (zoneUrl: string, live?: Pick<Caller, "heeds" | "onEnd">): AutotaskClient => {
      const own: Pick<Caller, "onEnd"> = { onEnd: (end) => watchAttempt(deps, { connection: row, credentialsVersion, zoneUrl }, end) };
      const slot = callSlots(deps, { slotKey, connectionId: row.id, ...(live ? { ...live, zoneUrl } : own) });
      const limits = timeoutMs === undefined ? {} : { timeoutMs };
      return withDefaultSignal(createAutotaskClient({ zoneUrl, credentials, gate, slot, limits }), signal);
    },
  };
}

function withDefaultSignal(client: AutotaskClient, signal: AbortSignal | undefined): AutotaskClient {
  if (!signal) return client;
  return { zoneUrl: client.zoneUrl, request: (request) => client.request({ signal, ...request }) };
}

/** What equal tracking identifiers have in common, and nobody can turn back. */
export function slotKeyOf({ secrets }: Pick<Deps, "secrets">, trackingIdentifier: string): string {
  return Buffer.from(secrets.mac("autotask tracking identifier", trackingIdentifier)).toString("hex");
}

type Credentials = { username: string; secret: string; trackingIdentifier: string };

/** The values given, else the stored ones opened. Throws ConnectionUnusableError when one is missing: erased, or never entered. */
function openCredentials({ secrets }: Pick<Deps, "secrets">, row: Row, given: Partial<Credentials>): Credentials {
  const open = (name: keyof Credentials, column: "usernameSealed" | "secretSealed" | "trackingIdentifierSealed") => {
    if (given[name]) return given[name];
    const sealed = row[column];
    if (sealed === null) throw new ConnectionUnusableError("connection.not_connected", { connectionId: row.id });
    return secrets.open(sealed, connectionSecret(column, row.id));
  };
  return {
    username: open("username", "usernameSealed"),
    secret: open("secret", "secretSealed"),
    trackingIdentifier: open("trackingIdentifier", "trackingIdentifierSealed"),
  };
}

function toLive(row: ReachableRow): LiveConnection {
  const { id, organizationId, name, state, zoneUrl, webUrl, databaseId, email } = row;
  return {
    ...{ id, organizationId, name, state, zoneUrl, webUrl, databaseId, email },
    apiResourceId: row.apiResourceId === null ? null : Number(row.apiResourceId),
    webhookId: row.webhookId === null ? null : Number(row.webhookId),
    options: connectionOptionsSchema.parse(row.options),
  };
}
