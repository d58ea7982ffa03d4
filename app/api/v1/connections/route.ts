import { createConnectionOperation, listConnectionsOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { createDraft } from "@/lib/connection/draft.ts";
import { listConnections } from "@/lib/connection/queries.ts";

export const GET = defineOperation(listConnectionsOperation, async ({ actor, deps }) => ({
  items: await listConnections(deps, actor.organizationId),
}));

export const POST = defineOperation(createConnectionOperation, async ({ input, actor, deps }) => {
  const { connectionId } = await createDraft(deps, { ...input, organizationId: actor.organizationId, actor });
  return { id: connectionId };
});
