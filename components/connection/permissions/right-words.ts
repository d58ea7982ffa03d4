import { type PermissionMatrix, permissionTable, type Right, type RightAction, type RightSign } from "@/lib/connection/schema.ts";

type Words = {
  /** Without the right: what follows. */
  missing: string;
  /** Granted for some rows only: what that means. */
  part?: string;
};

type Row = PermissionMatrix["rights"][number];

const webhook = (verb: string, follows: string): Words => ({ missing: `The API user may not ${verb} webhooks: ${follows}.` });

/** What it means that a right is missing or granted in part, for each right that options can ask for. */
export const rightWords: Record<Right["object"], Partial<Record<RightAction, Words>>> = {
  Tickets: {
    view: {
      missing: "The API user may not read tickets, so no ticket can be verified.",
      part: "The API user sees some tickets only. The others are not verified.",
    },
    add: {
      missing: "The API user may not open tickets. Opening tickets works once it may.",
      part: "The API user may open some tickets only.",
    },
    edit: {
      missing: "The API user may not change tickets, so status, resolution, priority and UDF are not written.",
      part: "The API user may change some tickets only. On the others status, resolution, priority and UDF are refused.",
    },
  },
  "Ticket Notes": {
    view: {
      missing: "The API user may not read ticket notes, so we cannot see whether ours is there, and write none twice.",
      part: "The API user sees some ticket notes only. On tickets whose notes it does not see, a note can be missing.",
    },
    add: {
      missing: "The API user may not write ticket notes, so outcomes stay here only.",
      part: "The API user may write notes on some tickets only. On the others the outcome stays here.",
    },
  },
  Contacts: {
    view: {
      missing: "The API user may not read contacts, so nobody can be asked.",
      part: "The API user sees the contacts of some companies only. Requesters of the others cannot be asked.",
    },
  },
  Companies: {
    view: {
      missing: "The API user may not read companies, so tickets without a contact cannot be verified.",
      part: "The API user sees some companies only. The names of the others stay empty, and none of them can be the default company.",
    },
  },
  Resources: {
    view: {
      missing: "The API user may not read resources, so no technician is told when a requester says “This was not me”.",
      part: "The API user sees some resources only. Technicians it does not see are not told when a requester says “This was not me”.",
    },
  },
  "Webhooks (TicketWebhooks and TicketWebhookFields)": {
    view: webhook("read", "we could not tell whether ours still works"),
    add: { missing: "Autotask says that the API user may not create webhooks. Only trying proves it: Connect makes one and tells you." },
    edit: webhook("change", "Repair could not switch ours on again"),
    delete: webhook("delete", "Disconnect would leave ours behind"),
  },
  "Web Services API access": {},
  "Ticket UDFs": {
    view: { missing: "Autotask shows the API user no such ticket UDF, so the outcome is in the note only." },
    edit: { missing: "The ticket UDF cannot be written by the API, so the outcome is in the note only." },
  },
  "Time Entries": {
    view: { missing: "The API user may not read time entries, so we could not see what is logged already." },
    add: {
      missing: "The API user may not add time entries, so no time can be logged.",
      part: "The API user may log time on some tickets only.",
    },
  },
  "Impersonation of technicians": {
    add: { missing: "The API user may not log time in the name of technicians, and has no time of its own." },
  },
  "Configuration Items (devices)": {
    view: {
      missing: "The API user may not read devices, so what requesters answer about their computer is not compared.",
      part: "The API user sees some devices only. Requesters of the others have none on file for us.",
    },
  },
  "Company Locations": {
    view: {
      missing: "The API user may not read the places of companies, so what requesters answer about their town is not compared.",
      part: "The API user sees the places of some companies only.",
    },
  },
};

/** What to set at the place that the row's path leads to. */
export function settingOf({ object, action }: Pick<Row, "object" | "action">): string {
  if (object.startsWith("Webhooks")) return "Can create webhooks: on. Limit: 1 or more.";
  if (object === "Ticket UDFs") return "The field: there, and not protected or read-only.";
  if (object === "Impersonation of technicians")
    return "Time Entries, Add: on. In the security level of the technicians: Allow impersonation of resources with this security level.";
  if (object === "Company Locations") return "Organizations, View: All. Their places come with them.";
  return `${object}, ${actionWords[action]}: All.`;
}

export const actionWords: Record<RightAction, string> = { view: "View", add: "Add", edit: "Edit", delete: "Delete" };

export const signWords: Record<RightSign, string> = {
  granted: "Granted",
  part: "Granted in part",
  missing: "Missing",
  hint: "Not sure",
  unread: "Not asked yet",
};

/** The one sentence of a right that is not simply granted; null where there is nothing to say. */
export function sentenceOf({ object, action, sign, level, needed }: Row): string | null {
  const words = rightWords[object][action];
  if (sign === "granted" || sign === "unread" || !words) return null;
  if (sign === "part") return words.part ?? `The API user has this right for a part of them only.`;
  if (sign === "missing" && level === "unknown" && !needed) return `Autotask did not tell whether the right is there. ${words.missing}`;
  return words.missing;
}

export function pathOf(object: Right["object"]): readonly string[] {
  return permissionTable.find((row) => row.object === object)?.path ?? [];
}

/** Everything that is not as it should be, as text for whoever may change it in Autotask. */
export function fixesAsText(rights: readonly Row[]): string {
  const wrong = rights.filter(({ sign }) => sign === "missing" || sign === "hint");
  return [
    "Countersign needs a change of its security level in Autotask.",
    ...wrong.flatMap((right) => [
      "",
      `[ ] ${right.object}: ${actionWords[right.action]}${right.needed ? "" : " (optional)"}`,
      `    ${sentenceOf(right) ?? ""}`,
      `    Open: ${pathOf(right.object).join(" > ")}`,
      `    Set: ${settingOf(right)}`,
    ]),
  ].join("\n");
}
