import { getConnectionHealthOperation } from "@/lib/api/connection-health-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { readConnectionHealth } from "@/lib/reporting/health/read-health.ts";

export const GET = defineOperation(getConnectionHealthOperation, ({ params, actor, deps }) =>
  readConnectionHealth(deps, { organizationId: actor.organizationId, ...params }),
);
