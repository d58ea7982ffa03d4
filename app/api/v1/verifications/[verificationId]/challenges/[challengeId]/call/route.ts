import { defineOperation } from "@/lib/api/define-operation.ts";
import { recordCallOperation } from "@/lib/api/verification-operations.ts";
import { recordCall } from "@/lib/verification/call-back/record-call.ts";

export const POST = defineOperation(recordCallOperation, async ({ params, input, actor, deps }) => ({
  result: await recordCall(deps, { organizationId: actor.organizationId, actor, ...params, ...input }),
}));
