import { startForCallerOperation } from "@/lib/api/caller-operations.ts";
import { defineOperation } from "@/lib/api/define-operation.ts";
import { findStrengthForMember } from "@/lib/policy/strength-settings.ts";
import { startForCaller } from "@/lib/verification/callers/start-for-caller.ts";

export const POST = defineOperation(startForCallerOperation, async ({ params, input, actor, deps }) => {
  const { organizationId } = actor;
  const strength = input.strength ?? (await findStrengthForMember(deps, { ...params, organizationId, ticketNumber: input.ticketNumber }));
  return { id: await startForCaller(deps, { ...params, ...input, strength, organizationId, actor }) };
});
