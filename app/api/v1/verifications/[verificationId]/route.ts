import { defineOperation } from "@/lib/api/define-operation.ts";
import { getVerificationOperation } from "@/lib/api/verification-operations.ts";
import { readVerification } from "@/lib/reporting/read-verification.ts";

export const GET = defineOperation(getVerificationOperation, ({ params, actor, deps }) =>
  readVerification(deps, { organizationId: actor.organizationId, ...params }),
);
