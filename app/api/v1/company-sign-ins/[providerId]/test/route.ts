import { testCompanySignInOperation } from "@/lib/api/company-sign-in-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { testProvider } from "@/lib/verification/company-sign-in/test-provider.ts";

export const POST = defineOperation(testCompanySignInOperation, ({ params, actor, deps }) =>
  testProvider(deps, { organizationId: actor.organizationId, ...params }),
);
