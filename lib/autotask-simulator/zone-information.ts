import type { Json } from "./model.ts";
import { refusal } from "./rest/refusal.ts";
import { findTenantOfUser, type World } from "./world.ts";

/** `GET zoneInformation?user=`: no credentials; an unknown user is a 500, so that a 500 here is a typing error and no outage. */
export function answerZone(world: World, username: string, origin: string): Json {
  const tenant = findTenantOfUser(world, username);
  if (!tenant) throw refusal("Zone information could not be determined");
  const home = tenant.behaviour.namedOrigin || (world.zones.get(tenant.zone) ?? origin);
  return { zoneName: tenant.zone, url: `${home}/ATServicesRest/`, webUrl: `${home}/`, ci: tenant.ci };
}
