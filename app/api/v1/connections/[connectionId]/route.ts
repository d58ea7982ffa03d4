import { getConnectionOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { getConnectionStatus } from "@/lib/connection/queries.ts";

export const GET = defineOperation(getConnectionOperation, ({ params, actor, deps }) =>
  getConnectionStatus(deps, { organizationId: actor.organizationId, ...params }),
);
