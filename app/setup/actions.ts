"use server";

import { passwordRefusals } from "@/lib/organization/password-rules.ts";
import { setupSchema } from "@/lib/organization/schema.ts";
import { completeSetup } from "@/lib/organization/setup-link.ts";
import { AccessError, ConflictError, InputError } from "@/lib/platform/errors.ts";
import { defineOpenAction, refuse } from "@/lib/web/define-action.ts";

export const completeSetupAction = defineOpenAction({
  allow: "anyone", // the proof is the one-time token, which completeSetup uses up
  input: setupSchema,
  async run({ input, deps }) {
    try {
      const { organization } = await completeSetup(deps, input);
      return { slug: organization.slug };
    } catch (error) {
      const refusal = passwordRefusals.find((reason) => error instanceof InputError && error.code === `organization.${reason}`);
      if (refusal) return refuse(`organization.${refusal}`, { field: "password" });
      if (error instanceof ConflictError) return refuse("organization.email_taken", { field: "email" });
      if (error instanceof AccessError) return refuse("organization.setup_link_closed");
      throw error;
    }
  },
});
