import { changeCompanySignInOperation, removeCompanySignInOperation } from "@/lib/api/company-sign-in-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { changeProvider, removeProvider } from "@/lib/verification/company-sign-in/change-provider.ts";

export const PATCH = defineOperation(changeCompanySignInOperation, async ({ params, input, actor, deps }) => {
  await changeProvider(deps, { organizationId: actor.organizationId, actor, ...params, change: input });
  return done;
});

export const DELETE = defineOperation(removeCompanySignInOperation, async ({ params, actor, deps }) => {
  await removeProvider(deps, { organizationId: actor.organizationId, actor, ...params });
  return done;
});
