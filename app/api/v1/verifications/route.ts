import { defineOperation } from "@/lib/api/define-operation.ts";
import { listVerificationsOperation, startVerificationOperation } from "@/lib/api/verification-operations.ts";
import { findStrengthForMember } from "@/lib/policy/strength-settings.ts";
import { searchVerifications, startForMember } from "@/lib/verification/for-members.ts";

export const GET = defineOperation(listVerificationsOperation, ({ query, actor: { organizationId }, deps }) =>
  searchVerifications(deps, { organizationId, filter: query }),
);

export const POST = defineOperation(startVerificationOperation, async ({ input, actor, deps }) => ({
  id: await startForMember(deps, {
    ...input,
    strength: input.strength ?? (await findStrengthForMember(deps, { ...input, organizationId: actor.organizationId })),
    ...{ organizationId: actor.organizationId, actor },
  }),
}));
