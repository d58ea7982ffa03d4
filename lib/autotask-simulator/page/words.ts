import { listPicklist } from "../fields.ts";
import type { Json, Row, Tenant } from "../model.ts";
import { findRow } from "../tenant.ts";

/** Label of a picklist value as people see it in Autotask. */
export function labelOf(tenant: Tenant, entityName: string, field: string, value: Json | undefined): string {
  if (value === null || value === undefined) return "–";
  return listPicklist(tenant, entityName, field).find((each) => each.value === String(value))?.label ?? String(value);
}

export function nameOf(row: Row | null): string {
  if (!row) return "–";
  return `${String(row.firstName ?? "")} ${String(row.lastName ?? "")}`.trim();
}

export function contactName(tenant: Tenant, id: Json | undefined): string {
  return nameOf(findRow(tenant, "Contacts", id));
}

export function resourceName(tenant: Tenant, id: Json | undefined): string {
  return nameOf(findRow(tenant, "Resources", id));
}

export function companyName(tenant: Tenant, id: Json | undefined): string {
  return String(findRow(tenant, "Companies", id)?.companyName ?? "–");
}

/** Time of day and date in UTC, short. */
export function when(value: Json | undefined): string {
  return typeof value === "string" ? `${value.slice(0, 10)} ${value.slice(11, 19)}` : "–";
}
