import { z } from "zod";
import { type Taken, takeResult } from "@/lib/verification/external-provider/take-result.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { problem, type Refusal } from "@/lib/web/problem.ts";
import { readCapped } from "@/lib/web/read-capped.ts";

/** Far above any result; Standard Webhooks keeps messages below 20 kB. */
const bytesMax = 20 * 1024;

/** Called by an external provider, with what it says of a check. */
export const POST = defineRoute({
  allow: "anyone", // the proof is the provider's signature over the raw body, which takeResult checks
  params: z.object({ providerId: z.uuid() }),
  async handle({ request, params: { providerId }, deps, log, requestId }) {
    const header = (name: string) => request.headers.get(`webhook-${name}`);
    const headers = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
    // Bytes: text() drops a byte order mark and replaces invalid UTF-8.
    const taken = await takeResult(
      { ...deps, log },
      { providerId, headers, rawBody: await readCapped(request, bytesMax), address: clientAddress(request.headers) },
    );
    return taken.status === "taken" ? taken.answer : problem(refusalOf(taken), requestId);
  },
});

/** 410 tells a sender to stop, 409 to send the same again later. */
function refusalOf(taken: Exclude<Taken, { status: "taken" }>): Refusal {
  if (taken.status === "unauthentic") return { status: 401, code: "verification.external_unauthentic" };
  if (taken.status === "off") return { status: 410, code: "verification.external_off" };
  if (taken.status === "unknown_reference") return { status: 404, code: "verification.external_unknown_reference" };
  if (taken.status === "too_early") return { status: 409, code: "verification.number_first" };
  return { status: 422, code: "verification.external_result_unreadable", errors: [{ field: taken.field, message: "Does not fit" }] };
}
