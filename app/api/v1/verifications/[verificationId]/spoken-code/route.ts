import { defineOperation } from "@/lib/api/define-operation.ts";
import { answerSpokenCodeOperation } from "@/lib/api/verification-operations.ts";
import { answerSpokenCode } from "@/lib/verification/read-out/answer-spoken-code.ts";

export const POST = defineOperation(answerSpokenCodeOperation, ({ params, input, actor, deps }) =>
  answerSpokenCode(deps, { organizationId: actor.organizationId, actor, ...params, ...input }),
);
