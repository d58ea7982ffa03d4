import { defineOperation } from "@/lib/api/define-operation.ts";
import { changeExternalProviderOperation, removeExternalProviderOperation } from "@/lib/api/external-provider-operations.ts";
import { done } from "@/lib/api/operation.ts";
import { changeExternalProvider, removeExternalProvider } from "@/lib/verification/external-provider/change-external-provider.ts";

export const PATCH = defineOperation(changeExternalProviderOperation, async ({ params, input, actor, deps }) => {
  await changeExternalProvider(deps, { organizationId: actor.organizationId, actor, providerId: params.externalProviderId, change: input });
  return done;
});

export const DELETE = defineOperation(removeExternalProviderOperation, async ({ params, actor, deps }) => {
  await removeExternalProvider(deps, { organizationId: actor.organizationId, actor, providerId: params.externalProviderId });
  return done;
});
