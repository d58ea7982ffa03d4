import { defineOperation } from "@/lib/api/define-operation.ts";
import { overrideOperation } from "@/lib/api/verification-operations.ts";
import { overrideForMember } from "@/lib/verification/for-members.ts";

export const POST = defineOperation(overrideOperation, async ({ params, input, actor, deps }) => ({
  id: await overrideForMember(deps, { ...params, ...input, organizationId: actor.organizationId, actor }),
}));
