"use server";

import { joinAsNewPerson, joinWithAccount } from "@/lib/organization/accept-invitation.ts";
import { passwordRefusals } from "@/lib/organization/password-rules.ts";
import { joinSchema, joinWithAccountSchema } from "@/lib/organization/schema.ts";
import { AccessError, ConflictError, InputError, LimitError } from "@/lib/platform/errors.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { defineOpenAction, refuse } from "@/lib/web/define-action.ts";

export const joinAction = defineOpenAction({
  allow: "anyone", // the proof is the one-time token, which the use case uses up
  input: joinSchema,
  async run({ input, deps }) {
    try {
      return await joinAsNewPerson(deps, input);
    } catch (error) {
      const refusal = passwordRefusals.find((reason) => error instanceof InputError && error.code === `organization.${reason}`);
      if (refusal) return refuse(`organization.${refusal}`, { field: "password" });
      if (error instanceof ConflictError) return refuse("organization.email_taken");
      if (error instanceof AccessError) return refuse("organization.invitation_closed");
      throw error;
    }
  },
});

export const joinWithAccountAction = defineOpenAction({
  allow: "anyone", // as above, and the account's password
  input: joinWithAccountSchema,
  async run({ input, deps, headers }) {
    try {
      return await joinWithAccount(deps, { ...input, address: clientAddress(headers) });
    } catch (error) {
      if (error instanceof LimitError) return refuse("organization.too_many_sign_ins");
      if (!(error instanceof AccessError)) throw error;
      if (error.status === 401) return refuse("organization.sign_in_refused", { field: "password" });
      return refuse("organization.invitation_closed");
    }
  },
});
