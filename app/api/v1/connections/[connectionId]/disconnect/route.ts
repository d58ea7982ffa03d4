import { disconnectOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { disconnect } from "@/lib/connection/disconnect.ts";
import { cancelOpenVerifications } from "@/lib/verification/cancel-verification.ts";

export const POST = defineOperation(disconnectOperation, async ({ params, actor, deps }) => {
  const { organizationId } = actor;
  await disconnect(deps, {
    ...params,
    organizationId,
    actor,
    cancelOpenVerifications: async (tx, connectionId) => {
      await cancelOpenVerifications(tx, { organizationId, connectionId, actor, now: deps.now() });
    },
  });
  return done;
});
