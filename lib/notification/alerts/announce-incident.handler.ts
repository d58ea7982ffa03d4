import type { announceIncident } from "../../jobs/catalog.ts";
import type { JobHandler } from "../../jobs/job-handler.ts";

/** Tells that an incident began or ended. So far in the log only. */
export const handleAnnounceIncident: JobHandler<typeof announceIncident> = async (_deps, { payload: { incidentId, what }, log }) => {
  log.info("notification.incident", { incidentId, what });
};
