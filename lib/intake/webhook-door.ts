import type pg from "pg";
import { connectionSecret } from "../connection/secret-places.ts";
import { later, seconds } from "../platform/clock.ts";
import type { Deps } from "../platform/deps.ts";
import type { Secrets } from "../platform/secrets.ts";

/** What a delivery is proven with. */
export type WebhookDoor = { keyHash: Uint8Array; secret: string };

type DoorDeps = Pick<Deps, "pool" | "secrets" | "now">;
type Known = { doors: readonly WebhookDoor[]; readAt: Date };

// A busy connection would be read and decrypted thousands of times a minute. Being switched off still counts at once: the
// statement that stores a delivery looks at the connection itself.
const keptMs = seconds(5);
const keptMost = 1_000;
const kept = new WeakMap<pg.Pool, Map<string, Known>>();

/**
 * The doors of a connection that takes deliveries: its webhook's, and while that is being replaced a second one. None for any
 * other connection, and none where a secret cannot be opened: nothing is accepted on the strength of a secret we do not
 * have. May be a few seconds old unless `fresh`.
 */
export async function findWebhookDoors(
  deps: DoorDeps,
  connectionId: string,
  { fresh }: { fresh: boolean },
): Promise<readonly WebhookDoor[]> {
  const known = kept.get(deps.pool) ?? new Map<string, Known>();
  kept.set(deps.pool, known);
  const found = known.get(connectionId);
  if (found && !fresh && later(found.readAt, keptMs) > deps.now()) return found.doors;

  const doors = await readDoors(deps, connectionId);
  known.delete(connectionId);
  if (doors.length === 0) return doors;
  if (known.size >= keptMost) known.clear();
  known.set(connectionId, { doors, readAt: deps.now() });
  return doors;
}

async function readDoors({ pool, secrets }: DoorDeps, connectionId: string): Promise<readonly WebhookDoor[]> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(connectionId)) return [];
  const { rows } = await pool.query<{ keyHash: Uint8Array; secretSealed: Uint8Array }>({
    name: "find-webhook-doors",
    text: `select "webhookKeyHash" as "keyHash", "webhookSecretSealed" as "secretSealed" from connections
           where id = $1 and state in ('connecting', 'connected', 'paused') and "webhookKeyHash" is not null and "webhookSecretSealed" is not null
           union all
           select door."keyHash", door."secretSealed" from webhook_doors door join connections taking on taking.id = door."connectionId"
           where taking.id = $1 and taking.state in ('connecting', 'connected', 'paused') and (door."acceptedUntil" is null or door."acceptedUntil" > now())`,
    values: [connectionId],
  });
  return rows.flatMap(({ keyHash, secretSealed }) => {
    const secret = openSecret(secrets, connectionId, secretSealed);
    return secret === null ? [] : [{ keyHash, secret }];
  });
}

function openSecret(secrets: Secrets, connectionId: string, sealed: Uint8Array): string | null {
  try {
    return secrets.open(sealed, connectionSecret("webhookSecretSealed", connectionId));
  } catch {
    return null; // A key missing from the ring is told at start-up; here it must only never let anything in.
  }
}
