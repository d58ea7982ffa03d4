import { z } from "zod";
import { eventPageSchema, uptimeQuerySchema } from "../reporting/health-schema.ts";
import { connectionEventListSchema, connectionHealthSchema, gapListSchema, uptimeSchema } from "../reporting/schema.ts";
import { describeOperation } from "./operation.ts";

const ofConnection = z.object({ connectionId: z.uuid() });

export const getConnectionHealthOperation = describeOperation({
  id: "getConnectionHealth",
  method: "get",
  path: "/connections/{connectionId}/health",
  summary:
    "Read how a connection fares: verdict, four lights, what happened last and comes next, refused sign-ins, API budget and open incidents.",
  allow: "connection:read",
  params: ofConnection,
  output: connectionHealthSchema,
});

export const getConnectionUptimeOperation = describeOperation({
  id: "getConnectionUptime",
  method: "get",
  path: "/connections/{connectionId}/uptime",
  summary:
    "Read in which part of the last 24 hours or 7 days (by hour) or 30 days (by day) tickets reached us. What nobody watched or had paused is not counted.",
  allow: "connection:read",
  params: ofConnection,
  query: uptimeQuerySchema,
  output: uptimeSchema,
});

export const listConnectionEventsOperation = describeOperation({
  id: "listConnectionEvents",
  method: "get",
  path: "/connections/{connectionId}/events",
  summary: "List what happened to a connection, newest first: troubles found, repaired, paused, credentials replaced.",
  allow: "connection:read",
  params: ofConnection,
  query: eventPageSchema,
  output: connectionEventListSchema,
});

export const listGapsOperation = describeOperation({
  id: "listGaps",
  method: "get",
  path: "/connections/{connectionId}/gaps",
  summary: "List the times in which tickets did not reach us, newest first, and what was found of them.",
  allow: "connection:read",
  params: ofConnection,
  query: eventPageSchema,
  output: gapListSchema,
});
