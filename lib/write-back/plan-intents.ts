import type { ConnectionOptions } from "../connection/schema.ts";
import type { WriteBackIntent } from "./intent.ts";
import { composeNote, type NoteSubject, outcomeWords, plainText } from "./note-template.ts";

type Plan = {
  subject: NoteSubject;
  options: ConnectionOptions;
  ticketStatus: number | null;
  ticketPriority: number | null;
  call?: Call | null;
};

const NAME_MAX = 100;
const REASON_MAX = 200;

/** Who called, where there is no ticket in Autotask. */
export type Call = {
  /** Opened only where the technician asked for it when the call was taken. */
  isToBeOpened: boolean;
  number: string;
  reason: string;
  companyId: number | null;
  contactId: number | null;
};

/** What an outcome changes in Autotask: what an admin chose, as far as its switch is on. */
export function planIntents({ subject, options, ticketStatus, ticketPriority, call = null }: Plan): WriteBackIntent[] {
  // The rest is planned once there is a ticket to change.
  if (call) return planTicket(call, { subject, options });
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

function planTicket(
  { isToBeOpened, number, reason, companyId, contactId }: Call,
  { subject, options }: Pick<Plan, "subject" | "options">,
): WriteBackIntent[] {
  if (!isToBeOpened || !options.capabilities.createTickets || companyId === null || contactId === null) return [];
  const name = subject.requesterName === null ? "A contact" : plainText(subject.requesterName, NAME_MAX);
  const by = subject.startedByName === null ? "" : ` ${plainText(subject.startedByName, NAME_MAX)} took the call.`;
  const text = `${name} called: ${plainText(reason, REASON_MAX)}.${by}\nCall: ${number}`;
  return [{ kind: "ticket", title: plainText(reason, REASON_MAX) || number, text, companyId, contactId, externalId: number }];
}

/** What a person stopped or decided without proof says nothing about the requester, so it moves no ticket. */
function statusFor(outcome: NoteSubject["outcome"], options: ConnectionOptions): number | null {
  if (outcome === "cancelled" || outcome === "overridden") return null;
  return outcome === "passed" ? options.statusOnPassed : options.statusOnNotPassed;
}
