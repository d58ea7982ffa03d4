import { z } from "zod";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import type { StartVerification } from "@/lib/verification/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

export type StartCode = "verification.ticket_unknown" | "verification.already_open" | "verification.connection_off";

/** Why a verification did not start: what happened, then what to do. */
export const startWords: Record<StartCode, string> = {
  "verification.ticket_unknown":
    "No ticket with this number has reached us. Give Autotask’s own id of the ticket instead: the digits after ticketId in the address of its page.",
  "verification.already_open": "This ticket has an open verification already. Let it end or cancel it, then start again.",
  "verification.connection_off": "This connection is not connected, so nothing can be asked. Connect it first.",
};

/** Starts a verification by our REST API. */
export async function requestStart(
  organization: string,
  body: StartVerification,
): Promise<ActionResult<{ id: string }, StartCode | CommonCode>> {
  const call = callApi({ organization, path: "/verifications", schema: z.object({ id: z.string() }), method: "POST", body });
  const result = await asResult<{ id: string }, StartCode>(call, ["verification.already_open", "verification.connection_off"]);
  // The API calls a foreign connection and an unknown ticket the same; the connection came from our own list.
  if (!result.ok && result.code === "web.not_found") return { ok: false, code: "verification.ticket_unknown", field: "ticket" };
  return !result.ok && result.code === "verification.already_open" ? { ...result, field: "ticket" } : result;
}
