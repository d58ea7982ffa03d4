import { z } from "zod";
import { failureSchema, orphanSchema } from "../connection/schema.ts";
import { describeOperation, doneSchema } from "./operation.ts";

const ofConnection = z.object({ connectionId: z.uuid() });

export const pauseConnectionOperation = describeOperation({
  id: "pauseConnection",
  method: "post",
  path: "/connections/{connectionId}/pause",
  summary: "Stop the work of a connection and keep its credentials and webhook. What Autotask sends meanwhile is stored and waits.",
  allow: "connection:edit",
  params: ofConnection,
  output: doneSchema,
});

export const resumeConnectionOperation = describeOperation({
  id: "resumeConnection",
  method: "post",
  path: "/connections/{connectionId}/resume",
  summary: "Put a paused connection to work again: what waited goes on, it is checked, and missed tickets are looked for.",
  allow: "connection:edit",
  params: ofConnection,
  output: doneSchema,
});

export const repairConnectionOperation = describeOperation({
  id: "repairConnection",
  method: "post",
  path: "/connections/{connectionId}/repair",
  summary:
    "Look at everything of our webhook and answer what is wrong, or null. What can be mended is mended right after (repairing), also where Countersign had given up by itself.",
  allow: "connection:edit",
  params: ofConnection,
  output: z.object({ failure: failureSchema.nullable(), repairing: z.boolean() }),
});

export const removeOrphansOperation = describeOperation({
  id: "removeOrphans",
  method: "post",
  path: "/connections/{connectionId}/remove-orphans",
  summary:
    "Delete webhooks of ours in Autotask that no connection uses; the connection's health lists them. One that is not ours, or in use by now, is left alone.",
  allow: "connection:edit",
  params: ofConnection,
  input: z.object({ ids: z.array(z.int().positive()).min(1).max(50) }),
  output: z.object({ removed: z.array(z.int()), left: z.array(orphanSchema) }),
});

export const reconcileConnectionOperation = describeOperation({
  id: "reconcileConnection",
  method: "post",
  path: "/connections/{connectionId}/reconcile",
  summary:
    "Look for tickets that did not reach us, at once. Where looking had stopped because ticket ids went back, it begins anew. The gaps and the health say what was found.",
  allow: "connection:edit",
  params: ofConnection,
  output: doneSchema,
});

export const replayDeliveryOperation = describeOperation({
  id: "replayDelivery",
  method: "post",
  path: "/connections/{connectionId}/deliveries/{deliveryId}/replay",
  summary:
    "Process a delivery of a new ticket again, as Autotask has the ticket now. A ticket that has a verification keeps it: nobody is asked twice.",
  allow: "connection:edit",
  params: ofConnection.extend({ deliveryId: z.uuid() }),
  output: doneSchema,
});
