import type { Tx } from "../../platform/db/database.ts";
import type { ApproverFact } from "../methods/method.ts";

/** An approver's contact record as Autotask has it now. */
export type ApproverReading = Omit<ApproverFact, "isFresh"> & { createdAt: Date | null; modifiedAt: Date | null };

type Kept = {
  challenge: { id: string; organizationId: string; createdAt: Date | string };
  approver: Pick<ApproverFact, "approverId" | "name"> | undefined;
};

/** Writes down who would be asked in a challenge; what they get is drawn when it is put. Nothing for other methods. */
export async function keepApprovals(tx: Tx, { challenge, approver }: Kept): Promise<void> {
  if (!approver) return;
  const { id: challengeId, organizationId, createdAt } = challenge;
  const { approverId, name: approverName } = approver;
  await tx.approval.create({ data: { organizationId, challengeId, approverId, approverName, createdAt } });
}

const noNumber = { tokenSealed: null, numberMac: null, numberSealed: null };

/** The question is not put any more: its link is dead, and what comes next has another link and another number. Tries that were used stay used. */
export async function withdrawApprovals(tx: Tx, verificationId: string): Promise<void> {
  await tx.approval.updateMany({ where: { challenge: { verificationId, state: "offered" } }, data: { tokenHash: null, ...noNumber } });
}

/** Forgets the numbers of challenges that have their end. The hash of the link stays, so that its browser can see how it ended. */
export async function eraseNumbers(tx: Tx, verificationId: string): Promise<void> {
  await tx.approval.updateMany({ where: { challenge: { verificationId, settledAt: { not: null } } }, data: noNumber });
}

/** The mail has left with the token, so nobody needs it in the database any more. */
export async function forgetSentTokens(tx: Tx, challengeId: string): Promise<void> {
  await tx.approval.updateMany({ where: { challengeId }, data: { tokenSealed: null } });
}
