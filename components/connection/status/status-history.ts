import type { ConnectionEventList, GapList, Uptime } from "@/lib/reporting/schema.ts";

/** What the server read for the first paint of the status page, beside the deliveries. */
export type StatusHistory = { uptime: Uptime; gaps: GapList; events: ConnectionEventList };
