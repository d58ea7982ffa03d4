import { getIdentifierDeadlineOperation } from "@/lib/api/connection-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { getIdentifierDeadline } from "@/lib/connection/identifier-deadline.ts";

export const GET = defineOperation(getIdentifierDeadlineOperation, ({ actor, deps }) => getIdentifierDeadline(deps, actor.organizationId));
