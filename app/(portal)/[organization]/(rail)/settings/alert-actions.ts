"use server";

import { z } from "zod";
import { addChannel } from "@/lib/notification/alerts/add-channel.ts";
import { changeChannel, removeChannel } from "@/lib/notification/alerts/change-channel.ts";
import { testChannel } from "@/lib/notification/alerts/test-channel.ts";
import { addressProblems, alertChannelChangeSchema, newAlertChannelSchema } from "@/lib/notification/schema.ts";
import { AppError } from "@/lib/platform/errors.ts";
import { defineAction, refuse } from "@/lib/web/define-action.ts";

const permission = "organization:edit";
const channelInput = z.strictObject({ channelId: z.uuid() });
const aboutAddress = [...addressProblems, "notification.channel_exists"] as const;

export const addChannelAction = defineAction({
  permission,
  input: newAlertChannelSchema,
  async run({ input, actor, deps }) {
    try {
      return await addChannel(deps, { organizationId: actor.organizationId, actor, channel: input });
    } catch (error) {
      const code = error instanceof AppError ? error.code : "";
      const problem = aboutAddress.find((each) => each === code);
      if (problem) return refuse(problem, { field: "address" });
      if (code === "notification.too_many_channels") return refuse("notification.too_many_channels");
      throw error;
    }
  },
});

export const changeChannelAction = defineAction({
  permission,
  input: channelInput.extend({ change: alertChannelChangeSchema }),
  async run({ input, actor, deps }) {
    await changeChannel(deps, { organizationId: actor.organizationId, actor, ...input });
    return { changed: true };
  },
});

export const removeChannelAction = defineAction({
  permission,
  input: channelInput,
  async run({ input, actor, deps }) {
    await removeChannel(deps, { organizationId: actor.organizationId, actor, ...input });
    return { removed: true };
  },
});

export const testChannelAction = defineAction({
  permission,
  input: channelInput,
  run: ({ input, actor, deps }) => testChannel(deps, { organizationId: actor.organizationId, actor, ...input }),
});
