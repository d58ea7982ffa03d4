import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { type Db, inTransaction, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError } from "../../platform/errors.ts";
import { isEqualConstantTime } from "../../platform/secrets.ts";
import { numbersMax, triesMax } from "../limits.ts";
import { passChallenge } from "../pass-challenge.ts";
import { putNextChallenge } from "../put-challenge.ts";
import { recordEvent } from "../record-event.ts";
import { eraseNumbers } from "./approval-rows.ts";
import { findOpenApproval } from "./find-approval-page.ts";
import { parseNumber } from "./parse-number.ts";

export type ApprovalAnswer =
  | { result: "approved"; approvalId: string }
  /** Not the number; so many tries are left. */
  | { result: "wrong"; triesLeft: number }
  /** That was the last try. */
  | { result: "stopped"; approvalId: string }
  /** Not two digits: nothing was compared and no try was spent. */
  | { result: "unreadable" }
  /** Unknown link, a question that is over, or an approver who is none any more: all answer the same. */
  | { result: "gone" };

type Open = NonNullable<Awaited<ReturnType<typeof findOpenApproval>>>;

/**
 * Takes an approver's approval, which counts with the number that the requester was shown and with nothing less. A try is
 * counted and committed before anything is compared, of the verification too, as for codes.
 */
export async function approve(
  deps: Pick<Deps, "db" | "now" | "secrets">,
  { token, number }: { token: string; number: string },
): Promise<ApprovalAnswer> {
  const { db, now, secrets } = deps;
  const approval = await findOpenApproval(db, { token, now: now() });
  if (!approval) return { result: "gone" };
  const digits = parseNumber(number);
  if (digits === null) return { result: "unreadable" };
  const counted = await countTry(db, approval);
  if (!counted) return { result: "gone" };
  const isRight = isEqualConstantTime(secrets.mac(approval.id, digits), counted.numberMac);
  const triesLeft = counted.verificationTries >= triesMax ? 0 : numbersMax - counted.tries;
  try {
    await inTransaction(db, (tx) => (isRight ? pass(tx, approval, now()) : miss(tx, approval, { triesLeft, at: now() })));
  } catch (error) {
    // Another answer, a denial or the end of time was first.
    if (error instanceof ConflictError) return { result: "gone" };
    throw error;
  }
  if (isRight) return { result: "approved", approvalId: approval.id };
  return triesLeft > 0 ? { result: "wrong", triesLeft } : { result: "stopped", approvalId: approval.id };
}

async function pass(tx: Tx, approval: Open, now: Date): Promise<void> {
  const { challengeId, approverId, approverName, organizationId } = approval;
  const { verificationId } = approval.challenge;
  // Locked as passChallenge locks, so that a removal and an approval at once take turns: the removed one's word is none.
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const isApprover = (await tx.companyApprover.count({ where: { id: approverId, organizationId, removedAt: null } })) === 1;
  if (!isApprover) throw new ConflictError("The approver was removed", { code: "verification.approver_removed", context: { approverId } });
  const actor: Actor = { kind: "approver", name: approverName };
  await recordEvent(tx, { organizationId, verificationId, at: now, kind: "approved", details: { by: approverName } });
  await passChallenge(tx, { verificationId, challengeId, now, actor });
  const subject = { kind: "verification", id: verificationId };
  await recordAudit(tx, { organizationId, at: now, actor, action: "verification.approved", subject, details: { approverId } });
}

async function miss(tx: Tx, approval: Open, { triesLeft, at }: { triesLeft: number; at: Date }): Promise<void> {
  const { challengeId, approverName, organizationId } = approval;
  const { verificationId } = approval.challenge;
  await recordEvent(tx, { organizationId, verificationId, at, kind: "wrong_number", details: { by: approverName, triesLeft } });
  if (triesLeft > 0) return;
  await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
  const reason = "verification.wrong_number" as const;
  const erased = { settledAt: at, destinationSealed: null, codeMac: null, codeSealed: null };
  const { count } = await tx.challenge.updateMany({
    where: { id: challengeId, settledAt: null },
    data: { state: "failed", reason, ...erased },
  });
  if (count === 0) throw new ConflictError("The challenge has ended", { code: "verification.already_settled", context: { challengeId } });
  await eraseNumbers(tx, verificationId);
  const otherwise = { outcome: "failed" as const, reason, actor: { kind: "approver" as const, name: approverName } };
  await putNextChallenge(tx, { verificationId, now: at, otherwise });
}

type Counted = { numberMac: Uint8Array; tries: number; verificationTries: number };

/**
 * Counts one try of the approver, the challenge and the verification, on the database's clock. Null when no number can be
 * tried now. Rows are taken in the order in which an outcome takes them, so that the two never wait for each other.
 */
async function countTry(db: Db, approval: Open): Promise<Counted | null> {
  const { id, challengeId } = approval;
  const { verificationId } = approval.challenge;
  return inTransaction(db, async (tx) => {
    await tx.$queryRaw`select 1 from verifications where id = ${verificationId}::uuid for update`;
    // Read once more under the lock: whoever was first may have used the last try.
    const [open] = await tx.$queryRaw<{ numberMac: Uint8Array }[]>`
      select a."numberMac" from approvals a
      join challenges c on c.id = a."challengeId" join verifications v on v.id = c."verificationId"
      where a.id = ${id}::uuid and a."numberMac" is not null and a.tries < ${numbersMax} and c.state in ('sending', 'sent')
        and v."settledAt" is null and v."expiresAt" > now() and v.tries < ${triesMax}`;
    if (!open) return null;
    const once = { tries: { increment: 1 } };
    const verification = await tx.verification.update({ where: { id: verificationId }, data: once, select: { tries: true } });
    await tx.challenge.update({ where: { id: challengeId }, data: once });
    const { tries } = await tx.approval.update({ where: { id }, data: once, select: { tries: true } });
    return { numberMac: open.numberMac, tries, verificationTries: verification.tries };
  });
}
