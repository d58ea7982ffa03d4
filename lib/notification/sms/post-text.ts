import { seconds } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import { type Retry, UpstreamError } from "../../platform/errors.ts";
import { FetchFailure, guardedFetch } from "../../platform/guarded-fetch.ts";
import type { SmsGatewayKind, TextErrorCode } from "../schema.ts";
import { decideGatewayUrl, type Gateway, gatewayRequest, type Text } from "./gateway-request.ts";

const timeoutMs = seconds(10);
const maxBytes = 64 * 1024;

/** A failure of a text message. The number and the words are in none of it. */
export function textError(code: TextErrorCode, retry: Retry, status: number | null = null): UpstreamError {
  const said = status === null ? code : `the gateway answered ${status}`;
  return new UpstreamError(`A text message did not leave: ${said}`, { code, context: { status }, retry });
}

const never: Retry = { when: "never" };

/**
 * Hands one text message to a gateway over our guarded fetch (public addresses, no redirect, capped in time and size). Throws
 * UpstreamError that says whether to try again.
 */
export async function postText(
  { appEnv, now }: Pick<Deps, "appEnv" | "now">,
  { gateway, text }: { gateway: Omit<Gateway, "url"> & { url: string }; text: Text },
): Promise<void> {
  const decided = decideGatewayUrl(gateway.url, { allowLoopback: appEnv !== "production" });
  if (!decided) throw textError("notification.gateway_address_refused", never);
  const request = gatewayRequest({ ...gateway, url: decided.url }, text, now());
  try {
    const { status, headers, bodyText } = await guardedFetch(request.url, {
      ...{ method: "POST", headers: request.headers, body: request.body, timeoutMs, maxBytes },
      privateNetwork: decided.isLoopback,
    });
    const failure = judge(gateway.kind, { status, bodyText, retryAfter: headers["retry-after"] });
    if (failure) throw failure;
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    const isFinal = ["refused_address", "redirected", "too_large"].includes(error.kind);
    throw isFinal ? textError("notification.gateway_address_refused", never) : textError("notification.gateway_unavailable", error.retry);
  }
}

type Answer = { status: number; bodyText: string; retryAfter: string | undefined };

/** What is wrong with a number, by Twilio's error codes (https://www.twilio.com/docs/api/errors): not valid, not reachable, opted out, no mobile. */
const numberErrors = ["21211", "21214", "21217", "21408", "21610", "21612", "21614"];

function judge(kind: SmsGatewayKind, { status, bodyText, retryAfter }: Answer): UpstreamError | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403) return textError("notification.gateway_auth_refused", never, status);
  if (status === 429) return textError("notification.gateway_busy", retryOf(retryAfter), status);
  if (status >= 500 || status === 408) return textError("notification.gateway_unavailable", { when: "backoff" }, status);
  const isNumber = kind === "signed" ? status === 422 : numberErrors.includes(/"code"\s*:\s*(\d{5})/.exec(bodyText)?.[1] ?? "");
  return textError(isNumber ? "notification.number_refused" : "notification.text_refused", never, status);
}

/** What the gateway asks for, between a second and ten minutes, after which the code would be dead. */
function retryOf(header: string | undefined): Retry {
  const asked = Number(header?.trim() || Number.NaN);
  if (!Number.isFinite(asked)) return { when: "backoff" };
  return { when: "after", delayMs: seconds(Math.min(Math.max(asked, 1), 600)) };
}
