import type { ReasonCode } from "../verification/schema.ts";
import type { Outcome } from "../verification/states.ts";
import type { Strength } from "../verification/strength.ts";

/** What a note may tell. There is no field for a code, an address or a word of the ticket. */
export type NoteSubject = {
  outcome: Outcome;
  /** The code that the verification carries for failed, expired, cancelled and not possible. */
  reason: string | null;
  method: string | null;
  /** What was passed, in that order: two where neither was enough alone. */
  provenBy?: readonly string[];
  strength: Strength | null;
  /** Where the standard says so. Null where nothing was proven. */
  clause?: string | null;
  /** The service that confirmed them, and its own receipt, where one did. */
  external?: { byName: string; receipt: string } | null;
  /** The receipt of the earlier pass that this one rests on. */
  reusedReceipt?: string | null;
  /** Who approved, where somebody did. */
  approverName?: string | null;
  requesterName: string | null;
  /** Null: the policy asked. */
  startedByName: string | null;
  /** Who decided without proof, and why, for an overridden one. */
  decidedByName: string | null;
  decisionReason: string | null;
  settledAt: Date;
  /** The organization's, an IANA name. */
  timeZone: string;
  receipt: string;
  /** What the signals came to, where they asked for more or held it: the number, and a clause for each. */
  raised?: { risk: number; clauses: readonly string[] } | null;
  /** The technician to whom a code was read out on the phone, where one was. */
  readOutTo?: string | null;
  /** The call that was recorded last: by whom, and the masked number. */
  call?: { byName: string; to: string } | null;
};

/** Autotask's limits for a note (observed by CAMPBELL's client; confirmed by the tenant's metadata where it gives a length). */
const TITLE_MAX = 250;
const TEXT_MAX = 32_000;
const NAME_MAX = 100;
const REASON_MAX = 500;
const SIGNALS_MAX = 700;

export const outcomeWords: Record<Outcome, string> = {
  passed: "Passed",
  failed: "Failed",
  denied: "Denied",
  expired: "Expired",
  cancelled: "Cancelled",
  not_possible: "Not possible",
  overridden: "Overridden",
};

const strengthWords: Record<Strength, string> = { weak: "Weak", fair: "Fair", good: "Good", best: "Best" };

const methodWords: Record<string, string> = {
  totp: "Code of an authenticator app enrolled before",
  passkey: "Passkey enrolled before, with user verification",
  approver: "Approval by a named contact of the company",
  external_provider: "Check by an external provider",
  company_sign_in: "Sign-in with the account of the company",
  email_code: "Six-digit code by e-mail",
  sms_code: "Six-digit code by text message (restricted)",
  reused_pass: "Earlier pass of the same contact, used again",
  call_back: "Call-back to the number on file (restricted)",
};

/** One for each reason, so that a new reason does not compile without its sentence. */
const reasonSentences: Record<ReasonCode, string> = {
  "verification.tries_used": "Five answers were given and none was right.",
  "verification.too_many_starts":
    "As many verifications as the limits allow were started for this person, ticket or company. Wait, or have a lead decide.",
  "verification.too_many_messages":
    "As many messages as the limits allow went to this person, ticket or company. Wait, call back, or have a lead decide.",
  "verification.wrong_phrase": "Somebody called the contact in your name and did not know the phrase. Tell your security people.",
  "verification.contact_frozen": 'The contact is frozen after "This was not me", so nobody is asked in their name. A lead lifts it.',
  "verification.no_answer": "Nobody answered in time.",
  "verification.contact_inactive": "The contact is not active in Autotask.",
  "verification.contact_too_new":
    "The contact was added or changed in Autotask too shortly before the ticket, or after it, so its address or number proves nothing yet. Ask an approver; left as it is, it counts in some days.",
  "verification.same_channel": "The ticket came from the contact's mailbox or is about it or its account, so neither was taken as proof.",
  "verification.destination_changed":
    "The contact's address or number was changed in Autotask too recently, so it proves nothing yet. Ask an approver; left as it is, it counts in some days.",
  "verification.shared_destination": "The contact's address or number is shared with others, so it cannot prove one person.",
  "verification.no_phone": "The contact record has no number that we may call.",
  "verification.no_mobile": "The contact record has no mobile number.",
  "verification.no_sms_gateway": "No gateway for text messages is set up.",
  "verification.sms_country_closed": "Text messages to the country of the contact's number are not allowed.",
  "verification.sms_refused": "The gateway for text messages refused the contact's number.",
  "verification.sms_budget_used": "The hourly budget of text messages was used up.",
  "verification.not_enrolled": "The contact has set up nothing that could be asked for.",
  "verification.no_address": "The contact record has no address that we may use.",
  "verification.no_company_sign_in": "No company sign-in is set up for the company of the contact.",
  "verification.no_external_provider": "No external provider is set up.",
  "verification.external_away": "The external provider did not answer.",
  "verification.external_refused": "The external provider could not be asked.",
  "verification.external_failed": "The external provider did not confirm that it was the contact.",
  "verification.external_other_person": "The external provider confirmed somebody whose name or address is not the contact's.",
  "verification.external_inconclusive":
    "The external provider could not say whether it was the contact, and there was no other way to ask.",
  "verification.not_strong_enough": "The contact can be asked, but by no method that proves as much as was asked for.",
  "verification.raised_out_of_reach":
    "Signals raised what was asked, and the contact can be asked by no method that proves as much. Reach them by a way you knew before.",
  "verification.hold_refused": "Signals held the verification, and a lead refused it.",
  "verification.not_released": "Signals held the verification, and no lead released it in time.",
  "verification.no_approver": "The company has no approver whom we may ask.",
  "verification.approver_is_requester": "The only approver of the company is the contact, and nobody approves their own request.",
  "verification.approver_denied": "The approver of the company said that this is not right.",
  "verification.wrong_number": "The approver did not know the number that the requester was shown.",
  "verification.no_contact": "The ticket has no contact, and the connection names none to ask instead.",
  "verification.other_contact": "The ticket is of another contact than the one who called.",
  "verification.mail_refused": "The mail server refused the contact's address.",
  "verification.contact_missing": "The contact of the ticket is not in Autotask any more.",
  "verification.contact_not_read": "It was proven, but Autotask could not be asked in time whether the contact still stands.",
  "verification.company_changed": "While it was asked the contact was moved to another company in Autotask.",
  "verification.ticket_missing": "The ticket could not be found in Autotask.",
  "verification.cancelled_by_person": "A person stopped the verification.",
  "verification.disconnected": "The connection to Autotask was switched off.",
};

const outcomeSentences: Record<Outcome, string> = {
  passed: "The person asking proved to be the contact.",
  failed: "The person asking did not prove to be the contact.",
  denied: 'The contact said "This was not me".',
  expired: "Nobody answered in time.",
  cancelled: "The verification was stopped.",
  not_possible: "There was no way to reach the contact that we may trust.",
  overridden: "A person decided. The person asking has not proven to be the contact.",
};

/** The title and the text of the note for an outcome: fixed wording, plain text, one machine-readable last line. */
export function composeNote(subject: NoteSubject): { title: string; text: string } {
  const { outcome, receipt } = subject;
  const name = subject.requesterName === null ? "" : plainName(subject.requesterName);
  const asker = subject.startedByName === null ? "" : plainName(subject.startedByName);
  const approver = plainName(subject.approverName ?? "");
  const facts = [
    ...(name === "" ? [] : [`Contact: ${name}`]),
    ...(outcome === "overridden" ? [`Reason: ${plainText(subject.decisionReason ?? "", REASON_MAX)}`] : []),
    ...methodLine(subject),
    ...(outcome === "passed" && subject.reusedReceipt ? [`Reused from: ${plainText(subject.reusedReceipt, NAME_MAX)}`] : []),
    ...(subject.call ? [`Called: ${subject.call.to}, by ${plainName(subject.call.byName)}`] : []),
    ...(outcome === "passed" && subject.readOutTo
      ? [`Code read out to: ${plainName(subject.readOutTo)}, on the phone, so no signals of where it came from`]
      : []),
    ...(outcome === "passed" && approver !== "" ? [`Approved by: ${approver}`] : []),
    ...(outcome === "passed" && subject.external
      ? [`Confirmed by: ${plainName(subject.external.byName)}, its receipt ${plainName(subject.external.receipt)}`]
      : []),
    // Strength is what was proven, so only a pass has one.
    ...(outcome === "passed" && subject.strength !== null
      ? [`Strength: ${strengthWords[subject.strength]}${subject.clause ? ` (${subject.clause.replaceAll(";", ",")})` : ""}`]
      : []),
    ...(subject.raised ? [signalsLine(subject.raised)] : []),
    `Time: ${timeIn(subject.settledAt, subject.timeZone)}`,
    `Asked by: ${asker === "" ? "Countersign, automatically" : asker}`,
    `Receipt: ${receipt}`,
  ];
  const lines = [`${outcomeWords[outcome]}. ${sentenceOf(subject)}`, adviceOf(subject), "", ...facts, "", markerLine(subject)];
  return { title: `Countersign: ${outcomeWords[outcome]}, ${receipt}`.slice(0, TITLE_MAX), text: lines.join("\n").slice(0, TEXT_MAX) };
}

/** Names in it come from lists of networks, so they are foreign words too. */
function signalsLine({ risk, clauses }: { risk: number; clauses: readonly string[] }): string {
  return `Signals: risk ${risk} of 10, since ${plainText(clauses.join(", and "), SIGNALS_MAX)}`;
}

/** Of a pass what proved it; of anything else what was asked last. */
function methodLine({ outcome, method, provenBy = [] }: NoteSubject): string[] {
  const asked = method === null ? [] : [method];
  const names = outcome === "passed" && provenBy.length > 0 ? provenBy : asked;
  return names.length === 0 ? [] : [`Method: ${names.map((each) => methodWords[each] ?? "Other").join(", and ")}`];
}

/** The mark of the second note. Without the receipt as it stands in the first one, so that neither is taken for the other. */
export function lateMarker(receipt: string): string {
  return receipt.replace(/^CS-/, "after-end-");
}

/** The note that the phrase was said after the end. Nobody knows by whom: it says what to look at. */
export function composeLateNote({ receipt, at, timeZone }: { receipt: string; at: Date; timeZone: string }): {
  title: string;
  text: string;
} {
  const marker = lateMarker(receipt);
  const lines = [
    "The phrase of a verification of this ticket was typed on the public page after the verification had ended.",
    "Do not proceed on a call that goes on now. Either it is your own, or somebody uses words that were overheard: ask the contact on a number you knew before.",
    "",
    `Time: ${timeIn(at, timeZone)}`,
    "",
    `event=late_phrase; mark=${marker}`,
  ];
  return { title: `Countersign: phrase used after the end, ${marker}`, text: lines.join("\n") };
}

/** The one sentence to act on. Of an override it names who answers for it. */
function adviceOf({ outcome, decidedByName }: NoteSubject): string {
  if (outcome === "overridden") return `Proceed on the decision of ${plainName(decidedByName ?? "") || "a lead"}.`;
  return outcome === "passed" ? "Proceed." : "Do not proceed.";
}

/** The last line of a note, for programs and for finding it again. */
export function markerLine({ outcome, receipt }: Pick<NoteSubject, "outcome" | "receipt">): string {
  return `outcome=${outcome}; receipt=${receipt}`;
}

function sentenceOf({ outcome, reason }: NoteSubject): string {
  const told = outcome === "passed" || !isReason(reason) ? null : reasonSentences[reason];
  return told ?? outcomeSentences[outcome];
}

function isReason(reason: string | null): reason is ReasonCode {
  return reason !== null && Object.hasOwn(reasonSentences, reason);
}

function plainName(name: string): string {
  return plainText(name, NAME_MAX);
}

/**
 * Foreign words as one harmless line: no control, direction or line characters, none of the signs of the last line, no
 * address, no longer than it may be.
 */
export function plainText(text: string, charactersMax: number): string {
  const words = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}=;<>]/gu, " ")
    .split(/\s+/)
    .filter((word) => word !== "" && !/[@＠﹫]/u.test(word));
  return Array.from(words.join(" ")).slice(0, charactersMax).join("").trim();
}

function timeIn(at: Date, timeZone: string): string {
  const utc = `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  if (timeZone === "UTC") return utc;
  try {
    const parts = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(at);
    return `${utc} (${parts} ${timeZone})`;
  } catch {
    return utc; // An unknown time zone is a setting to mend, not a reason to write nothing.
  }
}
