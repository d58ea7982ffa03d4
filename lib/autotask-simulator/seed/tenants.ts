import type { Tenant } from "../model.ts";
import { HOME_ZONE } from "../world.ts";
import { buildTenant, type UserSeed } from "./build-tenant.ts";
import { HARBOUR, NORDLICHT } from "./people.ts";
import { LEVEL_IDS } from "./security-levels.ts";

/** What a person copies into the wizard. Made up, and shown openly on the simulator's page. */
export const DEMO_USER: UserSeed = {
  username: "countersign@demo.example",
  secret: "demo-secret-nordlicht-2026",
  email: "autotask-api@nordlicht.example",
  trackingIdentifier: "DEMOCOUNTERSIGNNORDLICHT001",
  levelId: LEVEL_IDS.countersign,
};

export const SECOND_USER: UserSeed = {
  username: "countersign@second.example",
  secret: "demo-secret-harbour-2026",
  email: "autotask-api@harbourpine.example",
  trackingIdentifier: "DEMOCOUNTERSIGNHARBOURPN002",
  levelId: LEVEL_IDS.countersign,
};

/** Users that fail in one way each, for trying out what the wizard says. */
const INCOMPLETE_USERS: UserSeed[] = [
  { ...DEMO_USER, username: "no-webhook-right@demo.example", levelId: LEVEL_IDS.system },
  { ...DEMO_USER, username: "read-only@demo.example", levelId: LEVEL_IDS.readOnly },
  { ...DEMO_USER, username: "no-objects@demo.example", levelId: LEVEL_IDS.noAccess },
];

export function buildTenants(): Tenant[] {
  return [
    buildTenant({
      key: "nordlicht",
      name: "Nordlicht Systemhaus GmbH",
      ci: 30_187,
      zone: HOME_ZONE,
      people: NORDLICHT,
      users: [DEMO_USER, ...INCOMPLETE_USERS],
    }),
    buildTenant({ key: "harbour", name: "Harbour & Pine IT", ci: 30_655, zone: HOME_ZONE, people: HARBOUR, users: [SECOND_USER] }),
  ];
}

/** A further tenant on request, its own ci and API user, people as in the second one. */
export function buildExtraTenant(key: string, number: number): Tenant {
  const user = {
    ...SECOND_USER,
    username: `countersign@${key}.example`,
    secret: `demo-secret-${key}`,
    email: `autotask-api@${key}.example`,
    trackingIdentifier: `DEMO${key.toUpperCase()}`.padEnd(27, "0").slice(0, 27),
  };
  return buildTenant({ key, name: `${key} IT`, ci: 31_000 + number, zone: HOME_ZONE, people: HARBOUR, users: [user] });
}
