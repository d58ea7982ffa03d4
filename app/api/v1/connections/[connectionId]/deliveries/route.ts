import { listDeliveriesOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { readDeliveries } from "@/lib/intake/queries.ts";

export const GET = defineOperation(listDeliveriesOperation, ({ params, query, actor, deps }) =>
  readDeliveries(deps, { ...params, ...query, organizationId: actor.organizationId }),
);
