import { defineOperation } from "@/lib/api/define-operation.ts";
import { listStrengthsOperation } from "@/lib/api/policy-operations.ts";
import { listStrengths } from "@/lib/policy/strength-settings.ts";

export const GET = defineOperation(listStrengthsOperation, async ({ actor: { organizationId }, deps }) => ({
  items: await listStrengths(deps, organizationId),
}));
