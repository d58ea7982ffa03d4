import { createConnectionOperation, listConnectionsOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { createDraft } from "@/lib/connection/draft.ts";
import { listConnections } from "@/lib/connection/queries.ts";

export const GET = defineOperation(listConnectionsOperation, ({ query, actor, deps }) =>
  listConnections(deps, { ...query, organizationId: actor.organizationId }),
);

export const POST = defineOperation(createConnectionOperation, async ({ input, actor, deps }) => {
  const { connectionId } = await createDraft(deps, { ...input, organizationId: actor.organizationId, actor });
  return { id: connectionId };
});
