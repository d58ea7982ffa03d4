import type { Actor, Json, Row } from "../model.ts";
import { findUdf } from "../tenant.ts";
import { permissionRefusal } from "./permissions.ts";
import { isObject, keyOf } from "./query.ts";
import { refusal } from "./refusal.ts";

/** Writes `[{name, value}]` into the row; UDFs left out stay as they are. Refuses unknown, read-only and unlisted values. */
export function mergeUdfs(actor: Actor, entityName: string, write: { row: Row; given: Json }): void {
  const { row, given } = write;
  if (!Array.isArray(given)) throw refusal("Cannot deserialize the current JSON object. Path 'userDefinedFields', line 1, position 1.");
  if (given.length === 0) return;
  if (!actor.level.canEditUdfs) throw permissionRefusal("edit");
  const merged = new Map<string, Json>();
  for (const udf of Array.isArray(row.userDefinedFields) ? row.userDefinedFields : []) {
    if (isObject(udf)) merged.set(String(udf.name), udf.value ?? null);
  }
  for (const item of given) {
    const { name, value } = readUdf(actor, entityName, item);
    merged.set(name, value);
  }
  row.userDefinedFields = [...merged].map(([name, value]) => ({ name, value }));
}

function readUdf(actor: Actor, entityName: string, item: Json): { name: string; value: Json } {
  const name = isObject(item) ? String(keyOf(item, "name") ?? "") : "";
  const definition = findUdf(actor.tenant, entityName, name);
  if (!definition) throw refusal(`User Defined Field [${name}] does not exist.`);
  if (definition.isReadOnly) throw refusal(`User Defined Field [${name}] is read only.`);
  const raw = isObject(item) ? (keyOf(item, "value") ?? null) : null;
  const value = raw === null ? null : String(raw);
  if (value !== null && definition.length > 0 && value.length > definition.length) {
    throw refusal(`The value for field ${definition.name} exceeds the maximum length of ${definition.length}.`);
  }
  if (value && definition.picklistValues && !definition.picklistValues.some((each) => each.value === value && each.isActive)) {
    throw refusal(`Picklist value [${value}] does not exist for ${definition.name}`);
  }
  return { name: definition.name, value };
}

/** All UDFs of the tenant with their values, as full reads give them. */
export function listUdfValues(actor: Actor, row: Row): Json[] {
  const stored = Array.isArray(row.userDefinedFields) ? row.userDefinedFields.filter(isObject) : [];
  return actor.tenant.ticketUdfs.map((udf) => ({
    name: udf.name,
    value: stored.find((each) => each.name === udf.name)?.value ?? null,
  }));
}
