import { type AutotaskClient, createAutotaskClient } from "../autotask/client.ts";
import { AutotaskCredentials } from "../autotask/credentials.ts";
import { AutotaskError } from "../autotask/errors.ts";
import { lookUpZone, type Zone } from "../autotask/zones.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { callSlots } from "./call-slots.ts";
import { ConnectionUnusableError } from "./connection-unusable.ts";
import { isCredentialRefusal } from "./describe-failure.ts";
import { recordRecovery, recordTrouble } from "./record-health.ts";
import { findMovedZone } from "./refused-credentials.ts";
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
 * connection and throws the same. UpstreamError `connection.no_slot` means: again in a second.
 */
export async function withAutotask<T>(
  deps: AutotaskDeps,
  connectionId: string,
  work: (autotask: AutotaskClient, connection: LiveConnection) => Promise<T>,
  options: Options = {},
): Promise<T> {
  const row = await load(deps, connectionId);
  const { state, zoneUrl } = row;
  if (!(options.states ?? ["connected"]).includes(state) || zoneUrl === null) {
    throw new ConnectionUnusableError("connection.not_connected", { connectionId });
  }
  if (row.blockedAt !== null) throw new ConnectionUnusableError("connection.blocked", { connectionId });
  try {
    const result = await work(guardedClient(deps, { ...row, zoneUrl }, options), toLive({ ...row, zoneUrl }));
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
  slotKey: true,
  blockedAt: true,
  lastErrorCode: true,
} satisfies Prisma.ConnectionSelect;
type Row = Prisma.ConnectionGetPayload<{ select: typeof columns }>;
type ReachableRow = Row & { zoneUrl: string };

async function load({ db }: Pick<Deps, "db">, connectionId: string): Promise<Row> {
  const row = await db.connection.findUnique({ where: { id: connectionId }, select: columns });
  if (row) return row;
  throw new NotFoundError("There is no such connection", { code: "connection.not_found", context: { connectionId } });
}

/** Calls once; a refused sign-in is tried once more only where the database moved to another zone, else it blocks. */
function guardedClient(deps: AutotaskDeps, row: ReachableRow, options: Options): AutotaskClient {
  const { credentials, username } = openCredentials(deps, row);
  const slot = callSlots(deps, { slotKey: row.slotKey ?? row.id, unlessBlocked: row.id });
  const clientAt = (zoneUrl: string) =>
    createAutotaskClient({
      zoneUrl,
      credentials,
      gate: deps.autotask,
      slot,
      ...(options.timeoutMs === undefined ? {} : { limits: { timeoutMs: options.timeoutMs } }),
    });
  const lookUp = () => (row.zoneOverride === null ? lookUpZoneOf(deps, username).catch(() => null) : Promise.resolve(null));
  let current = clientAt(row.zoneUrl);
  return {
    get zoneUrl() {
      return current.zoneUrl;
    },
    async request(request) {
      const withSignal = { ...request, ...(options.signal && !request.signal ? { signal: options.signal } : {}) };
      const used = current;
      try {
        return await used.request(withSignal);
      } catch (error) {
        if (!isCredentialRefusal(error)) throw error;
        const movedTo = await findMovedZone(deps, { connection: row, usedZoneUrl: used.zoneUrl, error, lookUp });
        if (movedTo === null) throw new ConnectionUnusableError("connection.blocked", { connectionId: row.id, cause: error });
        current = clientAt(movedTo);
        return current.request(withSignal).catch(async (again: unknown) => {
          if (!isCredentialRefusal(again)) throw again;
          await findMovedZone(deps, { connection: row, usedZoneUrl: movedTo, error: again, lookUp: () => Promise.resolve(null) });
          throw new ConnectionUnusableError("connection.blocked", { connectionId: row.id, cause: again });
        });
      }
    },
  };
}

/** The stored values, opened. Throws ConnectionUnusableError when one is missing: erased, or never entered. */
function openCredentials({ secrets }: Pick<Deps, "secrets">, row: Row): { credentials: AutotaskCredentials; username: string } {
  const open = (column: "usernameSealed" | "secretSealed" | "trackingIdentifierSealed") => {
    const sealed = row[column];
    if (sealed === null) throw new ConnectionUnusableError("connection.not_connected", { connectionId: row.id });
    return secrets.open(sealed, connectionSecret(column, row.id));
  };
  const username = open("usernameSealed");
  const trackingIdentifier = open("trackingIdentifierSealed");
  return { username, credentials: new AutotaskCredentials({ username, secret: open("secretSealed"), trackingIdentifier }) };
}

function lookUpZoneOf(deps: Pick<Deps, "autotask">, username: string, options: Pick<Options, "signal" | "timeoutMs"> = {}): Promise<Zone> {
  return lookUpZone({ lookupUrl: deps.autotask.zoneLookupUrl.href, username, gate: deps.autotask, ...options });
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
