import { setCredentialsOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { setCredentials } from "@/lib/connection/set-credentials.ts";

export const PUT = defineOperation(setCredentialsOperation, async ({ params, input, actor, deps }) => ({
  test: await setCredentials(deps, { ...params, organizationId: actor.organizationId, actor, values: input }),
}));
