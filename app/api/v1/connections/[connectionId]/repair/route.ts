import { repairConnectionOperation } from "@/lib/api/connection-watch-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { repairNow } from "@/lib/connection/repair-now.ts";

export const POST = defineOperation(repairConnectionOperation, ({ params, actor, deps }) =>
  repairNow(deps, { ...params, organizationId: actor.organizationId, actor }),
);
