import type { Tx } from "../platform/db/database.ts";
import type { IncidentEnd } from "./health-schema.ts";
import { closeIncident } from "./incidents.ts";
import { resumeParked } from "./resume-parked.ts";

/** What follows when Autotask accepts the credentials of a blocked connection again: what was parked goes on, and the trouble is over. */
export async function liftBlock(tx: Tx, { connectionId, by, at }: { connectionId: string; by: IncidentEnd; at: Date }): Promise<void> {
  await resumeParked(tx, connectionId);
  await closeIncident(tx, { connectionId, kind: "credentials", by, at });
}
