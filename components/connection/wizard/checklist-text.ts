import { capabilityWords } from "@/components/connection/options/capability-words.ts";
import {
  menuPaths,
  type PermissionRow,
  type Purpose,
  permissionTable,
  purposes,
  type RightAction,
  rightActions,
} from "@/lib/connection/schema.ts";

/** What every connection that is of any use needs. */
const ofEveryone = ["always", "verifyNewTickets", "writeNote"] as const satisfies readonly Purpose[];
type OptionalPurpose = Exclude<Purpose, (typeof ofEveryone)[number]>;

/** What the admin wants besides the note; each needs a right more. */
export type WantedRights = readonly OptionalPurpose[];

/** What most want. */
export const wantedAtFirst: WantedRights = ["writeUdf", "setStatus", "setResolution", "raisePriority"];

/** What does not work without the rights of each: a purpose that is added does not compile until it says so. */
const withoutIt: Record<OptionalPurpose, string> = {
  writeUdf: "The outcome is in the note only",
  setStatus: "These stay as they are; the note is written all the same",
  setResolution: "These stay as they are; the note is written all the same",
  raisePriority: "These stay as they are; the note is written all the same",
  createTickets: "No ticket can be opened for a caller who has none; what is asked for them stands here only",
  logTime: "No time can be logged. Nothing is logged today: these are rights for later",
  syncDirectory: "The API user may see a part of them only, and whom it does not see cannot be asked",
  askQuestions: "What a requester answers about their computer or their town does not count",
};

const optionalPurposes = purposes.filter((purpose): purpose is OptionalPurpose => !ofEveryone.some((each) => each === purpose));

/** One thing that is optional: what needs the same rights is one switch. */
export type OptionalRight = { purposes: WantedRights; name: string; rights: string; without: string };

/** Everything that is optional, as the table of rights has it, with what breaks without it. */
export function optionalRights(): OptionalRight[] {
  const byRights = Map.groupBy(optionalPurposes, rightsFor);
  return [...byRights].map(([rights, group]) => {
    const names = group.map((purpose) => (purpose === "askQuestions" ? "Ask what is on file" : capabilityWords[purpose].name));
    const name = names.map((each, index) => (index === 0 ? each : lowerFirst(each))).join(", ");
    return { purposes: group, name, rights, without: [...new Set(group.map((purpose) => withoutIt[purpose]))].join("; ") };
  });
}

/** "Edit on Tickets; View, Edit on Ticket UDFs". */
function rightsFor(purpose: OptionalPurpose): string {
  const rights = permissionTable.flatMap(({ object, actions }) => {
    const asked = rightActions.filter((action) => actions[action]?.includes(purpose));
    return asked.length === 0 ? [] : [`${asked.map(word).join(", ")}${purpose === "syncDirectory" ? ": All" : ""} on ${object}`];
  });
  return rights.join("; ");
}

/** The rights of a row that are needed for what is wanted. */
export function neededActions({ actions }: PermissionRow, wanted: WantedRights): RightAction[] {
  const all: readonly Purpose[] = [...ofEveryone, ...wanted];
  return rightActions.filter((action) => actions[action]?.some((purpose) => all.includes(purpose)));
}

/** The objects that every connection needs; the others belong to what an admin may choose. */
export function isForEveryone({ actions }: PermissionRow): boolean {
  const all = Object.values(actions).flat();
  return all.length === 0 || all.some((purpose) => ofEveryone.some((each) => each === purpose));
}

/** The rows of the table: what is always needed, and the optional ones that are wanted. */
export function wantedRows(wanted: WantedRights): PermissionRow[] {
  return permissionTable.filter((row) => isForEveryone(row) || neededActions(row, wanted).length > 0);
}

const word = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
/** For the middle of a sentence. */
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** Whether the switch of this one is on. */
export const isWanted = (wanted: WantedRights, { purposes: asked }: OptionalRight) => asked.every((purpose) => wanted.includes(purpose));

/** The step as text, for a ticket or a mail to whoever administers Autotask. */
export function checklistText(wanted: WantedRights): string {
  const rights = wantedRows(wanted).map((row) => {
    const actions = neededActions(row, wanted).map(word).join(", ");
    return `[ ] ${row.object}: ${actions === "" ? "on" : actions}. ${row.why}. Without it: ${lowerFirst(row.without)}.`;
  });
  const optional = optionalRights().map((each) => {
    const { name, rights: asked, without } = each;
    return `${isWanted(wanted, each) ? "[ ] Wanted" : "( ) Not wanted"}: ${name}. ${asked}. Without it: ${lowerFirst(without)}.`;
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
    "",
    "What is optional, and what does not work without it:",
    ...optional,
  ].join("\n");
}
