import { listIncidentsOperation } from "@/lib/api/alert-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { listIncidents } from "@/lib/reporting/health/list-incidents.ts";

export const GET = defineOperation(listIncidentsOperation, ({ query, actor, deps }) =>
  listIncidents(deps, { ...query, organizationId: actor.organizationId }),
);
