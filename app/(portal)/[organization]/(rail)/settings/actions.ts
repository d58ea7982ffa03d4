"use server";

import { z } from "zod";
import { endOtherSessions, endOwnSession } from "@/lib/organization/own-sessions.ts";
import { saveSettings } from "@/lib/organization/save-settings.ts";
import { settingsSchema } from "@/lib/organization/schema.ts";
import { AccessError, InputError } from "@/lib/platform/errors.ts";
import { defineAction, refuse } from "@/lib/web/define-action.ts";
import { findSignedInMember } from "@/lib/web/session.ts";

export const saveSettingsAction = defineAction({
  permission: "organization:edit",
  input: settingsSchema,
  async run({ input, actor, deps }) {
    try {
      await saveSettings(deps, { organizationId: actor.organizationId, actor, settings: input });
    } catch (error) {
      if (error instanceof InputError) return refuse("organization.time_zone_unknown", { field: "timeZone" });
      throw error;
    }
    return { saved: true };
  },
});

// Everybody may end their own sign-ins; the use cases touch no others.
const permission = "organization:read";

export const endSessionAction = defineAction({
  permission,
  input: z.strictObject({ sessionId: z.uuid() }),
  async run({ input, deps }) {
    await endOwnSession(deps, { userId: (await requireSignedIn()).user.id, sessionId: input.sessionId });
    return { ended: true };
  },
});

export const endOtherSessionsAction = defineAction({
  permission,
  input: z.strictObject({}),
  async run({ deps }) {
    const { user, sessionId } = await requireSignedIn();
    return { ended: await endOtherSessions(deps, { userId: user.id, sessionId }) };
  },
});

async function requireSignedIn() {
  const signedIn = await findSignedInMember();
  if (signedIn) return signedIn;
  throw new AccessError("Nobody is signed in", { code: "web.signed_out", status: 401 });
}
