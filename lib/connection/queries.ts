import { inOrganization, type Reader } from "../platform/db/database.ts";
import type { Prisma } from "../platform/db/generated/client.ts";
import type { Deps } from "../platform/deps.ts";
import { NotFoundError } from "../platform/errors.ts";
import { type Activity, readActivity } from "./read-activity.ts";
import type { ConnectionDraft, ConnectionStatus, ConnectionSummary } from "./schema.ts";
import { statusColumns, toDraft, toStatus, toSummary } from "./views.ts";

type Asked = { organizationId: string; connectionId: string };

/** The organization's connections, newest first; those off for good last. */
export async function listConnections({ db }: Pick<Deps, "db">, organizationId: string): Promise<ConnectionSummary[]> {
  return inOrganization(db, organizationId, async (tx) => {
    const rows = await tx.connection.findMany({ where: { organizationId }, orderBy: { createdAt: "desc" }, select: statusColumns });
    const activity = await readActivity(tx, organizationId);
    const views = rows.map((row) => toSummary(row, activity.get(row.id)));
    return [...views.filter(({ state }) => state !== "disconnected"), ...views.filter(({ state }) => state === "disconnected")];
  });
}

/** All that the status page shows. Throws NotFoundError, for another organization's connection too. */
export function getConnectionStatus({ db }: Pick<Deps, "db">, asked: Asked): Promise<ConnectionStatus> {
  return inOrganization(db, asked.organizationId, async (tx) => {
    const row = await find(tx, asked);
    const activity: Activity | undefined = (await readActivity(tx, asked.organizationId, asked.connectionId)).get(row.id);
    return toStatus(row, activity);
  });
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
