/** Where things are in Autotask. Menus were renamed over the years: `older` are names an admin may still see. */
export type MenuPath = { path: readonly string[]; older: ReadonlyArray<readonly string[]> };

const adminNames = ["Admin", "Resources/Users (HR)"] as const;
const extensions = ["Admin", "Extensions & Integrations", "Other Extensions & Tools"] as const;

export const menuPaths = {
  securityLevel: {
    path: [...adminNames, "Security", "Security Level"],
    older: [["Admin", "Features & Settings", "Resources/Users (HR)", "Security", "Security Levels"]],
  },
  /** Inside the copied security level. */
  webhookRight: { path: ["Other", "Webhooks", "Can create webhooks"], older: [["Other", "Can create WebHooks"]] },
  apiUser: {
    path: [...adminNames, "Resources/Users", "New API User"],
    older: [
      ["Admin", "Resources (Users)", "New API User"],
      ["Admin", "Account Settings & Users", "Resources/Users (HR)", "Resources/Users", "New API User"],
    ],
  },
  trackingIdentifiers: {
    path: [...extensions, "Integration Vendors", "API Tracking Identifiers"],
    older: [["Admin", "Extensions & Integrations", "Integration Vendors", "API Tracking Identifiers"]],
  },
  userDefinedFields: {
    path: ["Admin", "Features & Settings", "Application-Wide (Shared) Features", "User-Defined Fields", "Tickets"],
    older: [],
  },
  ticketWebhooks: {
    path: [...extensions, "Outgoing Webhooks", "Ticket Webhooks"],
    older: [["Admin", "Extensions & Integrations", "Webhooks", "Ticket Webhooks"]],
  },
} as const satisfies Record<string, MenuPath>;
