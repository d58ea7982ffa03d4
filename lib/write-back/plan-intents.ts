import type { ConnectionOptions } from "../connection/schema.ts";
import type { WriteBackIntent } from "./intent.ts";
import { composeNote, type NoteSubject, outcomeWords } from "./note-template.ts";

type Plan = { subject: NoteSubject; options: ConnectionOptions; ticketStatus: number | null; ticketPriority: number | null };

/** What an outcome changes in Autotask: what an admin chose, as far as its switch is on. */
export function planIntents({ subject, options, ticketStatus, ticketPriority }: Plan): WriteBackIntent[] {
  const { outcome, receipt } = subject;
  const told = `${outcomeWords[outcome]}, ${receipt}`;
  const { writeNote, writeUdf, setStatus, setResolution, raisePriority } = options.capabilities;
  const intents: WriteBackIntent[] = [];
  if (writeNote) {
    intents.push({ kind: "note", ...composeNote(subject), noteTypeId: options.noteTypeId, publishId: options.notePublishId });
  }
  if (writeUdf && options.udfName !== null) intents.push({ kind: "udf", name: options.udfName, value: told, word: outcomeWords[outcome] });
  const status = statusFor(outcome, options);
  if (setStatus && status !== null) intents.push({ kind: "status", from: ticketStatus, to: status });
  if (setResolution && options.writeResolution) intents.push({ kind: "resolution", text: `Requester verification: ${told}` });
  if (raisePriority && outcome === "denied" && options.priorityOnDenied !== null) {
    intents.push({ kind: "priority", from: ticketPriority, to: options.priorityOnDenied });
  }
  return intents;
}

/** What a person stopped or decided without proof says nothing about the requester, so it moves no ticket. */
function statusFor(outcome: NoteSubject["outcome"], options: ConnectionOptions): number | null {
  if (outcome === "cancelled" || outcome === "overridden") return null;
  return outcome === "passed" ? options.statusOnPassed : options.statusOnNotPassed;
}
