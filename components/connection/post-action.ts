import { z } from "zod";
import type { ConnectionAction } from "@/components/connection/use-connection-action.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { failureSchema } from "@/lib/connection/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

const answerSchema = z.looseObject({});
export type Posted = z.infer<typeof answerSchema>;

type Order = "pause" | "resume" | "reconcile" | "remove-orphans" | `deliveries/${string}/replay`;

/** An order to a connection by our REST API, as a button expects its action. */
export function postAction(organization: string, order: Order, body: object = {}): ConnectionAction<Posted, CommonCode> {
  return ({ connectionId }) =>
    asResult(callApi({ organization, path: `/connections/${connectionId}/${order}`, method: "POST", body, schema: answerSchema }));
}

const repairSchema = z.object({ failure: failureSchema.nullable(), repairing: z.boolean() });
export type Repaired = z.infer<typeof repairSchema>;

/** Repair, with what it found. */
export function repairAction(organization: string): ConnectionAction<Repaired, CommonCode> {
  return ({ connectionId }) =>
    asResult(callApi({ organization, path: `/connections/${connectionId}/repair`, method: "POST", body: {}, schema: repairSchema }));
}
