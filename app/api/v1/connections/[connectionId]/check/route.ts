import { checkConnectionOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { checkNow } from "@/lib/connection/check-now.ts";

export const POST = defineOperation(checkConnectionOperation, async ({ params, actor, deps }) => ({
  failure: await checkNow(deps, { ...params, organizationId: actor.organizationId }),
}));
