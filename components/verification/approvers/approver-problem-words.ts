import type { ApproverProblem } from "@/lib/verification/approval/schema.ts";

/** Why a contact is not taken as an approver, then what to do. */
export const approverProblemWords: Record<ApproverProblem | "connection.blocked", string> = {
  "verification.contact_not_of_company": "This contact is not of that company any more. Choose another.",
  "verification.contact_inactive": "This contact is not active in Autotask. Choose another, or make them active there.",
  "verification.no_address": "This contact has no e-mail address in Autotask that we could write to. Add one there, or choose another.",
  "verification.approver_exists": "This contact is an approver of the company already.",
  "verification.too_many_approvers": "A company has three approvers at most. Remove one first.",
  "connection.blocked": "Autotask refuses our sign-in at the moment. Correct the credentials of the connection first.",
};
