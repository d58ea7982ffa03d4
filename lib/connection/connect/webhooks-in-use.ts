import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { connectionOfWebhookUrl, keyOfWebhookUrl } from "./webhook-address.ts";

type Candidate = { id: number; webhookUrl: string };

/**
 * Tells which webhooks of this installation are in use: a connection's own, and while credentials are being replaced the new
 * one and the old one. Reads once; answers for any number.
 */
export async function readWebhooksInUse(
  deps: Pick<Deps, "db" | "appUrl">,
  connectionIds: readonly string[],
): Promise<(webhook: Candidate) => boolean> {
  const columns = { webhookId: true, webhookKeyHash: true } as const;
  const [connections, rotations] = await Promise.all([
    deps.db.connection.findMany({
      where: { id: { in: [...connectionIds] }, state: { in: ["connecting", "connected", "paused"] } },
      select: { id: true, ...columns },
    }),
    deps.db.credentialRotation.findMany({
      where: { connectionId: { in: [...connectionIds] }, state: { in: ["draft", "running", "failed"] } },
      select: { connectionId: true, oldWebhookId: true, ...columns },
    }),
  ]);
  const used = [...connections.map((each) => ({ ...each, connectionId: each.id, oldWebhookId: null })), ...rotations];
  return ({ id, webhookUrl }) => {
    const connectionId = connectionOfWebhookUrl(deps, webhookUrl);
    const hash = Buffer.from(digest(keyOfWebhookUrl(deps, webhookUrl) ?? ""));
    return used.some(
      (each) =>
        each.connectionId === connectionId &&
        ([each.webhookId, each.oldWebhookId].some((known) => known !== null && Number(known) === id) ||
          (each.webhookKeyHash !== null && hash.equals(each.webhookKeyHash))),
    );
  };
}
