import { listRows } from "../tenant.ts";
import type { Scenario } from "./scenario.ts";

/** Situations of webhook deliveries. */
export const DELIVERY_SCENARIOS: Scenario[] = [
  {
    name: "lost-webhook",
    means: "Events happen, but no delivery is sent.",
    apply: (_stage, tenant) => {
      tenant.behaviour.suppressDeliveries = true;
    },
  },
  {
    name: "duplicate-deliveries",
    means: "Every delivery is sent three times.",
    apply: (_stage, tenant) => {
      tenant.behaviour.duplicateDeliveries = 2;
    },
  },
  {
    name: "reordered-deliveries",
    means: "Deliveries wait for a third one, then leave newest first.",
    apply: (_stage, tenant) => {
      tenant.behaviour.reorderDeliveries = 3;
    },
  },
  {
    name: "webhooks-deactivated",
    means: "Somebody has switched all webhooks off.",
    apply: ({ world }, tenant) => {
      for (const webhook of listRows(tenant, "TicketWebhooks").filter((each) => each.isActive === true)) {
        webhook.isActive = false;
        world.webhookDeactivated(tenant, structuredClone(webhook));
      }
    },
  },
];
