import type { Entity } from "../entity.ts";
import { type Field, findField, isNumeric, parseDate } from "../fields.ts";
import type { Json, Row, Tenant } from "../model.ts";
import { findUdf } from "../tenant.ts";
import { refusal } from "./refusal.ts";

export type QueryModel = { filter: Filter[]; maxRecords: number; includeFields: string[] };
type Filter = { op: string; field: string; value: Json; udf: boolean; items: Filter[] };

const OPERATORS = ["eq", "noteq", "gt", "gte", "lt", "lte", "beginswith", "endswith", "contains", "exist", "notexist", "in", "notin"];
const PAGE_MAX = 500;
const OR_MAX = 500;

/**
 * Reads a query body; keys are not case sensitive. Refuses a missing model, an empty filter, an unknown operator or field,
 * a second UDF and more than 500 OR conditions.
 */
export function parseQuery(tenant: Tenant, entity: Entity, body: Json | undefined): QueryModel {
  if (!isObject(body)) throw refusal("Value cannot be null.\r\nParameter name: queryModel");
  const filter = keyOf(body, "filter");
  if (!Array.isArray(filter) || filter.length === 0) throw refusal("Filter must contain at least one condition.");
  const model = {
    filter: filter.map(parseFilter),
    maxRecords: parsePageSize(keyOf(body, "maxRecords")),
    includeFields: parseNames(keyOf(body, "includeFields")),
  };
  assertFields(tenant, entity, model);
  return model;
}

export function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function keyOf(body: { [key: string]: Json }, name: string): Json | undefined {
  const key = Object.keys(body).find((each) => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : body[key];
}

function parsePageSize(value: Json | undefined): number {
  if (value === undefined || value === null) return PAGE_MAX;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 1 || value > PAGE_MAX) {
    throw refusal("MaxRecords must be between 1 and 500.");
  }
  return value;
}

function parseNames(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

function parseFilter(value: Json): Filter {
  if (!isObject(value)) throw refusal("Filter condition is not understood.");
  const items = keyOf(value, "items");
  const filter = {
    op: String(keyOf(value, "op") ?? "").toLowerCase(),
    field: String(keyOf(value, "field") ?? ""),
    value: keyOf(value, "value") ?? null,
    udf: keyOf(value, "udf") === true,
    items: Array.isArray(items) ? items.map(parseFilter) : [],
  };
  const isGroup = filter.op === "and" || filter.op === "or";
  if (!isGroup && !OPERATORS.includes(filter.op)) throw refusal(`Operator ${filter.op} is not supported.`);
  return filter;
}

function assertFields(tenant: Tenant, entity: Entity, model: QueryModel): void {
  const leaves = model.filter.flatMap(leavesOf);
  for (const leaf of leaves) {
    if (leaf.udf ? !findUdf(tenant, entity.name, leaf.field) : !findField(entity.fields, leaf.field)) {
      throw unknownField(entity);
    }
    const field = leaf.udf ? null : findField(entity.fields, leaf.field);
    if (field && !field.isQueryable) throw refusal(`Field ${field.name} is not queryable.`);
    assertValue(field, leaf.value);
  }
  for (const name of model.includeFields) {
    if (name !== "userDefinedFields" && !findField(entity.fields, name) && !findUdf(tenant, entity.name, name)) throw unknownField(entity);
  }
  if (new Set(leaves.filter((leaf) => leaf.udf).map((leaf) => leaf.field.toLowerCase())).size > 1) {
    throw refusal("Only one User Defined Field can be queried at a time.");
  }
  if (model.filter.reduce((sum, filter) => sum + orsIn(filter), 0) > OR_MAX) {
    throw refusal("Queries are limited to 500 or fewer 'OR' conditions.");
  }
}

function unknownField(entity: Entity) {
  return refusal(`Unable to find type in the ${entity.singular} Entity.`);
}

/** A JSON boolean against a number is the vendor's JSON reader failing, not an empty answer (observed on a contact's isActive). */
function assertValue(field: Field | null, value: Json): void {
  if (field && isNumeric(field.dataType) && typeof value === "boolean") throw unexpectedCharacter(value, field.name);
}

export function unexpectedCharacter(value: boolean, name: string) {
  return refusal(`Unexpected character encountered while parsing value: ${String(value).charAt(0)}. Path '${name}', line 1, position 1.`);
}

function leavesOf(filter: Filter): Filter[] {
  return filter.op === "and" || filter.op === "or" ? filter.items.flatMap(leavesOf) : [filter];
}

function orsIn(filter: Filter): number {
  if (filter.op === "or") return filter.items.reduce((sum, item) => sum + Math.max(1, orsIn(item)), 0);
  if (filter.op === "and") return filter.items.reduce((sum, item) => sum + orsIn(item), 0);
  return filter.op === "in" && Array.isArray(filter.value) ? filter.value.length : 0;
}

/** Rows that pass, ascending by id. Conditions at the top level are joined by AND. */
export function selectRows(entity: Entity, rows: Row[], model: QueryModel): Row[] {
  return rows.filter((row) => model.filter.every((filter) => passes(entity, row, filter))).sort((a, b) => a.id - b.id);
}

function passes(entity: Entity, row: Row, filter: Filter): boolean {
  if (filter.op === "and") return filter.items.every((item) => passes(entity, row, item));
  if (filter.op === "or") return filter.items.some((item) => passes(entity, row, item));
  if (filter.udf) return compare("string", udfOf(row, filter.field), filter);
  const field = findField(entity.fields, filter.field);
  return field !== null && compare(field.dataType, row[field.name] ?? null, filter);
}

function udfOf(row: Row, name: string): Json {
  const list = row.userDefinedFields;
  if (!Array.isArray(list)) return null;
  const found = list.find((udf) => isObject(udf) && String(udf.name).toLowerCase() === name.toLowerCase());
  return isObject(found) ? (found.value ?? null) : null;
}

function compare(type: Field["dataType"], stored: Json, filter: Filter): boolean {
  const isSet = stored !== null && stored !== "";
  if (filter.op === "exist") return isSet;
  if (filter.op === "notexist") return !isSet;
  if (filter.op === "in" || filter.op === "notin") {
    const isIn = (Array.isArray(filter.value) ? filter.value : []).some((value) => order(type, stored, value) === 0);
    return filter.op === "in" ? isIn : !isIn;
  }
  const text = typeof stored === "string" ? stored.toLowerCase() : null;
  const part = typeof filter.value === "string" ? filter.value.toLowerCase() : null;
  if (filter.op === "contains") return text !== null && part !== null && text.includes(part);
  if (filter.op === "beginswith") return text !== null && part !== null && text.startsWith(part);
  if (filter.op === "endswith") return text !== null && part !== null && text.endsWith(part);
  return holds(filter.op, order(type, stored, filter.value));
}

function holds(op: string, result: number | null): boolean {
  if (result === null) return false;
  if (op === "eq") return result === 0;
  if (op === "noteq") return result !== 0;
  if (op === "gt") return result > 0;
  if (op === "gte") return result >= 0;
  if (op === "lt") return result < 0;
  return result <= 0;
}

/** Sign of stored minus wanted; null when they cannot be compared (a string against a number yields no rows: observed). */
function order(type: Field["dataType"], stored: Json, wanted: Json): number | null {
  if (type === "datetime") return difference(parseDate(stored), parseDate(wanted));
  if (isNumeric(type)) return difference(asNumber(stored), asNumber(wanted));
  if (type === "boolean") return typeof wanted === "boolean" && typeof stored === "boolean" ? Number(stored) - Number(wanted) : null;
  if (stored === null || typeof wanted === "boolean" || wanted === null) return null;
  const [left, right] = [String(stored).toLowerCase(), String(wanted).toLowerCase()];
  return left === right ? 0 : left < right ? -1 : 1;
}

function asNumber(value: Json): number | null {
  return typeof value === "number" ? value : null;
}

function difference(stored: number | null, wanted: number | null): number | null {
  return stored === null || wanted === null ? null : stored - wanted;
}
