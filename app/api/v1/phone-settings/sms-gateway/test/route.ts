import { defineOperation } from "@/lib/api/define-operation.ts";
import { testSmsGatewayOperation } from "@/lib/api/phone-operations.ts";
import { testText } from "@/lib/notification/sms/test-text.ts";

export const POST = defineOperation(testSmsGatewayOperation, async ({ input, actor, deps }) => ({
  result: await testText(deps, { organizationId: actor.organizationId, actor, ...input }),
}));
