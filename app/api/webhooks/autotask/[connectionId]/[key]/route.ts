import { z } from "zod";
import { acceptDelivery } from "@/lib/intake/accept-delivery.ts";
import { defineRoute } from "@/lib/web/define-route.ts";
import { problem } from "@/lib/web/problem.ts";
import { readCapped } from "@/lib/web/read-capped.ts";

/** Called by Autotask. Prove it, store it, queue it, answer; no other work belongs in this request. */
export const POST = defineRoute({
  allow: "anyone", // The proof is the key in the URL and the signature over the raw body, which acceptDelivery checks.
  params: z.object({ connectionId: z.string().max(50), key: z.string().max(100) }),
  async handle({ request, params, deps, requestId }) {
    const acceptance = await acceptDelivery(deps, {
      ...params,
      rawBody: await readCapped(request), // Bytes: text() drops a byte order mark and replaces invalid UTF-8.
      signature: request.headers.get("x-hook-signature"),
    });
    if (acceptance.status === "accepted") return new Response(null, { status: 200 });
    return problem({ status: 401, code: "intake.unauthentic" }, requestId);
  },
});
