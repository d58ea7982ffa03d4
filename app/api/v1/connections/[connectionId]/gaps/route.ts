import { listGapsOperation } from "@/lib/api/connection-health-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { listGaps } from "@/lib/reporting/health/list-events.ts";

export const GET = defineOperation(listGapsOperation, ({ params, query, actor, deps }) =>
  listGaps(deps, { organizationId: actor.organizationId, ...params, ...query }),
);
