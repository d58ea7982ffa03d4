import { proveCredentials } from "../autotask/version.ts";
import type { Zone, ZoneGate } from "../autotask/zones.ts";
import type { Attempt } from "./autotask-for.ts";
import { resolveZone } from "./connect/resolve-zone.ts";
import { failure, failureOf } from "./describe-failure.ts";
import type { TestResult } from "./schema.ts";

type Expected = { zoneOverride: string | null; gate: ZoneGate; databaseId: number | null };
type Probe = { zone: Zone | null; result: Omit<TestResult, "at" | "credentialsVersion"> };

/**
 * One look-up without credentials, then at most one call with them. Never throws for what Autotask or the network did: the
 * result names the one field to correct. A database other than the expected one is not called at all.
 */
export async function probeCredentials(attempt: Attempt, expected: Expected): Promise<Probe> {
  const counted = { lookUps: 0, authenticatedCalls: 0 };
  let zone: Zone | null = null;
  const ended = (problem: TestResult["failure"]): Probe => ({
    zone,
    result: {
      ok: problem === null,
      zoneHost: zone === null ? null : new URL(zone.zoneUrl).host,
      databaseId: zone?.databaseId ?? null,
      failure: problem,
      ...counted,
    },
  });
  try {
    counted.lookUps += 1;
    zone = await resolveZone(attempt, expected);
    if (expected.databaseId !== null && zone.databaseId !== null && zone.databaseId !== expected.databaseId) {
      return ended(failure("connection.other_database", { field: "username" }));
    }
    counted.authenticatedCalls += 1;
    await proveCredentials(attempt.clientAt(zone.zoneUrl));
    return ended(null);
  } catch (error) {
    return ended({ ...failureOf(error), retrying: false });
  }
}
