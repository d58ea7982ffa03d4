import type { Deps } from "../../platform/deps.ts";

/** What people see in Autotask's list of webhooks. At most 50 characters. */
export const WEBHOOK_NAME = "Countersign - Ticket Created";

const base = ({ appUrl }: Pick<Deps, "appUrl">) => `${appUrl.origin}/api/webhooks/autotask/`;

/** Where Autotask sends a connection's tickets. The key is 256 random bits, so that the address itself is a secret. */
export function webhookUrl(deps: Pick<Deps, "appUrl">, { connectionId, key }: { connectionId: string; key: string }): string {
  return `${base(deps)}${connectionId}/${key}`;
}

/** The connection that a webhook's address was made for, or null when the address is not one of this installation. */
export function connectionOfWebhookUrl(deps: Pick<Deps, "appUrl">, url: string): string | null {
  if (!url.toLowerCase().startsWith(base(deps).toLowerCase())) return null;
  const [id = ""] = url.slice(base(deps).length).split("/");
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? id : null;
}

/** The key in the address of a webhook of this installation, or null. */
export function keyOfWebhookUrl(deps: Pick<Deps, "appUrl">, url: string): string | null {
  if (connectionOfWebhookUrl(deps, url) === null) return null;
  return url.slice(base(deps).length).split("/")[1] ?? null;
}
