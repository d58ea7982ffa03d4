import type pg from "pg";
import { connectionSecret } from "../connection/secret-places.ts";
import { later, seconds } from "../platform/clock.ts";
import type { Deps } from "../platform/deps.ts";
import type { Secrets } from "../platform/secrets.ts";

/** What a delivery is proven with. */
export type WebhookDoor = { keyHash: Uint8Array; secret: string };

type DoorDeps = Pick<Deps, "pool" | "secrets" | "now">;
type Known = WebhookDoor & { readAt: Date };

// A busy connection would be read and decrypted thousands of times a minute. Being switched off still counts at once: the
// statement that stores a delivery looks at the connection itself.
const keptMs = seconds(5);
const keptMost = 1_000;
const kept = new WeakMap<pg.Pool, Map<string, Known>>();

/**
 * The door of a connection that takes deliveries; null for any other, and where the secret cannot be opened: nothing is
 * accepted on the strength of a secret we do not have. May be a few seconds old unless `fresh`.
 */
export async function findWebhookDoor(deps: DoorDeps, connectionId: string, { fresh }: { fresh: boolean }): Promise<WebhookDoor | null> {
  const doors = kept.get(deps.pool) ?? new Map<string, Known>();
  kept.set(deps.pool, doors);
  const known = doors.get(connectionId);
  if (known && !fresh && later(known.readAt, keptMs) > deps.now()) return known;

  const door = await readDoor(deps, connectionId);
  doors.delete(connectionId);
  if (!door) return null;
  if (doors.size >= keptMost) doors.clear();
  doors.set(connectionId, { ...door, readAt: deps.now() });
  return door;
}

async function readDoor({ pool, secrets }: DoorDeps, connectionId: string): Promise<WebhookDoor | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(connectionId)) return null;
  const { rows } = await pool.query<{ keyHash: Uint8Array; secretSealed: Uint8Array }>({
    name: "find-webhook-door",
    text: `select "webhookKeyHash" as "keyHash", "webhookSecretSealed" as "secretSealed" from connections
           where id = $1 and state in ('connecting', 'connected', 'paused') and "webhookKeyHash" is not null and "webhookSecretSealed" is not null`,
    values: [connectionId],
  });
  const secret = rows[0] && openSecret(secrets, connectionId, rows[0].secretSealed);
  return rows[0] && secret ? { keyHash: rows[0].keyHash, secret } : null;
}

function openSecret(secrets: Secrets, connectionId: string, sealed: Uint8Array): string | null {
  try {
    return secrets.open(sealed, connectionSecret("webhookSecretSealed", connectionId));
  } catch {
    return null; // A key missing from the ring is told at start-up; here it must only never let anything in.
  }
}
