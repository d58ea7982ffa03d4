import { defineOperation } from "@/lib/api/define-operation.ts";
import { listFilterChoicesOperation } from "@/lib/api/verification-operations.ts";
import { listFilterChoices } from "@/lib/verification/list-filter-choices.ts";

export const GET = defineOperation(listFilterChoicesOperation, ({ actor, deps }) => listFilterChoices(deps, actor.organizationId));
