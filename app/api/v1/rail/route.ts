import { defineOperation } from "@/lib/api/define-operation.ts";
import { getRailOperation } from "@/lib/api/verification-operations.ts";
import { readRail } from "@/lib/reporting/rail.ts";

export const GET = defineOperation(getRailOperation, ({ actor, deps }) => readRail(deps, actor.organizationId));
