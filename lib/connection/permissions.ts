import { z } from "zod";
import { activeCapabilities, type CapabilityChoices, capabilityNames } from "./capabilities.ts";
import { menuPaths } from "./menu-paths.ts";

// The rights of the API user's security level: one table for the wizard's page, the preflight and the documents.
// Objects, rights and reasons follow the published guide "Integrating Autotask with imper.ai"; the places inside a security
// level follow Autotask's help on security levels (Settings_ServiceDesk, Settings_CRM, Settings_WSAPI).

export const rightActions = ["view", "add", "edit", "delete"] as const;
export type RightAction = (typeof rightActions)[number];

/** The collection whose `entityInformation` tells whether the right is there. */
export type Collection =
  | "Tickets"
  | "TicketNotes"
  | "Contacts"
  | "Companies"
  | "Resources"
  | "TicketWebhooks"
  | "TicketWebhookFields"
  | "TimeEntries"
  | "ConfigurationItems"
  | "CompanyLocations";

/** What a right is for: `always` without which no connection works, a capability, or what the organization set for all its connections. */
export const purposes = ["always", ...capabilityNames, "askQuestions"] as const;
export type Purpose = (typeof purposes)[number];

/**
 * What nothing else waits for: its rights are asked for and stop nothing. Without that to open tickets, one that was asked for is
 * refused and says so; a question whose fact cannot be read does not count.
 */
const AHEAD: readonly Purpose[] = ["createTickets", "logTime", "syncDirectory", "askQuestions"];

/** Autotask's names of the objects in the security level. */
export const permissionObjects = [
  "Tickets",
  "Ticket Notes",
  "Contacts",
  "Companies",
  "Resources",
  "Webhooks (TicketWebhooks and TicketWebhookFields)",
  "Web Services API access",
  "Ticket UDFs",
  "Time Entries",
  "Impersonation of technicians",
  "Configuration Items (devices)",
  "Company Locations",
] as const;
export type PermissionObject = (typeof permissionObjects)[number];

export type PermissionRow = {
  object: PermissionObject;
  actions: Partial<Record<RightAction, readonly Purpose[]>>;
  why: string;
  without: string;
  collections: readonly Collection[];
  /** Where the right is set. */
  path: readonly string[];
};

const always = ["always"] as const;

/** A place inside the security level that the wizard has people make. */
function inLevel(...place: string[]): string[] {
  return [...menuPaths.securityLevel.path, "Countersign API", ...place];
}

export const permissionTable: readonly PermissionRow[] = [
  {
    object: "Tickets",
    actions: { view: always, edit: ["writeUdf", "setStatus", "setResolution", "raisePriority"], add: ["createTickets"] },
    why: "Read inbound tickets; set status, resolution and UDFs on completion",
    without: "Without View nothing works; without Edit only the note is written",
    collections: ["Tickets"],
    path: inLevel("Service Desk", "Object Permissions", "Tickets"),
  },
  {
    object: "Ticket Notes",
    actions: { view: ["writeNote"], add: ["writeNote"] },
    why: "Post the outcome of the verification",
    without: "Outcomes stay here only",
    collections: ["TicketNotes"],
    path: inLevel("Service Desk", "Object Permissions", "Ticket Notes"),
  },
  {
    object: "Contacts",
    actions: { view: ["always", "syncDirectory"] },
    why: "Find the requester's e-mail address and phone number",
    without: "Nobody can be asked",
    collections: ["Contacts"],
    path: inLevel("CRM", "Organization & Contact Access"),
  },
  {
    object: "Companies",
    actions: { view: ["always", "syncDirectory"] },
    why: "Fall back to a default company when a ticket has no contact",
    without: "Tickets without a contact cannot be verified",
    collections: ["Companies"],
    path: inLevel("CRM", "Organization & Contact Access"),
  },
  {
    object: "Resources",
    actions: { view: ["always", "syncDirectory"] },
    why: "Find the assigned technician's name and e-mail address",
    without: "Nobody is told when a requester says \u201cThis was not me\u201d",
    collections: ["Resources"],
    path: inLevel("Admin", "Feature Access", "Resources/Users (HR)"),
  },
  {
    object: "Webhooks (TicketWebhooks and TicketWebhookFields)",
    actions: { view: always, add: always, edit: always, delete: always },
    why: "Register our own webhook on Connect and remove it on Disconnect",
    without: "New tickets do not reach Countersign",
    collections: ["TicketWebhooks", "TicketWebhookFields"],
    path: inLevel("Other", "Webhooks", "Can create webhooks"),
  },
  {
    object: "Web Services API access",
    actions: {},
    why: "Required for any REST API call. It is on in the copy",
    without: "Nothing works",
    collections: [],
    path: inLevel("Web Services API", "Feature Access", "Can login to Web Services API"),
  },
  {
    object: "Ticket UDFs",
    actions: { view: ["writeUdf"], edit: ["writeUdf"] },
    why: "Put the outcome in a field of the ticket, beside the note",
    without: "The outcome is in the note only",
    collections: [],
    path: menuPaths.userDefinedFields.path,
  },
  {
    object: "Time Entries",
    actions: { view: ["logTime"], add: ["logTime"] },
    why: "Log the time of a verification on its ticket",
    without: "No time is logged",
    collections: ["TimeEntries"],
    path: inLevel("Service Desk", "Time Entry Permissions"),
  },
  {
    object: "Impersonation of technicians",
    actions: { add: ["logTime"] },
    why: "Log time in the name of the technician: an API user has none of its own",
    without: "No time is logged",
    collections: [],
    path: inLevel("Web Services API", "Resource Impersonation", "Time Entries: Add"),
  },
  {
    object: "Configuration Items (devices)",
    actions: { view: ["askQuestions"] },
    why: "Compare what a requester answers about their computer, where Settings have them asked",
    without: "The question about the computer does not count",
    collections: ["ConfigurationItems"],
    // A guess at the last part: the help page names object permissions for all entities of CRM, and devices are one.
    path: inLevel("CRM", "Object Permissions", "Devices"),
  },
  {
    object: "Company Locations",
    actions: { view: ["askQuestions"] },
    why: "Compare what a requester answers about the town they work in, where Settings have them asked",
    without: "The question about the town does not count",
    collections: ["CompanyLocations"],
    path: inLevel("CRM", "Organization & Contact Access"),
  },
];

/** One right that the options ask for. */
export type RequiredRight = {
  object: PermissionObject;
  action: RightAction;
  /** Each of them must permit it. Webhook children are never edited: only their webhook is. */
  collections: readonly Collection[];
  /** Without it Connect stops. False: asked for ahead, or proven better than by asking. */
  needed: boolean;
  purposes: Purpose[];
  /** A part of the rows is not enough for what is wanted. */
  wantsAll: boolean;
};

/** What decides which rights are asked for. `asksQuestions`: what the organization set for all its connections. */
export type RightsChoices = CapabilityChoices & { asksQuestions?: boolean };

/** The rights that these options ask for, and no other: what is switched off is not asked about. */
export function requiredRights(options: RightsChoices): RequiredRight[] {
  const active: readonly Purpose[] = [
    "always",
    ...activeCapabilities(options),
    ...(options.asksQuestions ? ["askQuestions" as const] : []),
  ];
  return permissionTable.flatMap(({ object, actions, collections }) =>
    rightActions.flatMap((action) => {
      const wanted = (actions[action] ?? []).filter((purpose) => active.includes(purpose));
      if (wanted.length === 0) return [];
      const [primary] = collections;
      const isWebhook = primary === "TicketWebhooks";
      const ofWebhook = isWebhook && (action === "edit" || action === "delete");
      return [
        {
          object,
          action,
          collections: ofWebhook ? [primary] : collections,
          // What Autotask says of adding webhooks is a hint: only making one proves the box and its limit.
          needed: wanted.some((purpose) => !AHEAD.includes(purpose)) && !(isWebhook && action === "add"),
          purposes: wanted,
          wantsAll: wanted.includes("syncDirectory"),
        },
      ];
    }),
  );
}

const levels = ["all", "restricted", "none", "unknown"] as const;
type Level = (typeof levels)[number];

/** One right, as Autotask told it. */
export const rightSchema = z.object({
  object: z.enum(permissionObjects),
  action: z.enum(rightActions),
  /** "Restricted" is granted: it limits which rows, and an API user that sees some tickets is how an MSP limits us on purpose. */
  granted: z.boolean(),
  /** Without it Connect stops, and what is in use does not work. */
  needed: z.boolean(),
  /** The lowest of its collections. `unknown`: Autotask said something else, or cannot tell. */
  level: z.enum(levels).default("unknown"),
  /** What it is for. */
  purposes: z.array(z.enum(purposes)).default([]),
});
export type Right = z.infer<typeof rightSchema>;

export type Access = Record<"query" | "create" | "update" | "delete", Level>;

/** What Autotask said: by collection, and about what no collection tells. */
export type RightsRead = {
  access: ReadonlyMap<string, Access>;
  /** Of the chosen UDF. Absent: not asked. */
  udf?: "writable" | "read_only" | "missing";
  /** Whether time may be logged in a technician's name. Absent: not asked, or there is no technician to ask about. */
  impersonation?: Level;
};

const accessFor = { view: "query", add: "create", edit: "update", delete: "delete" } as const;

/** The collections to ask about for these rights, each once. */
export function collectionsToCheck(rights: readonly RequiredRight[]): Collection[] {
  return [...new Set(rights.flatMap(({ collections }) => collections))];
}

/** Judges what Autotask said about each right that the options ask for. What it did not tell is no permission. */
export function judgeRights(required: readonly RequiredRight[], read: RightsRead): Right[] {
  return required.map((right) => {
    const level = levelOf(right, read);
    const { object, action, needed } = right;
    return { object, action, needed, level, granted: level === "all" || level === "restricted", purposes: right.purposes };
  });
}

function levelOf({ object, action, collections }: RequiredRight, { access, udf, impersonation }: RightsRead): Level {
  if (object === "Ticket UDFs") {
    if (udf === undefined) return "unknown";
    return udf === "writable" || (action === "view" && udf === "read_only") ? "all" : "none";
  }
  if (object === "Impersonation of technicians") return impersonation ?? "unknown";
  const told = collections.map((collection) => access.get(collection)?.[accessFor[action]] ?? "unknown");
  return (["none", "unknown", "restricted"] as const).find((level) => told.includes(level)) ?? "all";
}

/**
 * What a right comes to. `missing`: without it something that is wanted does not work. `part`: granted for some rows only.
 * `hint`: Autotask says no, and only doing it proves it. `unread`: not asked since it is wanted.
 */
export const rightSigns = ["granted", "part", "missing", "hint", "unread"] as const;
export type RightSign = (typeof rightSigns)[number];

/** What of a stored reading still answers what the options ask for now. */
export function matchRights(required: readonly RequiredRight[], stored: readonly Right[]): (Right & { sign: RightSign })[] {
  return required.map(({ object, action, needed, purposes: wanted }) => {
    const told = stored.find((right) => right.object === object && right.action === action);
    const right = { object, action, needed, purposes: wanted, level: told?.level ?? "unknown", granted: told?.granted ?? false };
    return { ...right, sign: told ? signOf(right) : ("unread" as const) };
  });
}

function signOf({ object, action, granted, level }: Pick<Right, "object" | "action" | "granted" | "level">): RightSign {
  if (!granted) return object.startsWith("Webhooks") && action === "add" ? "hint" : "missing";
  return level === "restricted" ? "part" : "granted";
}
