import { z } from "zod";
import type { AutotaskCode } from "../autotask/errors.ts";
import { writeBackStates } from "./states.ts";

// What the screens and the REST API read. Safe in the browser.

const moment = z.iso.datetime().nullable();

export const writeBackKindSchema = z.enum(["ticket", "note", "udf", "status", "resolution", "priority", "late_phrase"]);
export const writeBackStateSchema = z.enum(writeBackStates);

/** Our own reasons in `errorCode`, beside Autotask's refusals and the connection's troubles. The words are the component's. */
export type WriteBackReason =
  | "write_back.status_changed"
  | "write_back.resolution_written"
  | "write_back.priority_changed"
  | "write_back.no_note_type"
  | "write_back.no_ticket_values"
  | "write_back.notes_unread"
  | "write_back.disconnected";

/** Every code that can stand beside a change: ours, Autotask's, and those of a connection that may not be used now. */
export type WriteBackErrorCode = WriteBackReason | AutotaskCode | "connection.blocked" | "connection.not_connected" | "connection.no_slot";

export const writeBackViewSchema = z.object({
  id: z.uuid(),
  kind: writeBackKindSchema,
  state: writeBackStateSchema,
  /** Calls made. */
  attempts: z.int(),
  createdAt: z.iso.datetime(),
  lastSentAt: moment,
  /** When we look or try next. Null while it waits for its connection, and when it has its end. */
  nextAttemptAt: moment,
  writtenAt: moment,
  autotaskId: z.int().nullable(),
  errorCode: z.string().nullable(),
  /** What Autotask answered, cleaned and cut. */
  answer: z.string().nullable(),
});

export type WriteBackView = z.infer<typeof writeBackViewSchema>;
