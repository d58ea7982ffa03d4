import { defineOperation } from "@/lib/api/define-operation.ts";
import { addExternalProviderOperation, listExternalProvidersOperation } from "@/lib/api/external-provider-operations.ts";
import { addExternalProvider } from "@/lib/verification/external-provider/add-external-provider.ts";
import { listExternalProviders } from "@/lib/verification/external-provider/list-external-providers.ts";

export const GET = defineOperation(listExternalProvidersOperation, async ({ actor, deps }) => ({
  items: await listExternalProviders(deps, actor.organizationId),
}));

export const POST = defineOperation(addExternalProviderOperation, ({ input, actor, deps }) =>
  addExternalProvider(deps, { organizationId: actor.organizationId, actor, provider: input }),
);
