import { defineOperation } from "@/lib/api/define-operation.ts";
import { done } from "@/lib/api/operation.ts";
import { revokeAuthenticatorOperation } from "@/lib/api/verification-operations.ts";
import { revokeAuthenticator } from "@/lib/verification/authenticators/revoke-authenticator.ts";

export const POST = defineOperation(revokeAuthenticatorOperation, async ({ params, actor, deps }) => {
  await revokeAuthenticator(deps, { ...params, actor });
  return done;
});
