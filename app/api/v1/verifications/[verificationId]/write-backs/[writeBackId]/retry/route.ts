import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { retryWriteBackOperation } from "@/lib/api/verification-operations.ts";
import { retryWriteBack } from "@/lib/write-back/retry-write-back.ts";

export const POST = defineOperation(retryWriteBackOperation, async ({ params, actor, deps }) => {
  await retryWriteBack(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
