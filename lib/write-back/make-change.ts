import type { AutotaskClient } from "../autotask/client.ts";
import { getUserDefinedFields } from "../autotask/entity-information.ts";
import { isAutotaskError } from "../autotask/errors.ts";
import { createTicketNote } from "../autotask/ticket-notes.ts";
import { getTicket, patchTicket, type Ticket } from "../autotask/tickets.ts";
import type { ConnectionOptions } from "../connection/schema.ts";
import { assert } from "../platform/errors.ts";
import { findOurNote } from "./find-our-note.ts";
import type { IntentOf, WriteBackIntent } from "./intent.ts";
import { prepareTicket } from "./open-ticket.ts";
import type { WriteBackReason } from "./schema.ts";

/** The ground of one change: where it goes and what is known of an earlier call for it. */
export type ChangeSite = {
  autotask: AutotaskClient;
  options: ConnectionOptions;
  /** Null for a call that has no ticket yet. */
  ticketId: number | null;
  now: Date;
  marker: string;
  /** When a call whose result is unknown left us; null when there is none. */
  unknownSince: Date | null;
};

export type Preparation =
  /** It is so already: an earlier call had its effect, or somebody did the same. */
  | { is: "there"; autotaskId: number | null }
  /** A person's change stands in its place. */
  | { is: "changed"; code: WriteBackReason }
  | { is: "impossible"; code: WriteBackReason }
  /** An earlier call may still have its effect, and nothing proves that it will not. */
  | { is: "unclear" }
  /** Makes the change by one call and tells the id of what was made. */
  | { is: "ready"; call: () => Promise<number | null> };

/** Reads what has to be known before the change and returns the one call that makes it. Changes nothing itself. */
export async function prepareChange({ ticketId, ...rest }: ChangeSite, intent: WriteBackIntent): Promise<Preparation> {
  if (intent.kind === "ticket") return prepareTicket(rest, intent);
  assert(ticketId !== null, "What is changed on a ticket is planned once there is one");
  const site = { ...rest, ticketId };
  switch (intent.kind) {
    case "note":
      return prepareNote(site, intent);
    case "udf":
      return prepareUdf(site, intent);
    case "status":
      return prepareStatus(site, intent);
    case "priority":
      return preparePriority(site, intent);
    // A note of its own, found again by a mark of its own.
    case "late_phrase":
      return prepareNote(site, intent);
    case "resolution":
      return prepareResolution(site, intent);
  }
}

type Site = Omit<ChangeSite, "ticketId"> & { ticketId: number };

async function prepareNote(
  { autotask, options, ticketId, marker, unknownSince }: Site,
  intent: IntentOf<"note"> | IntentOf<"late_phrase">,
): Promise<Preparation> {
  if (unknownSince) {
    const look = await findOurNote(autotask, { ticketId, marker, sentAt: unknownSince });
    if (look === "unclear") return { is: "unclear" };
    if (look !== "none") return { is: "there", autotaskId: look.found };
  }
  // An admin may have chosen others since, to mend a refusal.
  const noteType = options.noteTypeId ?? intent.noteTypeId;
  const publish = options.notePublishId ?? intent.publishId;
  if (noteType === null || publish === null) return { is: "impossible", code: "write_back.no_note_type" };
  return {
    is: "ready",
    call: () => createTicketNote(autotask, { ticketId, title: intent.title, description: intent.text, noteType, publish }),
  };
}

async function prepareUdf({ autotask, ticketId, unknownSince }: Site, intent: IntentOf<"udf">): Promise<Preparation> {
  const { name, value } = intent;
  if (unknownSince) {
    const { userDefinedFields } = await getTicket(autotask, ticketId);
    if (userDefinedFields.some((field) => field.name === name && field.value === value)) return { is: "there", autotaskId: null };
  }
  const write = (text: string) => patchTicket(autotask, { id: ticketId, userDefinedFields: [{ name, value: text }] });
  return {
    is: "ready",
    call: async () => {
      try {
        await write(value);
      } catch (error) {
        // A list takes the value of an item only. Asked for when refused, so that a text field costs one call.
        const item = isAutotaskError(error, "autotask.picklist_value_missing") ? await findListItem(autotask, intent) : undefined;
        if (item === undefined) throw error;
        await write(item);
      }
      return null;
    },
  };
}

/** The value of the list's active item that reads like the outcome. */
async function findListItem(autotask: AutotaskClient, { name, word }: IntentOf<"udf">): Promise<string | undefined> {
  const fields = await getUserDefinedFields(autotask, "Tickets");
  const items = fields.find((field) => field.name === name)?.picklistValues ?? [];
  return items.find(({ isActive, label }) => isActive && label.trim().toLowerCase() === word.toLowerCase())?.value;
}

async function prepareStatus({ autotask, ticketId }: Site, { from, to }: IntentOf<"status">): Promise<Preparation> {
  const { status } = await getTicket(autotask, ticketId);
  if (status === to) return { is: "there", autotaskId: null };
  if (from !== null && status !== from) return { is: "changed", code: "write_back.status_changed" };
  return patch(autotask, { id: ticketId, status: to });
}

async function preparePriority({ autotask, ticketId }: Site, { from, to }: IntentOf<"priority">): Promise<Preparation> {
  const { priority } = await getTicket(autotask, ticketId);
  if (priority === to) return { is: "there", autotaskId: null };
  // One that we never read is nobody's but theirs: a person may have set it.
  if (priority !== from) return { is: "changed", code: "write_back.priority_changed" };
  return patch(autotask, { id: ticketId, priority: to });
}

async function prepareResolution({ autotask, ticketId }: Site, { text }: IntentOf<"resolution">): Promise<Preparation> {
  const resolution = (await getTicket(autotask, ticketId)).resolution?.trim() ?? "";
  if (resolution.endsWith(text)) return { is: "there", autotaskId: null };
  if (resolution !== "") return { is: "changed", code: "write_back.resolution_written" };
  return patch(autotask, { id: ticketId, resolution: text });
}

type Changes = Pick<Parameters<typeof patchTicket>[1], "status" | "priority" | "resolution" | "userDefinedFields"> & Pick<Ticket, "id">;

function patch(autotask: AutotaskClient, changes: Changes): Preparation {
  return {
    is: "ready",
    call: async () => {
      await patchTicket(autotask, changes);
      return null;
    },
  };
}
