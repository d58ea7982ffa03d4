import { getConnectionUptimeOperation } from "@/lib/api/connection-health-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { readUptime } from "@/lib/reporting/health/read-uptime.ts";

export const GET = defineOperation(getConnectionUptimeOperation, ({ params, query, actor, deps }) =>
  readUptime(deps, { organizationId: actor.organizationId, ...params, ...query }),
);
