import { z } from "zod";

// What people choose about approvers, and what the screens and the REST API read of them. Safe in the browser.

const autotaskId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** Autotask's ids: names and addresses come from the records, and are never typed. */
export const newApproverSchema = z.strictObject({
  connectionId: z.uuid("Choose a connection."),
  companyId: autotaskId,
  contactId: autotaskId,
});
export type NewApprover = z.infer<typeof newApproverSchema>;

/** Why a contact is not taken as an approver. */
export const approverProblems = [
  "verification.contact_not_of_company",
  "verification.contact_inactive",
  "verification.no_address",
  "verification.approver_exists",
  "verification.too_many_approvers",
] as const;
export type ApproverProblem = (typeof approverProblems)[number];

export const approverSchema = z.object({
  id: z.uuid(),
  connection: z.object({ id: z.uuid(), name: z.string() }),
  companyId: z.string(),
  companyName: z.string(),
  contactId: z.string(),
  contactName: z.string(),
  createdAt: z.iso.datetime(),
  createdByName: z.string().nullable(),
});
export type ApproverView = z.infer<typeof approverSchema>;

export const approverListSchema = z.object({ items: z.array(approverSchema) });
