import { defineOperation } from "@/lib/api/define-operation.ts";
import { getTicketOperation } from "@/lib/api/verification-operations.ts";
import { readTicketWithVerifications } from "@/lib/reporting/read-ticket.ts";

export const GET = defineOperation(getTicketOperation, ({ params, actor, deps }) =>
  readTicketWithVerifications(deps, { organizationId: actor.organizationId, ...params }),
);
