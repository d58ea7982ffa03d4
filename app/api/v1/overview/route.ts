import { defineOperation } from "@/lib/api/define-operation.ts";
import { getOverviewOperation } from "@/lib/api/verification-operations.ts";
import { readOverview } from "@/lib/reporting/overview.ts";

export const GET = defineOperation(getOverviewOperation, ({ actor, deps }) => readOverview(deps, actor.organizationId));
