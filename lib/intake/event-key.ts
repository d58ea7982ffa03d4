import { createHash } from "node:crypto";
import type { WebhookPayload } from "../autotask/webhook-payload.ts";

/**
 * What makes two requests the same event: the entity, its id, the action, the time and the sequence number, all of which
 * Autotask repeats when it sends again. The Guid is left out: sources disagree on whether it names the event or the
 * webhook. When a part is missing, the exact bytes stand in.
 */
export function eventKey(payload: WebhookPayload | null, rawBody: Buffer): string {
  const { entityType, entityId, action, eventTime, sequenceNumber } = payload ?? {};
  if (entityType && entityId && action && eventTime && typeof sequenceNumber === "number") {
    return [entityType, entityId, action, eventTime.toISOString(), sequenceNumber].join("|");
  }
  return `sha256:${createHash("sha256").update(rawBody).digest("hex")}`;
}
