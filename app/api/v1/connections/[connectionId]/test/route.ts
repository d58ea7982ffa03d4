import { testConnectionOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { testConnection } from "@/lib/connection/test-connection.ts";

export const POST = defineOperation(testConnectionOperation, ({ params, query, actor, deps }) =>
  testConnection(deps, { ...params, ...query, organizationId: actor.organizationId, actor }),
);
