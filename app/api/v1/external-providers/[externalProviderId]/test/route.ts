import { defineOperation } from "@/lib/api/define-operation.ts";
import { testExternalProviderOperation } from "@/lib/api/external-provider-operations.ts";
import { testExternalProvider } from "@/lib/verification/external-provider/test-external-provider.ts";

export const POST = defineOperation(testExternalProviderOperation, ({ params, actor, deps }) =>
  testExternalProvider(deps, { organizationId: actor.organizationId, providerId: params.externalProviderId }),
);
