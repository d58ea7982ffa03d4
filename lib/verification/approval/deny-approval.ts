import { inTransaction } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError } from "../../platform/errors.ts";
import { settle } from "../settle.ts";
import { findOpenApproval } from "./find-approval-page.ts";

/**
 * Takes "This is not right", which ends the verification. Called by the second of two deliberate steps only, since a mail
 * scanner that presses the first button must not deny for anybody. Null: an unknown link, or something else was first.
 */
export async function denyApproval({ db, now }: Pick<Deps, "db" | "now">, token: string): Promise<{ approvalId: string } | null> {
  const at = now();
  const approval = await findOpenApproval(db, { token, now: at });
  if (!approval) return null;
  const { verificationId } = approval.challenge;
  const actor = { kind: "approver" as const, name: approval.approverName };
  const reason = "verification.approver_denied";
  try {
    await inTransaction(db, (tx) => settle(tx, { verificationId, outcome: "denied", reason, actor, now: at }));
  } catch (error) {
    if (error instanceof ConflictError) return null;
    throw error;
  }
  return { approvalId: approval.id };
}
