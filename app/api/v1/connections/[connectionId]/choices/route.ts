import { listChoicesOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { listChoices } from "@/lib/connection/list-choices.ts";

export const GET = defineOperation(listChoicesOperation, async ({ params, query, actor, deps }) => ({
  items: await listChoices(deps, { ...params, ...query, organizationId: actor.organizationId }),
}));
