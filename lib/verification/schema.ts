import { z } from "zod";
import { outcomes, verificationStates } from "./states.ts";
import { strengths } from "./strength.ts";

export { type ReasonCode, reasonCodes } from "./reason-codes.ts";

// What the screens and the REST API read of verifications, and what they send. Safe in the browser.

export const strengthSchema = z.enum(strengths);
export const verificationStateSchema = z.enum(verificationStates);

/** What can stand in a timeline. */
export const eventKinds = [
  ...outcomes,
  "started",
  "challenge_sent",
  "opened",
  "wrong_code",
  "sign_in_refused",
  "account_bound",
  "challenge_passed",
  "method_changed",
  "new_code_asked",
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
  period: z.enum(["today", "7d", "30d", "all"]).default("all"),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type VerificationFilter = z.infer<typeof verificationFilterSchema>;

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

export const verificationDetailSchema = verificationSummarySchema.extend({
  requesterSource: z.enum(["ticket", "default_contact"]).nullable(),
  startedByName: z.string().nullable(),
  strengthBasis: z.string().nullable(),
  sentAt: z.iso.datetime().nullable(),
  openedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  autotaskTicketId: z.string(),
  /** Opens the ticket in Autotask; null before the zone is known. */
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
    /** What a pass needs; what the connection asks of new tickets when it is left out. */
    strength: strengthSchema.optional(),
  })
  .refine((input) => (input.autotaskTicketId === undefined) !== (input.ticketNumber === undefined), {
    error: "Give the ticket's id or its number.",
    path: ["ticketNumber"],
  });
export type StartVerification = z.infer<typeof startVerificationSchema>;
