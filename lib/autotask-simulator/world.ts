import type { Json, Row, Tenant, TicketEvent } from "./model.ts";
import type { Fault } from "./rest/faults.ts";

/** One call as it came in. No header is kept, and `secretKey` in a body is blanked. */
export type CallRecord = {
  number: number;
  at: string;
  method: string;
  path: string;
  query: string;
  collection: string | null;
  tenant: string | null;
  user: string | null;
  body: Json;
  status: number | null;
  durationMs: number;
  fault: string | null;
};

export type Concurrency = { now: number; max: number };

/** Everything one running simulator holds. */
export type World = {
  tenants: Tenant[];
  faults: Fault[];
  calls: CallRecord[];
  callsTotal: number;
  /** In flight and highest seen, by "tracking identifier endpoint". */
  concurrency: Map<string, Concurrency>;
  unknownUserCalls: number;
  scenario: string | null;
  /** All waits between delivery attempts are multiplied by this. */
  timeScale: number;
  /** Where a database answers after it moved to another zone (0: at a free port). */
  secondZonePort: number;
  /** Origin by zone name. */
  zones: Map<string, string>;
  publish: (tenant: Tenant, event: TicketEvent) => void;
  webhookDeactivated: (tenant: Tenant, webhook: Row) => void;
  /** Told after everything that changed a tenant. */
  changed: () => void;
};

export const HOME_ZONE = "Simulator 1";

export function createWorld(tenants: Tenant[]): World {
  return {
    tenants,
    faults: [],
    calls: [],
    callsTotal: 0,
    concurrency: new Map(),
    unknownUserCalls: 0,
    scenario: null,
    timeScale: 1,
    secondZonePort: 0,
    zones: new Map(),
    publish: () => undefined,
    webhookDeactivated: () => undefined,
    changed: () => undefined,
  };
}

export function findTenant(world: World, key: string): Tenant | null {
  return world.tenants.find((tenant) => tenant.key === key || String(tenant.ci) === key) ?? null;
}

/** The tenant of an API user name, as the zone look-up finds it (not case sensitive). */
export function findTenantOfUser(world: World, username: string): Tenant | null {
  const wanted = username.toLowerCase();
  return world.tenants.find((tenant) => tenant.apiUsers.some((user) => user.username.toLowerCase() === wanted)) ?? null;
}

/** What a scenario and the control API may touch besides the world itself. */
export type Stage = {
  world: World;
  /** A further listening address under a zone name (port 0: a free one); returns its origin. */
  openZone: (zone: string, port: number) => Promise<string>;
  deliverer: { abandon: () => void; resume: () => void };
};
