import type pg from "pg";
import type { WebhookPayload } from "../autotask/webhook-payload.ts";
import { insertJobsSql } from "../jobs/bulk-enqueue.ts";
import { processDelivery } from "../jobs/catalog.ts";
import { isUnknownJob, registerJobs } from "../jobs/register-jobs.ts";
import type { Classification } from "./classify.ts";
import { eventKey } from "./event-key.ts";

type Proven = {
  connectionId: string;
  keyHash: Uint8Array;
  rawBody: Buffer;
  /** Null when the body cannot be read. */
  payload: WebhookPayload | null;
  todo: Classification;
};

// One statement and no transaction around it: the row and its job are there together or not at all. It asks the
// connection itself whether it still takes deliveries, so that one switched off a moment ago takes none.
const statement = `
  with stored as (
    insert into deliveries ("organizationId", "connectionId", "eventKey", "rawBody", "action", "entityType", "autotaskTicketId", "ticketNumber", "fate", "fateReason", "processedAt")
    select "organizationId", "id", $3, $4, $5, $6, $7, $8, $9::"DeliveryFate", $10, case when $11 then null else now() end
    from connections
    where "id" = $1 and "webhookKeyHash" = $2 and "state" in ('connecting', 'connected', 'paused')
    on conflict ("connectionId", "eventKey") do update set "repeats" = deliveries."repeats" + 1
    returning "id", xmax = 0 as "isNew"
  ), queued as (
    ${insertJobsSql(processDelivery, { source: "stored", idName: "deliveryId", where: `"isNew" and $11` })}
  )
  select "isNew", (select count(*) from queued) from stored`;

/** Stores a proven delivery with its job. Null when the connection takes deliveries no more. */
export async function storeDelivery(pool: pg.Pool, proven: Proven): Promise<{ isNew: boolean } | null> {
  const query = { name: "store-delivery", text: statement, values: valuesOf(proven) };
  const { rows } = await pool.query<{ isNew: boolean }>(query).catch(async (error: unknown) => {
    // A queue whose tables were made anew: nothing was stored, and Autotask would have to send again.
    if (!isUnknownJob(error)) throw error;
    await registerJobs(pool);
    return pool.query<{ isNew: boolean }>(query);
  });
  return rows[0] ?? null;
}

function valuesOf({ connectionId, keyHash, rawBody, payload, todo }: Proven): unknown[] {
  const fate = todo.work === "process" ? "accepted" : todo.work === "none" ? todo.fate : "ignored";
  const reason = todo.work === "none" ? todo.reason : todo.work === "check_connection" ? "intake.deactivation_checked" : null;
  const ticketNumber = payload?.fields.get("TicketNumber");
  return [
    connectionId,
    keyHash,
    eventKey(payload, rawBody),
    rawBody,
    payload?.action ?? null,
    payload?.entityType ?? null,
    payload?.entityId ?? null,
    typeof ticketNumber === "string" ? ticketNumber.slice(0, 50) : null,
    fate,
    reason,
    todo.work === "process",
  ];
}
