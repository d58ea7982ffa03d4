import { ApiRefusal } from "@/components/live/api.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

const common: Partial<Record<number, CommonCode>> = {
  401: "web.signed_out",
  403: "web.forbidden",
  404: "web.not_found",
  429: "web.rate_limited",
};

/** A call of our REST API as a form expects its action: a refusal is an answer, with a code that has words. Never throws. */
export async function asResult<T, Code extends string = never>(
  call: Promise<T>,
  known: readonly Code[] = [],
): Promise<ActionResult<T, Code | CommonCode>> {
  try {
    return { ok: true, data: await call };
  } catch (error) {
    if (!(error instanceof ApiRefusal)) return { ok: false, code: "web.unavailable" };
    const own = known.find((code) => code === error.code);
    const { requestId, status } = error;
    return { ok: false, code: own ?? common[status] ?? codeOf(status), ...(requestId === undefined ? {} : { requestId }) };
  }
}

function codeOf(status: number): CommonCode {
  if (status === 409) return "web.conflict";
  return status < 500 ? "web.invalid_input" : "web.unavailable";
}
