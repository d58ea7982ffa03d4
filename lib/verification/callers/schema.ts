import { z } from "zod";
import { strengthSchema } from "../schema.ts";

// What people type to find somebody who calls, and what they are shown. Safe in the browser.

/** As many as one screen can be chosen from; more are found by typing more. */
export const callersMost = 25;

export const callerSearchSchema = z.object({
  /** A name, a company's name, or a phone number as people write it in the country of the company or the organization. */
  search: z
    .string()
    .trim()
    .min(2, "Type at least two letters, or a phone number.")
    .max(100, "Use at most 100 characters.")
    .refine((text) => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2, "Type at least two letters, or a phone number."),
});

const wayOfCallerSchema = z.object({
  method: z.string(),
  strength: strengthSchema,
  usable: z.boolean(),
  /** Why not, as a code. */
  reason: z.string().nullable(),
  /** Where it would go, masked: nobody chooses a destination, and nobody reads one here. */
  destinationMasked: z.string().nullable(),
});

export const callerListSchema = z.object({
  items: z.array(
    z.object({
      /** Autotask's own id. */
      contactId: z.string(),
      name: z.string(),
      jobTitle: z.string().nullable(),
      companyId: z.string().nullable(),
      companyName: z.string().nullable(),
      /** What all usable ways together can prove; null where there is none. */
      strongest: strengthSchema.nullable(),
      /** Every way to prove this person, strongest first. */
      ways: z.array(wayOfCallerSchema),
    }),
  ),
  /** There are more than are shown. */
  hasMore: z.boolean(),
  /** A number that nobody could have in the countries we know of: nothing was looked for. */
  isNumberUnreadable: z.boolean(),
  /** Whether this connection may open tickets. */
  mayOpenTicket: z.boolean(),
});
export type CallerList = z.infer<typeof callerListSchema>;
export type CallerView = CallerList["items"][number];

export const startForCallerSchema = z
  .strictObject({
    /** What they call about. The requester reads it, and it is kept. */
    reason: z.string().trim().min(3, "Say in a few words what they ask for.").max(200, "Use at most 200 characters."),
    /** What a pass needs; left out, what is asked of new tickets. */
    strength: strengthSchema.optional(),
    withTechnician: z.boolean().optional(),
    /** The ticket it is about: Autotask's own id, or its number where it has reached us. */
    autotaskTicketId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
    ticketNumber: z.string().trim().min(1).max(50).optional(),
    /** Without a ticket: open one in Autotask once there is an outcome. */
    openTicket: z.boolean().optional(),
  })
  .refine(
    (input) => [input.autotaskTicketId, input.ticketNumber, input.openTicket || undefined].filter((each) => each !== undefined).length <= 1,
    {
      error: "Name one ticket, or have one opened, or neither.",
      path: ["ticketNumber"],
    },
  );
export type StartForCaller = z.infer<typeof startForCallerSchema>;
