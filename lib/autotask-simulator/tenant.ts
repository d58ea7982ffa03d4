import type { Behaviour, Row, SecurityLevel, Tenant, UdfDefinition } from "./model.ts";

export const DEFAULT_BEHAVIOUR: Behaviour = {
  badIntegrationCode: "401",
  namedOrigin: "",
  lockAfterFailures: 5,
  missingItem: "404",
  threadLimit: 3,
  threadLimitStatus: 429,
  hourlyLimit: 10_000,
  hourlyLimitStatus: 429,
  callsByOthers: 0,
  retryAfterSeconds: 0,
  latencyMs: 0,
  usageLatency: true,
  dateSuffix: "Z",
  refuseNulls: true,
  requiredTicketFields: [],
  readyDelayMs: 0,
  echoSecretKey: false,
  payloadGuid: "webhook",
  payloadPersonKey: "PersonID",
  payloadFields: "object",
  payloadValues: "id",
  signDeactivation: true,
  suppressDeliveries: false,
  duplicateDeliveries: 0,
  reorderDeliveries: 0,
  deliveryTimeoutMs: 10_000,
  retryDelayMs: 30_000,
  attemptsPerDelivery: 5,
  failuresBeforeShutOff: 25,
};

export function listRows(tenant: Tenant, entityName: string): Row[] {
  const rows = tenant.rows[entityName] ?? [];
  tenant.rows[entityName] = rows;
  return rows;
}

export function findRow(tenant: Tenant, entityName: string, id: unknown): Row | null {
  return listRows(tenant, entityName).find((row) => row.id === id) ?? null;
}

/** Rising numbers by name, starting after `start`. */
export function nextNumber(tenant: Tenant, counter: string, start = 0): number {
  const value = (tenant.counters[counter] ?? start) + 1;
  tenant.counters[counter] = value;
  return value;
}

const FIRST_IDS: Record<string, number> = { Tickets: 7840, TicketNotes: 29_684_500, TicketWebhooks: 3 };

export function insertRow(tenant: Tenant, entityName: string, row: Row): void {
  row.id = nextNumber(tenant, entityName, FIRST_IDS[entityName] ?? 0);
  listRows(tenant, entityName).push(row);
}

export function removeRow(tenant: Tenant, entityName: string, id: number): void {
  tenant.rows[entityName] = listRows(tenant, entityName).filter((row) => row.id !== id);
}

export function findLevel(tenant: Tenant, id: number): SecurityLevel | null {
  return tenant.securityLevels.find((level) => level.id === id) ?? null;
}

/** Security level of a resource: its API user's, else the technicians' level (the first that is no API level). */
export function findLevelOfResource(tenant: Tenant, resourceId: unknown): SecurityLevel | null {
  const user = tenant.apiUsers.find((each) => each.resourceId === resourceId);
  if (user) return findLevel(tenant, user.securityLevelId);
  return tenant.securityLevels.find((level) => level.name === "Technician") ?? null;
}

/** UDFs are defined for tickets only; other entities that could have some have none here. */
export function listUdfs(tenant: Tenant, entityName: string): UdfDefinition[] {
  return entityName === "Tickets" ? tenant.ticketUdfs : [];
}

export function findUdf(tenant: Tenant, entityName: string, name: string): UdfDefinition | null {
  return listUdfs(tenant, entityName).find((udf) => udf.name.toLowerCase() === name.toLowerCase()) ?? null;
}

export function now(): string {
  return new Date().toISOString();
}
