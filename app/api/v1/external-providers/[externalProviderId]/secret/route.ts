import { defineOperation } from "@/lib/api/define-operation.ts";
import { rotateExternalSecretOperation } from "@/lib/api/external-provider-operations.ts";
import { rotateExternalSecret } from "@/lib/verification/external-provider/change-external-provider.ts";

export const POST = defineOperation(rotateExternalSecretOperation, ({ params, actor, deps }) =>
  rotateExternalSecret(deps, { organizationId: actor.organizationId, actor, providerId: params.externalProviderId }),
);
