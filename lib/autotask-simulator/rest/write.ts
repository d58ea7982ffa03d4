import type { Changes, Entity } from "../entity.ts";
import { type Field, findField, isNumeric, listPicklist, parseDate } from "../fields.ts";
import type { Actor, Json, Row } from "../model.ts";
import { findRow, insertRow, removeRow } from "../tenant.ts";
import { isAllowed, nothingToDelete, permissionRefusal } from "./permissions.ts";
import { isObject, keyOf, unexpectedCharacter } from "./query.ts";
import { refusal } from "./refusal.ts";
import { mergeUdfs } from "./udfs.ts";

export type Parent = { key: string; id: number } | null;

const REFERENCES: Record<string, string> = {
  Company: "Companies",
  Contact: "Contacts",
  Resource: "Resources",
  Role: "Roles",
  Ticket: "Tickets",
  TicketWebhook: "TicketWebhooks",
};

/** POST: returns the new id. Throws a Refusal in Autotask's words. */
export function createRow(actor: Actor, entity: Entity, input: { body: Json | undefined; parent: Parent }): number {
  if (!isAllowed(actor.level, entity, "add")) throw permissionRefusal("add");
  const given = readChanges(entity, input.body);
  if (input.parent) given[input.parent.key] = input.parent.id;
  if (actor.tenant.behaviour.refuseNulls && entity.name === "Tickets" && Object.values(given).includes(null)) {
    throw refusal("Object reference not set to an instance of an object.");
  }
  const row = emptyRow(entity);
  applyDefaults(actor, entity, row);
  applyChanges(actor, entity, { row, given });
  entity.beforeWrite?.(actor, { row, previous: null, given });
  assertRow(actor, entity, { row, changed: entity.fields });
  insertRow(actor.tenant, entity.name, row);
  entity.afterWrite?.(actor, { row, previous: null });
  return row.id;
}

/** PATCH (only what is given) and PUT (writable fields left out become null). The id stands in the body. */
export function updateRow(actor: Actor, entity: Entity, input: { body: Json | undefined; parent: Parent; isFull: boolean }): number {
  if (!isAllowed(actor.level, entity, "edit")) throw permissionRefusal("edit");
  const id = isObject(input.body) ? Number(keyOf(input.body, "id")) : Number.NaN;
  const current = findRow(actor.tenant, entity.name, id);
  const isElsewhere = input.parent !== null && current?.[input.parent.key] !== input.parent.id;
  if (!current || isElsewhere) throw refusal("No matching records found.");
  const given = readChanges(entity, input.body);
  const row = structuredClone(current);
  if (input.isFull) clearWritable(entity, row);
  if (input.parent) given[input.parent.key] = input.parent.id;
  applyChanges(actor, entity, { row, given });
  const previous = structuredClone(current);
  entity.beforeWrite?.(actor, { row, previous, given });
  assertRow(actor, entity, { row, changed: entity.fields.filter((field) => input.isFull || row[field.name] !== previous[field.name]) });
  Object.assign(current, row);
  entity.afterWrite?.(actor, { row: current, previous });
  return current.id;
}

export function deleteRow(actor: Actor, entity: Entity, input: { id: number; parent: Parent }): number {
  const row = findRow(actor.tenant, entity.name, input.id);
  if (!row || !isAllowed(actor.level, entity, "delete")) throw nothingToDelete();
  if (input.parent && row[input.parent.key] !== input.parent.id) throw nothingToDelete();
  entity.beforeDelete?.(actor, row);
  removeRow(actor.tenant, entity.name, row.id);
  return row.id;
}

/** Known fields of a body under their own spelling (keys are not case sensitive); unknown properties are tolerated (observed). */
function readChanges(entity: Entity, body: Json | undefined): Changes {
  if (!isObject(body)) throw refusal("Value cannot be null.\r\nParameter name: restModelInput");
  const changes: Changes = {};
  for (const [key, value] of Object.entries(body)) {
    if (key.toLowerCase() === "userdefinedfields") changes.userDefinedFields = value;
    const field = findField(entity.fields, key);
    if (field) changes[field.name] = convert(field, value);
  }
  return changes;
}

/** As the vendor's JSON reader does: numeric strings become numbers, other mismatches are errors. */
function convert(field: Field, value: Json): Json {
  if (value === null) return null;
  if (isNumeric(field.dataType)) {
    if (typeof value === "boolean") throw unexpectedCharacter(value, field.name);
    if (typeof value === "string" && value.trim() === "") return null;
    const number = Number(value);
    if (Number.isNaN(number))
      throw refusal(`Could not convert string to integer: ${String(value)}. Path '${field.name}', line 1, position 1.`);
    return number;
  }
  if (field.dataType === "boolean") {
    if (typeof value === "boolean") return value;
    if (value === "true" || value === "false") return value === "true";
    throw refusal(`Could not convert string to boolean: ${String(value)}. Path '${field.name}', line 1, position 1.`);
  }
  if (field.dataType === "datetime") {
    const time = parseDate(value);
    if (time === null) throw refusal(`Could not convert string to DateTime: ${String(value)}. Path '${field.name}', line 1, position 1.`);
    return new Date(time).toISOString();
  }
  return String(value);
}

function emptyRow(entity: Entity): Row {
  const row: Row = { id: 0 };
  for (const field of entity.fields) row[field.name] = null;
  row.id = 0;
  if (entity.hasUdfs) row.userDefinedFields = [];
  return row;
}

function applyDefaults(actor: Actor, entity: Entity, row: Row): void {
  for (const field of entity.fields) {
    if (!field.isPickList || field.isRequired) continue;
    const standard = listPicklist(actor.tenant, entity.name, field.name).find((value) => value.isDefaultValue);
    if (standard) row[field.name] = Number(standard.value);
  }
}

/** Read-only fields in a body are ignored. */
function applyChanges(actor: Actor, entity: Entity, write: { row: Row; given: Changes }): void {
  for (const field of entity.fields) {
    const value = write.given[field.name];
    if (value !== undefined && !field.isReadOnly) write.row[field.name] = value;
  }
  if (entity.hasUdfs && write.given.userDefinedFields !== undefined)
    mergeUdfs(actor, entity.name, { row: write.row, given: write.given.userDefinedFields });
}

function clearWritable(entity: Entity, row: Row): void {
  for (const field of entity.fields) if (!field.isReadOnly && field.name !== entity.child?.key) row[field.name] = null;
}

function assertRow(actor: Actor, entity: Entity, write: { row: Row; changed: Field[] }): void {
  for (const field of entity.fields) {
    const value = write.row[field.name] ?? null;
    const isMissing = value === null || value === "";
    if (field.isRequired && !field.isReadOnly && isMissing) throw refusal(`Missing Required Field: ${field.name}.`);
  }
  for (const field of write.changed) {
    const value = write.row[field.name] ?? null;
    if (value !== null && !field.isReadOnly) assertFieldValue(actor, entity, { field, value, row: write.row });
  }
}

function assertFieldValue(actor: Actor, entity: Entity, given: { field: Field; value: Json; row: Row }): void {
  const { field, value, row } = given;
  if (field.length > 0 && typeof value === "string" && value.length > field.length) {
    throw refusal(`The value for field ${field.name} exceeds the maximum length of ${field.length}.`);
  }
  if (field.isPickList) assertPicklist(actor, entity, given);
  const target = REFERENCES[field.references];
  if (!target) return;
  const referred = findRow(actor.tenant, target, value);
  const needsActive = target === "Contacts" || target === "Resources";
  const isUsable = referred !== null && !(needsActive && (referred.isActive === 0 || referred.isActive === false));
  const isForeign = target === "Contacts" && referred !== null && row.companyID != null && referred.companyID !== row.companyID;
  if (!isUsable || isForeign) {
    throw refusal(`Reference value on field: ${field.name} of type: ${field.references} does not exist or is invalid.`);
  }
}

function assertPicklist(actor: Actor, entity: Entity, given: { field: Field; value: Json; row: Row }): void {
  const { field, value, row } = given;
  const parent = field.parentField ? String(row[field.parentField] ?? "") : null;
  const known = listPicklist(actor.tenant, entity.name, field.name).find(
    (each) => each.value === String(value) && each.isActive && (parent === null || each.parentValue === parent),
  );
  if (!known) throw refusal(`Picklist value [${String(value)}] does not exist for ${field.name}`);
}
