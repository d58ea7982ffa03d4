import type { z } from "zod";
import type { Deps } from "@/lib/platform/deps.ts";
import { countRequesterAnswer } from "@/lib/verification/requester-throttle.ts";
import { clientAddress } from "@/lib/web/client-address.ts";
import { requireSameOrigin } from "@/lib/web/same-origin.ts";
import type { tokenParams } from "./token-params.ts";

type Handed = { request: Request; params: z.output<typeof tokenParams>; deps: Deps };

/** What `answerForm` is for forms, for the script that runs a passkey: a refusal comes as JSON, since no person reads it. */
export async function answerScript({ request, deps }: Handed, answer: () => Promise<Response>): Promise<Response> {
  requireSameOrigin(request.headers, deps.appUrl);
  await countRequesterAnswer(deps.pool, clientAddress(request.headers));
  return answer();
}

/** Where the script goes from here. */
export function goTo(path: string, ...cookies: string[]): Response {
  const response = Response.json({ next: path });
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}
