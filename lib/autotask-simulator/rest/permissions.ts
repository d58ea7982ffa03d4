import type { Entity } from "../entity.ts";
import type { AccessLevel, ObjectAccess, SecurityLevel } from "../model.ts";
import { type Refusal, refusal } from "./refusal.ts";

export type Right = keyof ObjectAccess;

/** Effective right of a level on an entity. Adding a webhook also needs the "Can create WebHooks" box. */
export function accessOf(level: SecurityLevel, entity: Entity, right: Right): AccessLevel {
  const access = level.access[entity.permission]?.[right] ?? "None";
  if (entity.name === "TicketWebhooks" && right === "add" && !level.webhooks.canCreate) return "None";
  return access;
}

export function isAllowed(level: SecurityLevel, entity: Entity, right: Right): boolean {
  return accessOf(level, entity, right) !== "None";
}

const VERBS: Record<Right, string> = { view: "query", add: "create", edit: "update", delete: "delete" };

/** Observed for query and create; "update" is the same sentence by analogy. Deletes answer as if the row were missing (observed). */
export function permissionRefusal(right: Right): Refusal {
  if (right === "delete") return nothingToDelete();
  return refusal(`The logged in Resource does not have the adequate permissions to ${VERBS[right]} this entity type.`);
}

export function nothingToDelete(): Refusal {
  return refusal("No message. No matching records found. The logged in Resource may not have the required permissions to delete the data.");
}
