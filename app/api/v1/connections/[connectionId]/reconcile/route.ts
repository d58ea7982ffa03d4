import { reconcileConnectionOperation } from "@/lib/api/connection-watch-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { reconcileNow } from "@/lib/intake/reconcile-now.ts";

export const POST = defineOperation(reconcileConnectionOperation, async ({ params, actor, deps }) => {
  await reconcileNow(deps, { ...params, organizationId: actor.organizationId, actor });
  return done;
});
