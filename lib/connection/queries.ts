import { inOrganization, type Reader, type Tx } from "../platform/db/database.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import { readActivity, readToday } from "./read-activity.ts";
import {
  type ConnectionDraft,
  type ConnectionList,
  type ConnectionStatus,
  type ConnectionSummary,
  type Lights,
  needsPerson,
  type Verdict,
} from "./schema.ts";
import { lightsOf, statusColumns, toDraft, toStatus, toSummary } from "./views.ts";

type Asked = { organizationId: string; connectionId: string };

type Page = { limit: number; cursor?: string | undefined };

/**
 * One page of the organization's connections: those off for good last, else newest first. The cursor is the id of the last
 * one seen. Throws InputError for an id that is none of theirs.
 */
export function listConnections(
  { db, now }: Pick<Deps, "db" | "now">,
  { organizationId, limit, cursor }: Page & { organizationId: string },
): Promise<ConnectionList> {
  return inOrganization(db, organizationId, async (tx) => {
    const ids = await listIds(tx, { organizationId, limit: limit + 1, cursor });
    const shown = ids.slice(0, limit);
    const summaries = await readSummaries(tx, { organizationId, now: now(), ids: shown });
    const today = await readToday(tx, organizationId, shown);
    const items = shown.flatMap((id) => {
      const summary = summaries.get(id);
      return summary ? { ...summary, today: today.get(id) ?? { tickets: 0, verifications: 0 } } : [];
    });
    return {
      items,
      total: await tx.connection.count({ where: { organizationId } }),
      nextCursor: ids.length > limit ? (shown.at(-1) ?? null) : null,
    };
  });
}

async function listIds(tx: Tx, { organizationId, limit, cursor }: Page & { organizationId: string }): Promise<string[]> {
  const place = Prisma.sql`("state" = 'disconnected')::int, -extract(epoch from "createdAt"), "id"`;
  if (cursor !== undefined && (await tx.connection.count({ where: { id: cursor, organizationId } })) === 0) {
    throw new InputError("The cursor is not one of ours", { code: "connection.bad_cursor", field: "cursor" });
  }
  const after =
    cursor === undefined ? Prisma.empty : Prisma.sql`and row(${place}) > (select ${place} from connections where "id" = ${cursor}::uuid)`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select "id"::text from connections where "organizationId" = ${organizationId}::uuid ${after} order by ${place} limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** How the organization's connections are, or those of them that are named: in one statement for each table. */
export async function readSummaries(
  tx: Tx,
  { organizationId, now, ids = null }: { organizationId: string; now: Date; ids?: string[] | null },
): Promise<Map<string, ConnectionSummary>> {
  const where = { organizationId, ...(ids && { id: { in: ids } }) };
  const rows = await tx.connection.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: statusColumns });
  const activity = await readActivity(tx, organizationId, ids);
  return new Map(rows.map((row) => [row.id, toSummary(row, { now, activity: activity.get(row.id) })]));
}

/** How many connections a person should look at: by the same sentence that their pages show. */
export async function countConnectionsInNeed(tx: Tx, of: { organizationId: string; now: Date }): Promise<number> {
  return [...(await readSummaries(tx, of)).values()].filter(({ verdict }) => needsPerson(verdict)).length;
}

/** Every connection by name, for a filter or a choice: newest first, those that Autotask refuses after them, those off for good last. */
export async function listConnectionNames(
  { db }: Pick<Deps, "db">,
  organizationId: string,
): Promise<Pick<ConnectionSummary, "id" | "name" | "state">[]> {
  const rows = await inOrganization(db, organizationId, (tx) =>
    tx.connection.findMany({
      where: { organizationId },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: { id: true, name: true, state: true, blockedAt: true },
    }),
  );
  const order = (row: (typeof rows)[number]) => (row.state === "disconnected" ? 2 : row.blockedAt === null ? 0 : 1);
  return rows.toSorted((a, b) => order(a) - order(b)).map(({ blockedAt: _, ...row }) => row);
}

/** How one connection is: its state, webhook, rights and last error. Throws NotFoundError, for another organization's too. */
export function getConnectionStatus({ db, now }: Pick<Deps, "db" | "now">, asked: Asked): Promise<ConnectionStatus> {
  return inOrganization(db, asked.organizationId, async (tx) => {
    const row = await find(tx, asked);
    const activity = (await readActivity(tx, asked.organizationId, [row.id])).get(row.id);
    return toStatus(row, { now: now(), activity });
  });
}

/** Throws NotFoundError unless the connection is the organization's: what hangs on it is not there either. */
export async function requireConnection(tx: Reader, { organizationId, connectionId }: Asked): Promise<void> {
  if ((await tx.connection.count({ where: { id: connectionId, organizationId } })) > 0) return;
  throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
}

/** Its verdict and its four lights, inside a transaction. Throws NotFoundError. */
export async function readLights(tx: Tx, { now, ...asked }: Asked & { now: Date }): Promise<{ verdict: Verdict; lights: Lights }> {
  const row = await find(tx, asked);
  const around = { now, activity: (await readActivity(tx, asked.organizationId, [row.id])).get(row.id) };
  return { verdict: toSummary(row, around).verdict, lights: lightsOf(row, around) };
}

/** All that the wizard shows, whatever the step. Throws NotFoundError. */
export function getDraft({ db }: Pick<Deps, "db">, asked: Asked): Promise<ConnectionDraft> {
  return inOrganization(db, asked.organizationId, async (tx) => toDraft(await find(tx, asked)));
}

async function find(tx: Reader, { organizationId, connectionId }: Asked) {
  const row = await tx.connection.findFirst({ where: { id: connectionId, organizationId }, select: statusColumns });
  if (row) return row;
  throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
}

const webhookColumns = {
  organizationId: true,
  webhookKeyHash: true,
  webhookSecretSealed: true,
  state: true,
} satisfies Prisma.ConnectionSelect;

/**
 * What a delivery is proven with: the hash of the key in its address and the sealed secret, to be opened with
 * `connectionSecret("webhookSecretSealed", connectionId)`. Null when the connection has no webhook, or has none any more.
 * Deliveries count while connecting too: a ticket may come between "ready" and "connected".
 */
export async function findWebhookSecrets(
  db: Pick<Reader, "connection">,
  connectionId: string,
): Promise<{ organizationId: string; keyHash: Uint8Array; webhookSecretSealed: Uint8Array; state: ConnectionSummary["state"] } | null> {
  const row = await db.connection.findUnique({ where: { id: connectionId }, select: webhookColumns });
  if (!row?.webhookKeyHash || !row.webhookSecretSealed) return null;
  const { organizationId, webhookKeyHash, webhookSecretSealed, state } = row;
  return { organizationId, keyHash: webhookKeyHash, webhookSecretSealed, state };
}
