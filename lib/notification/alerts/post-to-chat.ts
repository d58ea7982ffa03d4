import { seconds } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import { type Retry, UpstreamError } from "../../platform/errors.ts";
import { FetchFailure, guardedFetch } from "../../platform/guarded-fetch.ts";
import type { ChannelErrorCode } from "../schema.ts";
import { type ChatKind, decideChatAddress } from "./decide-address.ts";

/** How it went. `again` is worth another try, `final` is not. The address is in none of it. */
export type Delivered =
  | { outcome: "sent" }
  | { outcome: "final"; code: ChannelErrorCode }
  | { outcome: "again"; code: ChannelErrorCode; error: UpstreamError };

type Post = { kind: ChatKind; address: string; body: unknown; signal: AbortSignal };

const timeoutMs = seconds(10);
/** Both answer a few bytes. */
const maxBytes = 64 * 1024;

/**
 * Posts one message to an incoming webhook: to the hosts of its kind only, over our guarded fetch (public addresses, no
 * redirect, capped in time and size). Sent again after an answer that did not come it may show twice.
 */
export async function postToChat({ appEnv }: Pick<Deps, "appEnv">, { kind, address, body, signal }: Post): Promise<Delivered> {
  const decided = decideChatAddress(kind, address, { allowLoopback: appEnv !== "production" });
  if ("problem" in decided) return { outcome: "final", code: "notification.address_refused" };
  try {
    const { status, headers } = await guardedFetch(decided.url.href, {
      method: "POST",
      headers: { "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      timeoutMs,
      maxBytes,
      signal,
      privateNetwork: decided.isLoopback,
    });
    return judge(kind, status, headers["retry-after"]);
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    if (error.kind === "refused_address") return { outcome: "final", code: "notification.address_refused" };
    // Something answered that is no incoming webhook: it sends us elsewhere, or much more than a word.
    if (error.kind === "redirected" || error.kind === "too_large") return { outcome: "final", code: "notification.message_refused" };
    return { outcome: "again", code: "notification.chat_unavailable", error };
  }
}

/**
 * Slack: 200; 400 for a body it does not understand; 403, 404 and 410 when webhook, channel or app are gone or closed to us
 * (https://api.slack.com/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks); 429 with Retry-After.
 * Power Automate: 200 or 202; 401 and 403 when the workflow lets only signed-in people post; 404 when it was deleted.
 */
function judge(kind: ChatKind, status: number, retryAfter: string | undefined): Delivered {
  if (status >= 200 && status < 300) return { outcome: "sent" };
  if ([401, 403, 404, 410].includes(status)) return { outcome: "final", code: "notification.webhook_gone" };
  if (status === 429) return again("notification.chat_busy", { kind, status, retry: retryOf(retryAfter) });
  if (status >= 500 || status === 408) return again("notification.chat_unavailable", { kind, status, retry: { when: "backoff" } });
  return { outcome: "final", code: "notification.message_refused" };
}

function again(code: ChannelErrorCode, { kind, status, retry }: { kind: ChatKind; status: number; retry: Retry }): Delivered {
  const error = new UpstreamError(`An incoming webhook of ${kind} answered ${status}`, { code, context: { kind, status }, retry });
  return { outcome: "again", code, error };
}

/** What the chat asks for, between a second and an hour. As a date or as nothing readable it is our own pace. */
function retryOf(header: string | undefined): Retry {
  const asked = Number(header?.trim() || Number.NaN);
  if (!Number.isFinite(asked)) return { when: "backoff" };
  return { when: "after", delayMs: seconds(Math.min(Math.max(asked, 1), 3_600)) };
}
