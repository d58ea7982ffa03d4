import { searchCallersOperation } from "@/lib/api/caller-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { searchCallers } from "@/lib/verification/callers/search-callers.ts";

export const GET = defineOperation(searchCallersOperation, ({ params, query, actor: { organizationId }, deps }) =>
  searchCallers(deps, { ...params, ...query, organizationId }),
);
