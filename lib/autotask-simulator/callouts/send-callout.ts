import type { Delivery, Tenant } from "../model.ts";
import { isCallable } from "../webhooks.ts";

/** One POST of a callout; true for a 2xx in time. Never throws: what happened is added to the delivery's attempts. */
export async function sendCallout(tenant: Tenant, delivery: Delivery, stop: AbortSignal): Promise<boolean> {
  const started = Date.now();
  const record = (status: number | null, error: string | null) => {
    delivery.attempts.push({ at: new Date(started).toISOString(), status, error, durationMs: Date.now() - started });
  };
  if (!isCallable(delivery.url)) {
    record(null, "The address is not one Autotask would call.");
    return false;
  }
  try {
    const response = await fetch(delivery.url, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "Autotask",
        ...(delivery.signature === null ? {} : { "X-Hook-Signature": delivery.signature }),
      },
      body: delivery.body,
      redirect: "manual",
      signal: AbortSignal.any([stop, AbortSignal.timeout(tenant.behaviour.deliveryTimeoutMs)]),
    });
    await response.body?.cancel();
    record(response.status, null);
    return response.ok;
  } catch (error) {
    record(null, error instanceof Error ? `${error.name}: ${error.message}` : "The call failed.");
    return false;
  }
}
