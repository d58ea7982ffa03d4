import { parseWebhookPayload } from "../autotask/webhook-payload.ts";
import { isAuthentic } from "../autotask/webhook-signature.ts";
import { askForCheck } from "../connection/ask-for-check.ts";
import { wakeWorkers } from "../jobs/bulk-enqueue.ts";
import { inTransaction } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { classify } from "./classify.ts";
import { storeDelivery } from "./store-delivery.ts";
import { findWebhookDoors } from "./webhook-door.ts";

export type Delivery = {
  connectionId: string;
  /** The key in our URL. */
  key: string;
  /** The exact bytes: Autotask signs them as it wrote them. */
  rawBody: Buffer;
  signature: string | null;
};

export type Acceptance = { status: "accepted"; repeated: boolean } | { status: "unauthentic" };

type IntakeDeps = Pick<Deps, "db" | "pool" | "secrets" | "now">;
type Proof = { hasKey: boolean; isSigned: boolean };

/**
 * Stores a delivery and queues its processing, both or neither, in one statement. The same event sent again is accepted
 * and has no second effect. An unknown connection, a wrong key, and one that is switched off answer like a bad signature.
 */
export async function acceptDelivery(deps: IntakeDeps, delivery: Delivery): Promise<Acceptance> {
  const keyHash = digest(delivery.key);
  let proof = await prove(deps, delivery, { keyHash, fresh: false });
  // The webhook may have been made anew since we last looked.
  if (!proof.isSigned || !proof.hasKey) proof = await prove(deps, delivery, { keyHash, fresh: true });
  // Nothing is read without the key, so nothing can be accepted without it either.
  const parsed = proof.hasKey ? parseWebhookPayload(delivery.rawBody) : null;
  const todo = parsed && classify(parsed);

  if (!parsed || !todo || !proof.isSigned) {
    // Some deactivations are said to come unsigned. Whoever knows our URL may make us look, and nothing more.
    if (todo?.work === "check_connection") await queueCheck(deps, delivery.connectionId);
    return { status: "unauthentic" };
  }
  const stored = await storeDelivery(deps.pool, { ...delivery, keyHash, payload: parsed.readable ? parsed.payload : null, todo });
  if (!stored) return { status: "unauthentic" };
  if (todo.work === "process" && stored.isNew) wakeWorkers(deps.pool);
  if (todo.work === "check_connection") await queueCheck(deps, delivery.connectionId);
  return { status: "accepted", repeated: !stored.isNew };
}

async function prove(
  deps: IntakeDeps,
  { connectionId, rawBody, signature }: Delivery,
  { keyHash, fresh }: { keyHash: Uint8Array; fresh: boolean },
): Promise<Proof> {
  const doors = await findWebhookDoors(deps, connectionId, { fresh });
  // All are compared, and a signature is computed even where the answer is known, so that a stranger cannot tell by the time
  // which connections exist, or which key was nearly right.
  const [door] = doors.filter((each) => isEqualConstantTime(keyHash, each.keyHash));
  const isSigned = isAuthentic(rawBody, signature, door?.secret ?? doors[0]?.secret ?? "no such connection");
  return { hasKey: door !== undefined, isSigned: door !== undefined && isSigned };
}

async function queueCheck({ db, now }: IntakeDeps, connectionId: string): Promise<void> {
  await inTransaction(db, (tx) => askForCheck(tx, connectionId, now()));
}
