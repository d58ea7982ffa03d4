import { startRotationOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { startRotation } from "@/lib/connection/rotate/start-rotation.ts";

export const POST = defineOperation(startRotationOperation, async ({ params, actor, deps }) => {
  await startRotation(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
