import { removeOrphansOperation } from "@/lib/api/connection-watch-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { removeOrphans } from "@/lib/connection/remove-orphans.ts";

export const POST = defineOperation(removeOrphansOperation, ({ params, input, actor, deps }) =>
  removeOrphans(deps, { ...params, ...input, organizationId: actor.organizationId, actor }),
);
