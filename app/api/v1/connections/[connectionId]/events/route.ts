import { listConnectionEventsOperation } from "@/lib/api/connection-health-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { listConnectionEvents } from "@/lib/reporting/health/list-events.ts";

export const GET = defineOperation(listConnectionEventsOperation, ({ params, query, actor, deps }) =>
  listConnectionEvents(deps, { organizationId: actor.organizationId, ...params, ...query }),
);
