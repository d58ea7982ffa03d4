import { z } from "zod";
import { methodIds } from "./methods/method.ts";
import { riskReportSchema } from "./signals/schema.ts";
import { outcomes, verificationStates } from "./states.ts";
import { type Strength, strengths } from "./strength.ts";

export { type ReasonCode, reasonCodes } from "./reason-codes.ts";
export type { Strength };

// What the screens and the REST API read of verifications, and what they send. Safe in the browser.

export const strengthSchema = z.enum(strengths);
/** What a pass by one more method would do for what was asked. */
export const helps = ["alone", "with_another", "no"] as const;
export type Help = (typeof helps)[number];
const helpSchema = z.enum(helps);
export const verificationStateSchema = z.enum(verificationStates);

/** What can stand in a timeline. */
export const eventKinds = [
  ...outcomes,
  "started",
  "challenge_sent",
  "opened",
  "wrong_code",
  "wrong_number",
  "approved",
  "sign_in_refused",
  "account_bound",
  "external_result",
  "external_ignored",
  "challenge_passed",
  "method_changed",
  "new_code_asked",
  "number_shown",
  "call_recorded",
  "number_matched",
  "number_missed",
  "contact_frozen",
  "contact_unfrozen",
  "passkey_refused",
  "passkey_copied",
  "authenticator_added",
  "strength_raised",
  "held",
  "awaits_release",
  "contact_changed",
  "contact_shared",
  "awaits_autotask",
  "hold_released",
  "hold_refused",
  "limit_reached",
  "contact_cleared",
  "pass_reused",
  "late_phrase",
  "questions_judged",
] as const;
export type EventKind = (typeof eventKinds)[number];

export const verificationSummarySchema = z.object({
  id: z.uuid(),
  state: verificationStateSchema,
  reason: z.string().nullable(),
  receipt: z.string(),
  requesterName: z.string().nullable(),
  companyName: z.string().nullable(),
  ticket: z.object({ id: z.uuid(), number: z.string(), title: z.string() }),
  connection: z.object({ id: z.uuid(), name: z.string() }),
  technicianName: z.string().nullable(),
  method: z.string().nullable(),
  /** What was proven; null until something was. */
  strength: strengthSchema.nullable(),
  /** Where the standard says so: "NIST SP 800-63B-4, 3.1.7 and 3.2.5". */
  strengthClause: z.string().nullable(),
  /** What a pass needs. */
  strengthAsked: strengthSchema,
  createdAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
});
export type VerificationSummary = z.infer<typeof verificationSummarySchema>;

export const verificationListSchema = z.object({
  items: z.array(verificationSummarySchema),
  /** How many match, over all pages. */
  total: z.int(),
  /** The place of the first item among all that match, counted from 1. 0 when nothing matches. */
  from: z.int(),
  /** Pass as `cursor` to read back; null on the first page. */
  previousCursor: z.string().nullable(),
  /** Pass as `cursor` to read on; null on the last page. */
  nextCursor: z.string().nullable(),
});
export type VerificationList = z.infer<typeof verificationListSchema>;

/** How many stand in each of the list's own views. */
export const viewCountsSchema = z.object({ today: z.int(), needsPerson: z.int(), denied: z.int(), all: z.int() });
export type ViewCounts = z.infer<typeof viewCountsSchema>;

/** `open` stands for pending, sent and opened; `needs_person` for what a person should look at, of the last 24 hours. */
export const verificationFilterSchema = z.object({
  search: z.string().trim().max(100).optional(),
  state: z.enum([...verificationStates, "open", "needs_person"]).optional(),
  connectionId: z.uuid().optional(),
  ticketId: z.uuid().optional(),
  /** The ticket's number in Autotask. */
  ticketNumber: z.string().trim().max(50).optional(),
  /** The method that was asked last. */
  method: z.enum(methodIds).optional(),
  /** What was proven. */
  strength: strengthSchema.optional(),
  /** The company's name as Autotask has it, whole. */
  company: z.string().trim().min(1).max(200).optional(),
  /** The technician of the ticket, whole. */
  technician: z.string().trim().min(1).max(200).optional(),
  period: z.enum(["today", "7d", "30d", "all"]).default("all"),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type VerificationFilter = z.infer<typeof verificationFilterSchema>;

/** The same without pages: an export has all that match. */
export const verificationExportFilterSchema = verificationFilterSchema.omit({ cursor: true, limit: true });
export type VerificationExportFilter = z.infer<typeof verificationExportFilterSchema>;

/** What there is to filter by: the names that occur. */
export const filterChoicesSchema = z.object({ companies: z.array(z.string()), technicians: z.array(z.string()) });
export type FilterChoices = z.infer<typeof filterChoicesSchema>;

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** How the person stands, over all their tickets: `suspected` after one "This was not me", `frozen` after a second signal or by a lead. */
export const contactStandingSchema = z.object({
  state: z.enum(["clear", "suspected", "frozen"]),
  since: z.iso.datetime().nullable(),
  /** Who froze it; null where the second signal did. */
  byName: z.string().nullable(),
});
export type ContactStanding = z.infer<typeof contactStandingSchema>;

export const verificationDetailSchema = verificationSummarySchema.extend({
  contact: contactStandingSchema,
  requesterSource: z.enum(["ticket", "default_contact", "caller"]).nullable(),
  startedByName: z.string().nullable(),
  /** The member's or the key's id: who asked may not override. */
  startedById: z.uuid().nullable(),
  /** Who decided without proof, and why; null unless it was overridden. */
  override: z.object({ byName: z.string(), reason: z.string() }).nullable(),
  /** The pass of the same person that this one rests on; null where they were asked. */
  reusedFrom: z.object({ id: z.uuid(), receipt: z.string() }).nullable(),
  /** The clause with its reason, as a sentence. */
  strengthBasis: z.string().nullable(),
  /** What the signals say of where the answers came from. They raise suspicion, and prove nothing. */
  risk: riskReportSchema,
  /** Since when all is proven and only the look at the contact in Autotask is missing, which takes a moment; null else. */
  looksAtContactSince: z.iso.datetime().nullable(),
  /** When the contact was last read from Autotask. */
  contactReadAt: z.iso.datetime().nullable(),
  sentAt: z.iso.datetime().nullable(),
  openedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  /** Null: there is no ticket in Autotask, so the outcome stands here and nowhere else. */
  autotaskTicketId: z.string().nullable(),
  /** Without a ticket: one is opened in Autotask with the outcome. */
  opensTicket: z.boolean(),
  /** Opens the ticket in Autotask; null before the zone is known, and without a ticket. */
  autotaskUrl: z.url().nullable(),
  decision: z.object({ rule: z.string(), reason: z.string(), at: z.iso.datetime() }).nullable(),
  ticketFacts: z.object({ source: z.string().nullable(), status: z.string().nullable() }),
  /** Every way to prove this person, strongest first: whether it can be used, and why not. */
  methods: z.array(
    z.object({
      id: z.uuid(),
      method: z.string(),
      use: z.enum(["offered", "unusable", "open", "passed", "ended"]),
      reason: z.string().nullable(),
      destinationMasked: z.string().nullable(),
      strength: strengthSchema,
      /** Whether a pass by it is enough with what was passed before, enough together with another one, or does not help. */
      helps: helpSchema,
      /** A restricted authenticator (NIST SP 800-63B-4, 3.2.9). */
      restricted: z.boolean(),
      basis: z.string(),
    }),
  ),
  challenges: z.array(
    z.object({
      id: z.uuid(),
      method: z.string(),
      state: z.enum(["waiting", "sending", "sent", "passed", "failed", "closed"]),
      destinationMasked: z.string().nullable(),
      codesSent: z.int(),
      tries: z.int(),
      sentAt: z.iso.datetime().nullable(),
      codeExpiresAt: z.iso.datetime().nullable(),
    }),
  ),
  /** What the person can prove themselves with, and what was taken from them, newest first. */
  authenticators: z.array(
    z.object({
      id: z.uuid(),
      kind: z.enum(["totp", "passkey"]),
      label: z.string(),
      enrolledAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime().nullable(),
      revokedAt: z.iso.datetime().nullable(),
      revokedByName: z.string().nullable(),
    }),
  ),
  /** Answers that may still be given, and when the next one is looked at; null: now. */
  triesLeft: z.int(),
  nextTryAt: z.iso.datetime().nullable(),
  timeline: z.array(z.object({ id: z.string(), at: z.iso.datetime(), kind: z.string(), details })),
});
export type VerificationDetail = z.infer<typeof verificationDetailSchema>;

export const startVerificationSchema = z
  .object({
    connectionId: z.uuid(),
    /** Autotask's own id of the ticket. */
    autotaskTicketId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
    /** Or its number, for a ticket that reached us before. */
    ticketNumber: z.string().trim().min(1).max(50).optional(),
    /** What a pass needs; left out, what is asked of new tickets, and of a ticket not read yet the most that is asked of any. */
    strength: strengthSchema.optional(),
    /** A technician is on the phone with the requester and reads a number out, which the requester types. For members only. */
    withTechnician: z.boolean().optional(),
  })
  .refine((input) => (input.autotaskTicketId === undefined) !== (input.ticketNumber === undefined), {
    error: "Give the ticket's id or its number.",
    path: ["ticketNumber"],
  });
export type StartVerification = z.infer<typeof startVerificationSchema>;

/** The number on file, for the member who calls it. */
export const shownNumberSchema = z.object({
  /** As people read it. */
  number: z.string(),
  /** For a telephone program: `tel:`. */
  dialUrl: z.string(),
  /** A call can be recorded from then on. */
  recordableAt: z.iso.datetime(),
});

export const callResults = ["confirmed", "denied", "no_answer"] as const;
export type CallResult = (typeof callResults)[number];

export const recordCallSchema = z.strictObject({
  result: z.enum(callResults, "Say what came of the call."),
  /** Of the number that was dialled. */
  lastDigits: z
    .string()
    .trim()
    .regex(/^\d{4}$/, "Enter the last four digits of the number you dialled."),
});
export type RecordCall = z.infer<typeof recordCallSchema>;

/** `passed`: all that was asked is proven, and the outcome follows as soon as the contact was looked at again. `more`: right, and one more proof is asked. `not_enough`: right, and there is none that would do. */
export const calledSchema = z.object({ result: z.enum(["passed", "more", "not_enough", "denied", "no_answer"]) });

/** Which of the offered methods is put now, by the id that the verification's `methods` give it. */
export const switchMethodSchema = z.object({ challengeId: z.uuid() });

const reasonText = z.string().trim().min(10, "Say in at least ten characters why.").max(500, "Use at most 500 characters.");

/** Why a lead decides that one may proceed without proof, in words for those who check later. */
export const overrideSchema = z.object({ reason: reasonText });

/** What a technician says on the phone. Nulls once there is an outcome. */
export const spokenSchema = z.object({
  /** Said first, so that the requester knows who calls. */
  phrase: z.string().nullable(),
  /** Read out next, for the requester to type; null where no technician was named as present. */
  number: z.string().nullable(),
  isNumberMatched: z.boolean(),
  /** Who is asked beside the requester, and the number that the requester has for them. Null while no approver is asked. */
  approval: z.object({ approverName: z.string(), number: z.string().nullable() }).nullable(),
});
export type Spoken = z.infer<typeof spokenSchema>;

/** Why a lead clears a suspicion. */
export const clearSuspicionSchema = z.object({ reason: reasonText });

/** Why a lead lifts a freeze. */
export const unfreezeSchema = z.object({ reason: reasonText });
