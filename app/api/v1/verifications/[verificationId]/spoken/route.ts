import { defineOperation } from "@/lib/api/define-operation.ts";
import { readSpokenOperation } from "@/lib/api/verification-operations.ts";
import { readSpoken } from "@/lib/verification/read-spoken.ts";

export const GET = defineOperation(readSpokenOperation, ({ params, actor, deps }) =>
  readSpoken(deps, { ...params, organizationId: actor.organizationId }),
);
