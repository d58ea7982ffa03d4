import type pg from "pg";
import { type ParsedPayload, parseWebhookPayload } from "../autotask/webhook-payload.ts";
import { isAuthentic } from "../autotask/webhook-signature.ts";
import { askForCheck } from "../connection/ask-for-check.ts";
import { connectionSecret } from "../connection/secret-places.ts";
import { processDelivery } from "../jobs/catalog.ts";
import { type Db, inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { digest, isEqualConstantTime, type Secrets } from "../platform/secrets.ts";
import { type Classification, classify } from "./classify.ts";
import { eventKey } from "./event-key.ts";

export type Delivery = {
  connectionId: string;
  /** The key in our URL. */
  key: string;
  /** The exact bytes: Autotask signs them as it wrote them. */
  rawBody: Buffer;
  signature: string | null;
};

export type Acceptance = { status: "accepted"; repeated: boolean } | { status: "unauthentic" };

type Door = { organizationId: string; webhookKeyHash: Uint8Array; webhookSecretSealed: Uint8Array };
type IntakeDeps = Pick<Deps, "db" | "pool" | "secrets" | "now">;

/**
 * Stores a delivery and queues its processing, both or neither, in one statement. The same event sent again is accepted
 * and has no second effect. An unknown connection, a wrong key, and one that is switched off answer like a bad signature.
 */
export async function acceptDelivery(deps: IntakeDeps, delivery: Delivery): Promise<Acceptance> {
  const door = await findDoor(deps.pool, delivery.connectionId);
  const hasKey = isEqualConstantTime(digest(delivery.key), door?.webhookKeyHash ?? digest(""));
  const secret = door && openSecret(deps.secrets, delivery.connectionId, door);
  // Computed even where the answer is known, so that a stranger cannot tell by the time which connections exist.
  const isSigned = isAuthentic(delivery.rawBody, delivery.signature, secret || "no such connection");
  // Nothing is read without the key, so nothing can be accepted without it either.
  const parsed = door && hasKey ? parseWebhookPayload(delivery.rawBody) : null;
  const todo = parsed && classify(parsed);

  if (!door || !secret || !isSigned || !parsed || !todo) {
    // Some deactivations are said to come unsigned. Whoever knows our URL may make us look, and nothing more.
    if (door && todo?.work === "check_connection") await queueCheck(deps, delivery.connectionId);
    return { status: "unauthentic" };
  }
  const { isNew } = await store(deps.pool, { ...delivery, organizationId: door.organizationId, parsed, todo });
  if (todo.work === "check_connection") await queueCheck(deps, delivery.connectionId);
  return { status: "accepted", repeated: !isNew };
}

async function findDoor(pool: pg.Pool, connectionId: string): Promise<Door | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(connectionId)) return null;
  const { rows } = await pool.query<Door>({
    name: "find-webhook-door",
    text: `select "organizationId", "webhookKeyHash", "webhookSecretSealed" from connections
           where id = $1 and state in ('connecting', 'connected', 'paused') and "webhookKeyHash" is not null and "webhookSecretSealed" is not null`,
    values: [connectionId],
  });
  return rows[0] ?? null;
}

/** Null when the secret cannot be opened: nothing is accepted on the strength of a secret we do not have. */
function openSecret(secrets: Secrets, connectionId: string, door: Door): string | null {
  try {
    return secrets.open(door.webhookSecretSealed, connectionSecret("webhookSecretSealed", connectionId));
  } catch {
    return null; // A key missing from the ring is told at start-up; here it must only never let anything in.
  }
}

type Stored = Delivery & { organizationId: string; parsed: ParsedPayload; todo: Classification };

/** One statement, and no transaction around it: the row and its job are there together or not at all. */
async function store(pool: pg.Pool, { connectionId, organizationId, rawBody, parsed, todo }: Stored): Promise<{ isNew: boolean }> {
  const payload = parsed.readable ? parsed.payload : null;
  const fate = todo.work === "process" ? "accepted" : todo.work === "none" ? todo.fate : "ignored";
  const reason = todo.work === "none" ? todo.reason : todo.work === "check_connection" ? "intake.deactivation_checked" : null;
  const ticketNumber = payload?.fields.get("TicketNumber");
  const { rows } = await pool.query<{ isNew: boolean }>({
    name: "store-delivery",
    text: `with stored as (
             insert into deliveries ("organizationId", "connectionId", "eventKey", "rawBody", "action", "entityType", "autotaskTicketId", "ticketNumber", "fate", "fateReason", "processedAt")
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9::"DeliveryFate", $10, case when $11 then null else now() end)
             on conflict ("connectionId", "eventKey") do update set "repeats" = deliveries."repeats" + 1
             returning "id", xmax = 0 as "isNew"
           ), queued as (
             select enqueue_job($12, json_build_object('deliveryId', "id"), $12 || ':' || "id", null, $13, 0) from stored where "isNew" and $11
           )
           select "isNew", (select count(*) from queued) from stored`,
    values: [
      organizationId,
      connectionId,
      eventKey(payload, rawBody),
      rawBody,
      payload?.action ?? null,
      payload?.entityType ?? null,
      payload?.entityId ?? null,
      typeof ticketNumber === "string" ? ticketNumber.slice(0, 50) : null,
      fate,
      reason,
      todo.work === "process",
      processDelivery.name,
      processDelivery.attempts,
    ],
  });
  return { isNew: rows[0]?.isNew ?? false };
}

async function queueCheck({ db, now }: { db: Db; now: () => Date }, connectionId: string): Promise<void> {
  await inTransaction(db, (tx) => askForCheck(tx, connectionId, now()));
}
