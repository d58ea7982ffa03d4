import { addCompanySignInOperation, listCompanySignInsOperation } from "@/lib/api/company-sign-in-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { addProvider } from "@/lib/verification/company-sign-in/add-provider.ts";
import { listProviders } from "@/lib/verification/company-sign-in/list-providers.ts";

export const GET = defineOperation(listCompanySignInsOperation, async ({ actor, deps }) => ({
  items: await listProviders(deps, actor.organizationId),
}));

export const POST = defineOperation(addCompanySignInOperation, ({ input, actor, deps }) =>
  addProvider(deps, { organizationId: actor.organizationId, actor, provider: input }),
);
