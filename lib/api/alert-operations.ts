import { z } from "zod";
import { alertChannelChangeSchema, alertChannelListSchema, newAlertChannelSchema } from "../notification/schema.ts";
import { incidentListSchema, incidentPageSchema } from "../reporting/incident-schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofChannel = z.object({ channelId: z.uuid() });

export const listAlertChannelsOperation = describeOperation({
  id: "listAlertChannels",
  method: "get",
  path: "/alert-channels",
  summary: "List where alerts of trouble go, and whether they arrive. Of a webhook's address it has the host and the last characters.",
  allow: "organization:read",
  output: alertChannelListSchema,
});

export const addAlertChannelOperation = describeOperation({
  id: "addAlertChannel",
  method: "post",
  path: "/alert-channels",
  summary:
    "Add an e-mail address, or an incoming webhook of Slack (hooks.slack.com) or Teams (a Workflows webhook). Its address is a secret and in no answer.",
  allow: "organization:edit",
  input: newAlertChannelSchema,
  output: z.object({ id: z.uuid() }),
});

export const changeAlertChannelOperation = describeOperation({
  id: "changeAlertChannel",
  method: "patch",
  path: "/alert-channels/{channelId}",
  summary: "Rename a channel, or switch it off or on.",
  allow: "organization:edit",
  params: ofChannel,
  input: alertChannelChangeSchema,
  output: doneSchema,
});

export const removeAlertChannelOperation = describeOperation({
  id: "removeAlertChannel",
  method: "delete",
  path: "/alert-channels/{channelId}",
  summary: "Remove a channel and forget its address.",
  allow: "organization:edit",
  params: ofChannel,
  output: doneSchema,
});

export const testAlertChannelOperation = describeOperation({
  id: "testAlertChannel",
  method: "post",
  path: "/alert-channels/{channelId}/test",
  summary: "Send a test to a channel, also to one that is off. Read the list to see whether it arrived. Ten in ten minutes.",
  allow: "organization:edit",
  params: ofChannel,
  output: z.object({ id: z.uuid() }),
});

export const listIncidentsOperation = describeOperation({
  id: "listIncidents",
  method: "get",
  path: "/incidents",
  summary: "List the troubles of the connections, newest first. Filter by connection and by whether they last.",
  allow: "connection:read",
  query: incidentPageSchema,
  output: incidentListSchema,
});
