import type { StatusState } from "@/components/ui/status-table.ts";
import { findWords } from "@/components/verification/find-words.ts";
import type { WriteBackErrorCode, WriteBackView } from "@/lib/write-back/schema.ts";

export const changeWords: Record<WriteBackView["kind"], string> = {
  ticket: "New ticket",
  note: "Internal note",
  udf: "User-defined field",
  status: "Status",
  resolution: "Resolution",
  priority: "Priority",
  late_phrase: "Internal note on the phrase",
};

/** What the row shows: Autotask's word is out as long as the result is not certain. */
export const statusOfChange: Record<WriteBackView["state"], StatusState<"write-back">> = {
  waiting: "waiting",
  sending: "waiting",
  unconfirmed: "waiting",
  written: "written",
  refused: "refused",
  left_alone: "left_alone",
  dropped: "dropped",
};

/** Why a change waits or was not made: what happened, then what to do where somebody has to. */
const errorWords: Record<WriteBackErrorCode, string> = {
  "write_back.status_changed": "A person changed the status first. Theirs stays.",
  "write_back.resolution_written": "The ticket has a resolution already. It stays.",
  "write_back.priority_changed": "A person changed the priority first. Theirs stays.",
  "write_back.no_note_type": "This Autotask has no note type that we could use. Choose one in the connection’s settings, then retry.",
  "write_back.no_ticket_values": "This Autotask has no status or no priority that a new ticket could have. Add one, then retry.",
  "write_back.notes_unread": "We could not read the ticket’s notes to see whether ours is there.",
  "write_back.disconnected": "The connection was switched off before this was written.",
  "connection.blocked": "Autotask refuses our sign-in. It is written when the credentials are accepted again.",
  "connection.not_connected": "The connection is not in use. It is written when the connection is back.",
  "connection.no_slot": "Other calls to Autotask were first.",
  "autotask.unauthorized": "Autotask refuses our sign-in. Check the credentials of the connection.",
  "autotask.tracking_identifier_refused": "Autotask refuses our tracking identifier. Check the credentials of the connection.",
  "autotask.user_unknown": "Autotask does not know our API user. Check the credentials of the connection.",
  "autotask.address_blocked": "Something before Autotask turns our server away. It is written when calls get through again.",
  "autotask.forbidden": "The API user may not make this change. Give its security level the right, then retry.",
  "autotask.webhook_right_missing": "The API user may not make this change. Give its security level the right, then retry.",
  "autotask.webhook_limit": "Autotask’s limit for this kind of entry is reached. Make room for one, then retry.",
  "autotask.duplicate_webhook": "Autotask has one of these already.",
  "autotask.not_found": "The ticket is not in Autotask any more.",
  "autotask.rate_limited": "Autotask has too many calls right now.",
  "autotask.threshold_exceeded": "The hourly limit of calls to this Autotask is used up.",
  "autotask.invalid":
    "Autotask did not accept what we wanted to write. A required field of the ticket may be empty. Correct it, then retry.",
  "autotask.picklist_value_missing":
    "The value we were told to write is not in Autotask’s list any more. Choose another in the connection’s settings, then retry.",
  "autotask.unreadable": "Autotask’s answer could not be read.",
  "autotask.unavailable": "Autotask gave no answer.",
  "autotask.zone_refused": "This database has moved to another Autotask zone. Check the connection.",
};

/** A sentence for the code beside a change; null when there is none. */
export function changeTrouble(code: string | null): string | null {
  if (code === null) return null;
  return findWords(errorWords, code) ?? "Autotask did not take this change.";
}
