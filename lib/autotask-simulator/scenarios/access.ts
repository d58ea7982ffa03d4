import type { ApiUser, ObjectAccess, SecurityLevel, Tenant } from "../model.ts";
import { findLevel } from "../tenant.ts";
import type { Scenario } from "./scenario.ts";

function firstUser(tenant: Tenant): ApiUser {
  const user = tenant.apiUsers[0];
  if (!user) throw new Error(`Tenant ${tenant.key} has no API user.`);
  return user;
}

function firstLevel(tenant: Tenant): SecurityLevel {
  const level = findLevel(tenant, firstUser(tenant).securityLevelId);
  if (!level) throw new Error(`The API user of ${tenant.key} has no security level.`);
  return level;
}

function take(tenant: Tenant, object: string, right: keyof ObjectAccess): void {
  const access = firstLevel(tenant).access[object];
  if (access) access[right] = "None";
}

/** Situations of credentials and rights. */
export const ACCESS_SCENARIOS: Scenario[] = [
  {
    name: "wrong-zone",
    means: "The database has moved: its old zone answers 401, the zone look-up names the new one.",
    apply: async ({ openZone, world }, tenant) => {
      if (!world.zones.has("Simulator 2")) await openZone("Simulator 2", world.secondZonePort);
      tenant.zone = "Simulator 2";
    },
  },
  {
    name: "revoked-secret",
    means: "The API user's secret was changed in Autotask.",
    apply: (_stage, tenant) => {
      firstUser(tenant).secret = `changed-${crypto.randomUUID()}`;
    },
  },
  {
    name: "locked-user",
    means: "The API user is locked.",
    apply: (_stage, tenant) => {
      firstUser(tenant).isLocked = true;
    },
  },
  {
    name: "inactive-user",
    means: "The API user was made inactive.",
    apply: (_stage, tenant) => {
      firstUser(tenant).isActive = false;
    },
  },
  {
    name: "not-api-only",
    means: "The credentials are those of a person, not of an API-only user.",
    apply: (_stage, tenant) => {
      firstUser(tenant).isApiOnly = false;
    },
  },
  {
    name: "old-integration-code-error",
    means: 'A wrong tracking identifier answers 500 "IntegrationCode is invalid." instead of 401.',
    apply: (_stage, tenant) => {
      tenant.behaviour.badIntegrationCode = "500";
    },
  },
  { name: "missing-permission", means: "No right to edit tickets.", apply: (_stage, tenant) => take(tenant, "Tickets", "edit") },
  { name: "notes-not-allowed", means: "No right to add ticket notes.", apply: (_stage, tenant) => take(tenant, "TicketNotes", "add") },
  { name: "contacts-hidden", means: "No right to view contacts.", apply: (_stage, tenant) => take(tenant, "Contacts", "view") },
  {
    name: "udf-not-editable",
    means: "No right to edit user-defined fields.",
    apply: (_stage, tenant) => {
      firstLevel(tenant).canEditUdfs = false;
    },
  },
  {
    name: "webhook-right-missing",
    means: '"Can create WebHooks" is off.',
    apply: (_stage, tenant) => {
      firstLevel(tenant).webhooks = { canCreate: false, max: 0 };
    },
  },
  {
    name: "webhook-limit",
    means: "The level allows webhooks, but not one more.",
    apply: (_stage, tenant) => {
      firstLevel(tenant).webhooks = { canCreate: true, max: 0 };
    },
  },
  { name: "delete-refused", means: "No right to delete webhooks.", apply: (_stage, tenant) => take(tenant, "Webhooks", "delete") },
];
