import type { AutotaskClient } from "../../autotask/client.ts";
import { queryTicketWebhooks, type TicketWebhook } from "../../autotask/webhooks.ts";
import type { Deps } from "../../platform/deps.ts";
import { connectionOfWebhookUrl, WEBHOOK_NAME } from "./webhook-address.ts";

/**
 * The webhooks of this installation in one Autotask database: by name and address, so that nobody else's is touched. They
 * are ours to adopt or delete, also when a crash came between their making and our note of it.
 */
export async function findOwnWebhooks(
  deps: Pick<Deps, "appUrl">,
  autotask: AutotaskClient,
): Promise<(TicketWebhook & { connectionId: string })[]> {
  const { items } = await queryTicketWebhooks(autotask, WEBHOOK_NAME);
  return items.flatMap((webhook) => {
    const connectionId = connectionOfWebhookUrl(deps, webhook.webhookUrl);
    return connectionId === null ? [] : [{ ...webhook, connectionId }];
  });
}
