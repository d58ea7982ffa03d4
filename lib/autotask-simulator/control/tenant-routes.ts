import type { ApiUser, Json, Tenant } from "../model.ts";
import { callsThisHour } from "../rest/limits.ts";
import { isObject } from "../rest/query.ts";
import { refusal } from "../rest/refusal.ts";
import { addApiUser } from "../seed/build-tenant.ts";
import { buildExtraTenant } from "../seed/tenants.ts";
import { DEFAULT_BEHAVIOUR, listRows } from "../tenant.ts";
import { findTenant, findTenantOfUser } from "../world.ts";
import { type ControlInput, type ControlRoute, findText, idOf, numberOf, tenantOf, textOf } from "./input.ts";

/** Tenants, API users, security levels and switches. */
export const TENANT_ROUTES: ControlRoute[] = [
  {
    method: "GET",
    path: "tenants",
    means: "tenants with users (secrets included: they are made up), levels and switches",
    handle: listTenants,
  },
  { method: "POST", path: "tenants", means: "add a tenant (`key`), with one full API user", handle: addTenant },
  {
    method: "POST",
    path: "users",
    means: "add an API user (`username`, `secret`, `trackingIdentifier`, `securityLevelId`)",
    handle: addUser,
  },
  {
    method: "PATCH",
    path: "users/:username",
    means: "change an API user: secret, trackingIdentifier, isActive, isLocked, isApiOnly, securityLevelId",
    handle: changeUser,
  },
  { method: "PATCH", path: "levels/:id", means: "change a security level; `access` by object is merged", handle: changeLevel },
  { method: "PATCH", path: "behaviour", means: "turn switches of a tenant (README lists them)", handle: changeBehaviour },
  { method: "POST", path: "zone-move", means: "move a tenant to another zone (`zone`, `port`)", handle: moveZone },
];

function describeTenant(tenant: Tenant): Json {
  const { key, name, ci, zone, apiUsers, securityLevels, behaviour, failedCalls } = tenant;
  return { key, name, ci, zone, failedCalls, callsThisHour: callsThisHour(tenant), apiUsers, securityLevels, behaviour: { ...behaviour } };
}

function listTenants(input: ControlInput): Json {
  return input.stage.world.tenants.map(describeTenant);
}

function addTenant(input: ControlInput): Json {
  const { world } = input.stage;
  const key = textOf(input, "key");
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(key)) throw refusal("key has 2 to 31 small letters, digits and hyphens.", 400);
  if (findTenant(world, key)) throw refusal(`There is a tenant named ${key} already.`, 409);
  const tenant = buildExtraTenant(key, world.tenants.length);
  world.tenants.push(tenant);
  return describeTenant(tenant);
}

function addUser(input: ControlInput): Json {
  const username = textOf(input, "username");
  if (findTenantOfUser(input.stage.world, username)) throw refusal("That user name is taken.", 409);
  const tenant = tenantOf(input);
  const first = tenant.apiUsers[0];
  return addApiUser(tenant, {
    username,
    secret: findText(input, "secret") ?? crypto.randomUUID(),
    email: findText(input, "email") ?? username,
    trackingIdentifier: findText(input, "trackingIdentifier") ?? first?.trackingIdentifier ?? "",
    levelId: numberOf(input, "securityLevelId", first?.securityLevelId ?? 0),
  });
}

function changeUser(input: ControlInput): Json {
  const username = decodeURIComponent(input.path[1] ?? "");
  const user = findTenantOfUser(input.stage.world, username)?.apiUsers.find(
    (each) => each.username.toLowerCase() === username.toLowerCase(),
  );
  if (!user) throw refusal(`No API user is named ${username}.`, 404);
  merge(user, input.given);
  if (input.given.isLocked === false) user.failedTries = 0;
  if (input.given.isActive === false) deactivateWebhooksOf(input, user);
  return user satisfies ApiUser;
}

/** Documented: a webhook whose owner is made inactive is deactivated. */
function deactivateWebhooksOf({ stage }: ControlInput, user: ApiUser): void {
  const tenant = findTenantOfUser(stage.world, user.username);
  if (!tenant) return;
  for (const webhook of listRows(tenant, "TicketWebhooks")) {
    if (webhook.ownerResourceID !== user.resourceId || webhook.isActive !== true) continue;
    webhook.isActive = false;
    stage.world.webhookDeactivated(tenant, structuredClone(webhook));
  }
}

function changeLevel(input: ControlInput): Json {
  const level = tenantOf(input).securityLevels.find((each) => each.id === idOf(input));
  if (!level) throw refusal(`No security level with id ${idOf(input)}.`, 404);
  const { access, webhooks, ...rest } = input.given;
  merge(level, rest);
  if (isObject(webhooks)) merge(level.webhooks, webhooks);
  for (const [object, rights] of Object.entries(isObject(access) ? access : {})) {
    // A copy: levels start out sharing their rights with those of other tenants.
    const current = { view: "None", add: "None", edit: "None", delete: "None", ...level.access[object] } as const;
    level.access[object] = current;
    if (isObject(rights)) merge(current, rights);
  }
  return level;
}

function changeBehaviour(input: ControlInput): Json {
  const { behaviour } = tenantOf(input);
  if (input.given.standard === true) Object.assign(behaviour, structuredClone(DEFAULT_BEHAVIOUR));
  const { tenant: _tenant, standard: _standard, ...changes } = input.given;
  const unknown = Object.keys(changes).filter((name) => !(name in behaviour));
  if (unknown.length > 0) throw refusal(`No such switch: ${unknown.join(", ")}.`, 400);
  merge(behaviour, changes);
  return { ...behaviour };
}

async function moveZone(input: ControlInput): Promise<Json> {
  const tenant = tenantOf(input);
  const { world, openZone } = input.stage;
  const zone = findText(input, "zone") ?? "Simulator 2";
  const url = world.zones.get(zone) ?? (await openZone(zone, numberOf(input, "port", world.secondZonePort)));
  tenant.zone = zone;
  return { zone, url: `${url}/ATServicesRest/` };
}

/** Overwrites known names with values of the same type; anything else is refused, so that a typing error shows. */
function merge(target: object, changes: { [key: string]: Json }): void {
  for (const [name, value] of Object.entries(changes)) {
    if (name === "tenant") continue;
    const current: unknown = Reflect.get(target, name);
    if (current === undefined || typeof current !== typeof value) throw refusal(`${name} cannot be set to ${JSON.stringify(value)}.`, 400);
    Reflect.set(target, name, value);
  }
}
