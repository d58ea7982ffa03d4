import { findChild, findEntity } from "../entities.ts";
import type { Entity } from "../entity.ts";
import type { Method } from "../model.ts";
import type { Parent } from "./write.ts";

export type Action = "collection" | "item" | "query" | "count" | "next" | "info" | "fields" | "udfs";
export type Route = { entity: Entity; action: Action; id: number; parent: Parent; methods: Method[] };

const READ: Method[] = ["GET"];
const QUERY: Method[] = ["GET", "POST"];

/** Route of the path segments after `v1.0`, names not case sensitive; null where Autotask has none. */
export function findRoute(segments: string[]): Route | null {
  const [first, second, third, ...rest] = segments;
  const entity = findEntity(first ?? "");
  if (!entity) return null;
  if (third !== undefined && isId(second)) {
    const child = findChild(entity, third);
    return child?.child ? childRoute(child, { key: child.child.key, id: Number(second) }, rest) : null;
  }
  return topRoute(entity, segments.slice(1));
}

function topRoute(entity: Entity, rest: string[]): Route | null {
  const words = rest.join("/").toLowerCase();
  const base = { entity, id: 0, parent: null };
  if (words === "") return entity.topMethods.length > 0 ? { ...base, action: "collection", methods: entity.topMethods } : null;
  if (words === "query") return { ...base, action: "query", methods: QUERY };
  if (words === "query/count") return { ...base, action: "count", methods: QUERY };
  if (words === "query/next") return { ...base, action: "next", methods: QUERY };
  if (rest.length === 1 && isId(rest[0])) return { ...base, action: "item", id: Number(rest[0]), methods: entity.itemMethods };
  return informationRoute(base, words);
}

function childRoute(entity: Entity, parent: NonNullable<Parent>, rest: string[]): Route | null {
  const base = { entity, id: 0, parent };
  const methods = entity.child?.methods ?? [];
  if (rest.length === 0) return { ...base, action: "collection", methods };
  if (rest.length === 1 && isId(rest[0])) {
    return { ...base, action: "item", id: Number(rest[0]), methods: entity.child?.itemMethods ?? [] };
  }
  return informationRoute(base, rest.join("/").toLowerCase());
}

function informationRoute(base: Pick<Route, "entity" | "id" | "parent">, words: string): Route | null {
  if (words === "entityinformation") return { ...base, action: "info", methods: READ };
  if (words === "entityinformation/fields") return { ...base, action: "fields", methods: READ };
  if (words === "entityinformation/userdefinedfields") return { ...base, action: "udfs", methods: READ };
  return null;
}

function isId(segment: string | undefined): boolean {
  return segment !== undefined && /^\d{1,15}$/.test(segment);
}
