"use server";

import { z } from "zod";
import { checkPermissions } from "@/lib/connection/check-permissions.ts";
import { ConflictError } from "@/lib/platform/errors.ts";
import { defineAction, refuse } from "@/lib/web/define-action.ts";

/** Asks Autotask again which rights the API user has. */
export const checkPermissionsAction = defineAction({
  permission: "connection:edit",
  input: z.object({ connectionId: z.uuid() }),
  async run({ input, actor, deps }) {
    try {
      return await checkPermissions(deps, { ...input, organizationId: actor.organizationId, actor });
    } catch (error) {
      if (error instanceof ConflictError && error.code === "connection.not_connected") return refuse("connection.not_connected");
      throw error;
    }
  },
});
