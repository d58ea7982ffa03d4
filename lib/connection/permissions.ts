import { z } from "zod";

// The rights of the API user's security level: one table for the wizard's page, the preflight and the documents.
// Objects, rights and reasons follow the published guide "Integrating Autotask with imper.ai".

export const rightActions = ["view", "add", "edit", "delete"] as const;
export type RightAction = (typeof rightActions)[number];

/** The collection whose `entityInformation` tells whether the right is there. */
type Collection = "Tickets" | "TicketNotes" | "Contacts" | "Companies" | "Resources" | "TicketWebhooks" | "TicketWebhookFields";

/** `options`: needed as soon as one of the connection's options writes more than a note. */
type Need = "needed" | "options" | "optional";

export type PermissionRow = {
  /** Autotask's name of the object in the security level. */
  object: string;
  actions: Partial<Record<RightAction, Need>>;
  why: string;
  without: string;
  optional: boolean;
  collections: readonly Collection[];
};

export const permissionTable: readonly PermissionRow[] = [
  {
    object: "Tickets",
    actions: { view: "needed", edit: "options", add: "optional" },
    why: "Read inbound tickets; set status, resolution and UDFs on completion",
    without: "Without View nothing works; without Edit only the note is written. Add is not used yet",
    optional: false,
    collections: ["Tickets"],
  },
  {
    object: "Ticket Notes",
    actions: { view: "needed", add: "needed" },
    why: "Post the outcome of the verification",
    without: "Outcomes stay here only",
    optional: false,
    collections: ["TicketNotes"],
  },
  {
    object: "Contacts",
    actions: { view: "needed" },
    why: "Find the requester's e-mail address and phone number",
    without: "Nobody can be asked",
    optional: false,
    collections: ["Contacts"],
  },
  {
    object: "Companies",
    actions: { view: "needed" },
    why: "Fall back to a default company when a ticket has no contact",
    without: "Tickets without a contact cannot be verified",
    optional: false,
    collections: ["Companies"],
  },
  {
    object: "Resources",
    actions: { view: "needed" },
    why: "Find the assigned technician's name and e-mail address",
    without: "Nobody is told when a requester says \u201cThis was not me\u201d",
    optional: false,
    collections: ["Resources"],
  },
  {
    object: "Webhooks (TicketWebhooks and TicketWebhookFields)",
    actions: { view: "needed", add: "needed", edit: "needed", delete: "needed" },
    why: "Register our own webhook on Connect and remove it on Disconnect",
    without: "New tickets do not reach Countersign",
    optional: false,
    collections: ["TicketWebhooks", "TicketWebhookFields"],
  },
  {
    object: "Web Services API access",
    actions: {},
    why: "Required for any REST API call. It is on in the copy",
    without: "Nothing works",
    optional: false,
    collections: [],
  },
  {
    object: "Ticket UDFs",
    actions: { view: "optional", edit: "optional" },
    why: "Put the outcome in a field of the ticket, beside the note",
    without: "The outcome is in the note only",
    optional: true,
    collections: [],
  },
];

/** One right, as Autotask told it. */
export const rightSchema = z.object({
  object: z.string(),
  action: z.enum(rightActions),
  granted: z.boolean(),
  needed: z.boolean(),
});
export type Right = z.infer<typeof rightSchema>;

type Access = Record<"query" | "create" | "update" | "delete", "none" | "all" | "restricted" | "unknown">;

const accessFor = { view: "query", add: "create", edit: "update", delete: "delete" } as const;

/** The collections to ask about, each once. */
export function collectionsToCheck(): Collection[] {
  return [...new Set(permissionTable.flatMap(({ collections }) => collections))];
}

/**
 * Judges what Autotask said about each collection. "Restricted" is granted: it limits which rows, and an API user that
 * sees some tickets is how an MSP limits us on purpose. Webhook children are never edited: only their webhook is.
 */
export function judgeRights(access: ReadonlyMap<string, Access>, { writesTickets }: { writesTickets: boolean }): Right[] {
  return permissionTable.flatMap((row) => {
    const [primary] = row.collections;
    if (!primary) return [];
    return rightActions.flatMap((action) => {
      const need = row.actions[action];
      if (!need) return [];
      const asked = action === "edit" || action === "delete" ? [primary] : row.collections;
      const granted = asked.every((collection) => {
        const level = access.get(collection)?.[accessFor[action]];
        return level === "all" || level === "restricted";
      });
      return [{ object: row.object, action, granted, needed: need === "needed" || (need === "options" && writesTickets) }];
    });
  });
}
