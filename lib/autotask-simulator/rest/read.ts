import type { Entity } from "../entity.ts";
import { parseDate } from "../fields.ts";
import type { Actor, Json, Row } from "../model.ts";
import { findRow, listRows } from "../tenant.ts";
import { isAllowed, permissionRefusal } from "./permissions.ts";
import { isObject, keyOf, parseQuery, type QueryModel, selectRows } from "./query.ts";
import { noSuchMethod, Refusal, refusal } from "./refusal.ts";
import type { Parent } from "./write.ts";

/** Where a page of a query starts, and how the query was put: it goes into nextPageUrl and comes back from there. */
export type Page = { pageSize: number; afterId: number; method: string };
export type QueryCall = { method: string; body: Json | undefined; search: string | null; base: string; page: Page | null };

export function answerItem(actor: Actor, entity: Entity, id: number, parent: Parent): Json {
  if (!isAllowed(actor.level, entity, "view")) throw permissionRefusal("view");
  const row = findRow(actor.tenant, entity.name, id);
  if (!row || (parent && row[parent.key] !== parent.id)) {
    if (actor.tenant.behaviour.missingItem === "null") return { item: null };
    throw new Refusal(404, "");
  }
  return { item: presentRow(actor, entity, row) };
}

export function answerChildren(actor: Actor, entity: Entity, parent: NonNullable<Parent>): Json {
  if (!isAllowed(actor.level, entity, "view")) throw permissionRefusal("view");
  const rows = listRows(actor.tenant, entity.name).filter((row) => row[parent.key] === parent.id);
  return { items: rows.map((row) => presentRow(actor, entity, row)), pageDetails: pageDetails(rows.length, 500, null) };
}

/** `query`, `query/next`: rows ascending by id, at most 500 a page. A POST query is paged by POSTing the same body again. */
export function answerQuery(actor: Actor, entity: Entity, call: QueryCall): Json {
  if (call.page && call.page.method !== call.method) throw noSuchMethod(call.method);
  const { model, rows } = runQuery(actor, entity, call);
  const size = call.page?.pageSize ?? model.maxRecords;
  const left = rows.filter((row) => row.id > (call.page?.afterId ?? Number.NEGATIVE_INFINITY));
  const items = left.slice(0, size);
  const last = items.at(-1);
  const hasIds = model.includeFields.length === 0 || model.includeFields.some((name) => name.toLowerCase() === "id");
  const nextUrl =
    last && left.length > size && hasIds ? nextPageUrl(entity, call, { pageSize: size, afterId: last.id, method: call.method }) : null;
  return {
    items: items.map((row) => pickFields(presentRow(actor, entity, row), model.includeFields)),
    pageDetails: pageDetails(items.length, size, nextUrl),
  };
}

export function answerCount(actor: Actor, entity: Entity, call: QueryCall): Json {
  return { queryCount: runQuery(actor, entity, call).rows.length };
}

function runQuery(actor: Actor, entity: Entity, call: QueryCall): { model: QueryModel; rows: Row[] } {
  if (!isAllowed(actor.level, entity, "view")) throw permissionRefusal("view");
  const model = parseQuery(actor.tenant, entity, call.method === "GET" ? parseSearch(call.search) : call.body);
  return { model, rows: selectRows(entity, listRows(actor.tenant, entity.name), model) };
}

function parseSearch(search: string | null): Json | undefined {
  if (search === null) return undefined;
  try {
    return JSON.parse(search) as Json; // JSON.parse yields nothing else
  } catch {
    throw refusal("Unexpected character encountered while parsing value. Path '', line 0, position 0.");
  }
}

/** The `paging` value of a nextPageUrl; null when it is not one of ours. */
export function parsePage(text: string | null): Page | null {
  if (text === null) return null;
  try {
    const value: Json = JSON.parse(text);
    if (!isObject(value)) return null;
    return { pageSize: Number(keyOf(value, "pageSize")), afterId: Number(keyOf(value, "nextId")), method: String(keyOf(value, "method")) };
  } catch {
    return null;
  }
}

function nextPageUrl(entity: Entity, call: QueryCall, page: Page): string {
  const paging = encodeURIComponent(JSON.stringify({ pageSize: page.pageSize, nextId: page.afterId, method: page.method }));
  const search = call.method === "GET" && call.search !== null ? `&search=${encodeURIComponent(call.search)}` : "";
  return `${call.base}/V1.0/${entity.name}/query/next?paging=${paging}${search}`;
}

function pageDetails(count: number, requestCount: number, nextUrl: string | null): Json {
  return { count, requestCount, prevPageUrl: null, nextPageUrl: nextUrl };
}

/** Computed values in, dates in the tenant's chosen form. */
function presentRow(actor: Actor, entity: Entity, row: Row): Row {
  const shown = entity.present ? entity.present(actor, row) : { ...row };
  if (actor.tenant.behaviour.dateSuffix === "none") {
    for (const field of entity.fields) {
      const time = field.dataType === "datetime" ? parseDate(shown[field.name]) : null;
      if (time !== null) shown[field.name] = new Date(time).toISOString().slice(0, -1);
    }
  }
  return shown;
}

function pickFields(row: Row, names: string[]): Json {
  if (names.length === 0) return row;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const udfs = Array.isArray(row.userDefinedFields) ? row.userDefinedFields : [];
  const picked = Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name.toLowerCase())));
  const chosen = udfs.filter((udf) => isObject(udf) && wanted.has(String(udf.name).toLowerCase()));
  return chosen.length > 0 ? { ...picked, userDefinedFields: chosen } : picked;
}
