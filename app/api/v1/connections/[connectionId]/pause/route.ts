import { pauseConnectionOperation } from "@/lib/api/connection-watch-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { pauseConnection } from "@/lib/connection/pause.ts";

export const POST = defineOperation(pauseConnectionOperation, async ({ params, actor, deps }) => {
  await pauseConnection(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
