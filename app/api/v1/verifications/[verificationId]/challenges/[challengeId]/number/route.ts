import { defineOperation } from "@/lib/api/define-operation.ts";
import { showNumberOperation } from "@/lib/api/verification-operations.ts";
import { showNumber } from "@/lib/verification/call-back/show-number.ts";

export const POST = defineOperation(showNumberOperation, ({ params, actor, deps }) =>
  showNumber(deps, { organizationId: actor.organizationId, actor, ...params }),
);
