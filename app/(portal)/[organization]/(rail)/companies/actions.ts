"use server";

import { z } from "zod";
import { AppError } from "@/lib/platform/errors.ts";
import { addProvider } from "@/lib/verification/company-sign-in/add-provider.ts";
import { changeProvider, removeProvider } from "@/lib/verification/company-sign-in/change-provider.ts";
import { newProviderSchema } from "@/lib/verification/company-sign-in/schema.ts";
import { testProvider } from "@/lib/verification/company-sign-in/test-provider.ts";
import { defineAction, refuse } from "@/lib/web/define-action.ts";

const permission = "connection:edit";
const ofProvider = z.strictObject({ providerId: z.uuid() });

export const addProviderAction = defineAction({
  permission,
  input: newProviderSchema,
  async run({ input, actor, deps }) {
    try {
      return await addProvider(deps, { organizationId: actor.organizationId, actor, provider: input });
    } catch (error) {
      const code = error instanceof AppError ? error.code : "";
      if (code === "verification.provider_exists") return refuse("verification.provider_exists", { field: "companyId" });
      if (code === "verification.provider_not_usable") return refuse("verification.provider_not_usable", { field: "issuer" });
      throw error;
    }
  },
});

export const switchProviderAction = defineAction({
  permission,
  input: ofProvider.extend({ enabled: z.boolean() }),
  async run({ input: { providerId, enabled }, actor, deps }) {
    await changeProvider(deps, { organizationId: actor.organizationId, actor, providerId, change: { enabled } });
    return { changed: true };
  },
});

export const removeProviderAction = defineAction({
  permission,
  input: ofProvider,
  async run({ input, actor, deps }) {
    await removeProvider(deps, { organizationId: actor.organizationId, actor, ...input });
    return { removed: true };
  },
});

export const testProviderAction = defineAction({
  permission,
  input: ofProvider,
  run: ({ input, actor, deps }) => testProvider(deps, { organizationId: actor.organizationId, ...input }),
});
