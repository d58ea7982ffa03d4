import { AutotaskError } from "../../autotask/errors.ts";
import { parseZoneUrl, type Zone, type ZoneGate } from "../../autotask/zones.ts";
import { InputError } from "../../platform/errors.ts";
import type { Attempt } from "../autotask-for.ts";

/**
 * Where to call. A zone set by hand wins over the look-up's, which is asked all the same: it alone tells which database
 * this is. When the look-up gives no answer the zone set by hand is enough to go on.
 */
export async function resolveZone(
  attempt: Attempt,
  { zoneOverride, gate }: { zoneOverride: string | null; gate: ZoneGate },
): Promise<Zone> {
  const byHand = zoneOverride === null ? null : requireZoneOverride(zoneOverride, gate);
  try {
    const zone = await attempt.lookUp();
    return byHand === null ? zone : { ...zone, zoneUrl: byHand };
  } catch (error) {
    const silent = error instanceof AutotaskError && error.code !== "autotask.user_unknown";
    if (byHand === null || !silent) throw error;
    return { zoneUrl: byHand, webUrl: null, zoneName: null, databaseId: null };
  }
}

/** The canonical zone URL. Throws an InputError on `zoneOverride` unless it is an Autotask host. */
export function requireZoneOverride(raw: string, gate: ZoneGate): string {
  const url = parseZoneUrl(/^https?:\/\//i.test(raw) ? raw : `https://${raw}`, gate);
  if (url !== null) return url;
  throw new InputError("The zone set by hand is not an Autotask host", { code: "connection.zone_refused", field: "zoneOverride" });
}
