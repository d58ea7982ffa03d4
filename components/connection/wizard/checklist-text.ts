import { menuPaths, type PermissionRow, type Purpose, permissionTable, type RightAction, rightActions } from "@/lib/connection/schema.ts";

/** What the admin wants besides the note; each needs a right more. */
export type WantedRights = { ticketFields: boolean; udfs: boolean };

/** The rights of a row that are needed for what is wanted. */
export function neededActions({ actions }: PermissionRow, { ticketFields, udfs }: WantedRights): RightAction[] {
  const wanted: readonly Purpose[] = [
    ...ofEveryone,
    ...(ticketFields ? (["setStatus", "setResolution"] as const) : []),
    ...(udfs ? (["writeUdf"] as const) : []),
  ];
  return rightActions.filter((action) => actions[action]?.some((purpose) => wanted.includes(purpose)));
}

const ofEveryone: readonly Purpose[] = ["always", "writeNote"];

/** The objects that every connection needs; the others belong to what an admin may choose. */
export function isForEveryone({ actions }: PermissionRow): boolean {
  const purposes = Object.values(actions).flat();
  return purposes.length === 0 || purposes.some((purpose) => ofEveryone.includes(purpose));
}

/** The rows of the table: what is always needed, and the optional ones that are wanted. */
export function wantedRows(wanted: WantedRights): PermissionRow[] {
  return permissionTable.filter((row) => isForEveryone(row) || neededActions(row, wanted).length > 0);
}

const word = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The step as text, for a ticket or a mail to whoever administers Autotask. */
export function checklistText(wanted: WantedRights): string {
  const rights = wantedRows(wanted).map((row) => {
    const actions = neededActions(row, wanted).map(word).join(", ");
    return `[ ] ${row.object}: ${actions === "" ? "on" : actions}. ${row.why}.`;
  });
  return [
    "Security level for Countersign in Autotask",
    "",
    `[ ] Open ${menuPaths.securityLevel.path.join(" > ")}`,
    "[ ] Copy API User (system) (API-only) and name the copy Countersign API",
    `[ ] Turn on ${menuPaths.webhookRight.path.join(" > ")} and set the limit to 1`,
    "",
    "Rights of the copy:",
    ...rights,
  ].join("\n");
}
