import type pg from "pg";
import type { WebhookPayload } from "../autotask/webhook-payload.ts";
import { insertJobsSql } from "../jobs/bulk-enqueue.ts";
import { processDelivery } from "../jobs/catalog.ts";
import { isUnknownJob, registerJobs } from "../jobs/register-jobs.ts";
import type { Classification } from "./classify.ts";
import { eventKey } from "./event-key.ts";
import { gather } from "./gather.ts";

type Proven = {
  connectionId: string;
  keyHash: Uint8Array;
  rawBody: Buffer;
  /** Null when the body cannot be read. */
  payload: WebhookPayload | null;
  todo: Classification;
};

/** Null: the connection takes deliveries no more. */
type Stored = { isNew: boolean } | null;

// One statement and no transaction around it: the rows and their jobs are there together or not at all. It asks each
// connection itself whether it still takes deliveries, so that one switched off a moment ago takes none. In order, so that
// two processes with the same events do not wait for each other in a circle.
const statement = `
  with given as (
    select * from unnest($1::uuid[], $2::bytea[], $3::text[], $4::bytea[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::bigint[], $10::"DeliveryFate"[], $11::text[])
      as given ("connectionId", "keyHash", "eventKey", "rawBody", "action", "entityType", "autotaskTicketId", "ticketNumber", "sequenceNumber", "fate", "fateReason")
  ), stored as (
    insert into deliveries ("organizationId", "connectionId", "eventKey", "rawBody", "action", "entityType", "autotaskTicketId", "ticketNumber", "sequenceNumber", "fate", "fateReason", "processedAt")
    select taking."organizationId", taking."id", "eventKey", "rawBody", "action", "entityType", "autotaskTicketId", "ticketNumber", "sequenceNumber", "fate", "fateReason",
      case when "fate" = 'accepted' then null else now() end
    from given join connections taking on taking."id" = given."connectionId" and taking."state" in ('connecting', 'connected', 'paused')
    where taking."webhookKeyHash" = given."keyHash" or exists (
      select from webhook_doors door
      where door."connectionId" = taking."id" and door."keyHash" = given."keyHash" and (door."acceptedUntil" is null or door."acceptedUntil" > now())
    )
    order by taking."id", "eventKey"
    on conflict ("connectionId", "eventKey") do update set "repeats" = deliveries."repeats" + 1
    returning "id", "connectionId", "eventKey", "fate", xmax = 0 as "isNew"
  ), queued as (
    ${insertJobsSql(processDelivery, { source: "stored", idName: "deliveryId", where: `"isNew" and "fate" = 'accepted'` })}
  )
  select "connectionId", "eventKey", "isNew", (select count(*) from queued) from stored`;

/** What one statement takes, and a request may wait for behind others. */
const togetherMost = 100;
const stores = new WeakMap<pg.Pool, (row: Row) => Promise<Stored>>();

/**
 * Stores a proven delivery with its job; resolves when both are durable. Null when the connection takes deliveries no more.
 * Those that arrive together are stored together: a commit waits for the disk, and one wait can serve them all.
 */
export function storeDelivery(pool: pg.Pool, proven: Proven): Promise<Stored> {
  const store =
    stores.get(pool) ?? gather((rows: readonly Row[]) => storeAll(pool, rows), { keyOf: eventOf, most: togetherMost, isOfOneItem });
  stores.set(pool, store);
  return store(rowOf(proven));
}

/** What one delivery could do to the others: a value that PostgreSQL refuses, a constraint, a deadlock. */
function isOfOneItem(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(22|23|40)/.test(String(error.code));
}

async function storeAll(pool: pg.Pool, given: readonly Row[]): Promise<readonly Stored[]> {
  const values = columns.map((column) => given.map((row) => row[column]));
  const query = { name: "store-deliveries", text: statement, values };
  type Answer = { connectionId: string; eventKey: string; isNew: boolean };
  const { rows } = await pool.query<Answer>(query).catch(async (error: unknown) => {
    // A queue whose tables were made anew: nothing was stored, and Autotask would have to send again.
    if (!isUnknownJob(error)) throw error;
    await registerJobs(pool);
    return pool.query<Answer>(query);
  });
  const stored = new Map(rows.map((row) => [eventOf(row), { isNew: row.isNew }]));
  return given.map((row) => stored.get(eventOf(row)) ?? null);
}

const columns = [
  "connectionId",
  "keyHash",
  "eventKey",
  "rawBody",
  "action",
  "entityType",
  "autotaskTicketId",
  "ticketNumber",
  "sequenceNumber",
  "fate",
  "fateReason",
] as const;
type Row = Record<(typeof columns)[number], unknown> & { connectionId: string; eventKey: string };

function eventOf({ connectionId, eventKey: key }: Pick<Row, "connectionId" | "eventKey">): string {
  return `${connectionId} ${key}`;
}

function rowOf({ connectionId, keyHash, rawBody, payload, todo }: Proven): Row {
  const ticketNumber = payload?.fields.get("TicketNumber");
  return {
    connectionId,
    keyHash,
    eventKey: eventKey(payload, rawBody),
    rawBody,
    action: payload?.action ?? null,
    entityType: payload?.entityType ?? null,
    autotaskTicketId: payload?.entityId ?? null,
    ticketNumber: typeof ticketNumber === "string" ? ticketNumber.slice(0, 50) : null,
    sequenceNumber: payload?.sequenceNumber ?? null,
    fate: todo.work === "process" ? "accepted" : todo.work === "none" ? todo.fate : "ignored",
    fateReason: todo.work === "none" ? todo.reason : todo.work === "check_connection" ? "intake.deactivation_checked" : null,
  };
}
