import { connectOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { requestConnect } from "@/lib/connection/connect/request-connect.ts";

export const POST = defineOperation(connectOperation, async ({ params, actor, deps }) => {
  await requestConnect(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
