import { z } from "zod";
import type { ConnectionAction } from "@/components/connection/use-connection-action.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

const answerSchema = z.looseObject({});
export type Posted = z.infer<typeof answerSchema>;

/** An order to a connection by our REST API, as a button expects its action. */
export function postAction(organization: string, order: "pause" | "resume" | "repair" | "reconcile"): ConnectionAction<Posted, CommonCode> {
  return ({ connectionId }) =>
    asResult(callApi({ organization, path: `/connections/${connectionId}/${order}`, method: "POST", body: {}, schema: answerSchema }));
}
