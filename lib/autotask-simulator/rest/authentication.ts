import type { IncomingHttpHeaders } from "node:http";
import type { ApiUser, Tenant } from "../model.ts";
import { findLevel } from "../tenant.ts";
import { findTenantOfUser, type World } from "../world.ts";
import { refusal, unauthorized } from "./refusal.ts";

export type Caller = { tenant: Tenant; user: ApiUser };

export function headerOf(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  return typeof value === "string" ? value : "";
}

/**
 * The API user behind ApiIntegrationCode, UserName and Secret. Any failure is a 401 with an empty body, except a wrong integration
 * code where the tenant is switched to the older 500. Wrong tries are counted and lock the user; a locked user stays at 401.
 */
export function authenticate(world: World, headers: IncomingHttpHeaders, zone: string): Caller {
  const username = headerOf(headers, "username");
  const tenant = findTenantOfUser(world, username);
  const user = tenant?.apiUsers.find((each) => each.username.toLowerCase() === username.toLowerCase());
  if (!tenant || !user) {
    world.unknownUserCalls += 1;
    throw unauthorized();
  }
  if (tenant.zone !== zone || user.isLocked || !user.isActive || !user.isApiOnly || !mayUseApi(tenant, user)) {
    tenant.failedCalls += 1;
    throw unauthorized();
  }
  if (user.secret !== headerOf(headers, "secret")) throw failedTry(tenant, user);
  if (user.trackingIdentifier !== headerOf(headers, "apiintegrationcode")) {
    const failure = failedTry(tenant, user);
    throw tenant.behaviour.badIntegrationCode === "500" ? refusal("IntegrationCode is invalid.") : failure;
  }
  user.failedTries = 0;
  return { tenant, user };
}

function mayUseApi(tenant: Tenant, user: ApiUser): boolean {
  return findLevel(tenant, user.securityLevelId)?.webServices === true;
}

function failedTry(tenant: Tenant, user: ApiUser): Error {
  tenant.failedCalls += 1;
  user.failedTries += 1;
  if (user.failedTries >= tenant.behaviour.lockAfterFailures) user.isLocked = true;
  return unauthorized();
}
