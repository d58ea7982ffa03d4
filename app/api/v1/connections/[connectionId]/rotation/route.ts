import { cancelRotationOperation, enterRotationOperation, getRotationOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { cancelRotation } from "@/lib/connection/rotate/cancel-rotation.ts";
import { enterCredentials } from "@/lib/connection/rotate/enter-credentials.ts";
import { getCredentials } from "@/lib/connection/rotate/queries.ts";

export const GET = defineOperation(getRotationOperation, ({ params, actor, deps }) =>
  getCredentials(deps, { ...params, organizationId: actor.organizationId }),
);

export const POST = defineOperation(enterRotationOperation, async ({ params, query, input, actor, deps }) => ({
  test: await enterCredentials(deps, { ...params, ...query, organizationId: actor.organizationId, actor, values: input }),
}));

export const DELETE = defineOperation(cancelRotationOperation, async ({ params, actor, deps }) => {
  await cancelRotation(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
