import type { Changes } from "../entity.ts";
import type { Json, Tenant } from "../model.ts";
import { isObject } from "../rest/query.ts";
import { refusal } from "../rest/refusal.ts";
import { findTenant, type Stage } from "../world.ts";

/** One control call, with typed access to what it carries. The body and the query are one set of names here. */
export type ControlInput = { stage: Stage; path: string[]; given: { [key: string]: Json } };
export type ControlHandler = (input: ControlInput) => Json | Promise<Json>;
export type ControlRoute = { method: string; path: string; means: string; handle: ControlHandler };

/** Tenant named by `tenant` (its key or ci); the first one when it is left out. */
export function tenantOf({ stage, given }: ControlInput): Tenant {
  const key = given.tenant;
  const tenant = key === undefined ? stage.world.tenants[0] : findTenant(stage.world, String(key));
  if (!tenant) throw refusal(`No tenant is named ${String(key)}.`, 404);
  return tenant;
}

export function textOf(input: ControlInput, name: string): string {
  const value = input.given[name];
  if (typeof value !== "string" || value === "") throw refusal(`${name} is needed, as text.`, 400);
  return value;
}

export function numberOf(input: ControlInput, name: string, standard: number): number {
  const value = input.given[name];
  return value === undefined || value === null || Number.isNaN(Number(value)) ? standard : Number(value);
}

export function findNumber(input: ControlInput, name: string): number | null {
  const value = input.given[name];
  return value === undefined || value === null || value === "" || Number.isNaN(Number(value)) ? null : Number(value);
}

export function findText(input: ControlInput, name: string): string | null {
  const value = input.given[name];
  return typeof value === "string" ? value : null;
}

/** Fields of an Autotask row under `fields`. */
export function fieldsOf(input: ControlInput): Changes {
  return isObject(input.given.fields) ? input.given.fields : {};
}

/** Number in the path, e.g. the id in `tickets/:id`. */
export function idOf(input: ControlInput, position = 1): number {
  return Number(input.path[position]);
}
