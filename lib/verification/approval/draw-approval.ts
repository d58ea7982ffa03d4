import { randomInt } from "node:crypto";
import type { Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest, newToken } from "../../platform/secrets.ts";
import { codesMax } from "../limits.ts";
import type { ChallengeMessage } from "../methods/method.ts";
import type { Strength } from "../strength.ts";

type Asked = { id: string; codeNumber: number; verification: { strengthAsked: Strength } };
type Drawn = NonNullable<ChallengeMessage["approval"]>;

/**
 * The link for the approver and the number that they have to type, committed before the mail leaves; those that wait to
 * be sent once more after a crash stay the same. Null when all mails of this challenge were sent, or the approver is gone.
 */
export async function drawApproval(tx: Tx, deps: Pick<Deps, "secrets" | "appUrl">, challenge: Asked): Promise<Drawn | null> {
  const approval = await tx.approval.findUnique({
    where: { challengeId: challenge.id, approver: { removedAt: null } },
    select: { id: true, approverName: true, tokenSealed: true },
  });
  if (!approval) return null;
  const { id, approverName, tokenSealed } = approval;
  const { strengthAsked } = challenge.verification;
  const place = approvalPlace(id, "token");
  const toMessage = (token: string, mailNumber: number): Drawn => ({
    ...{ approverName, strengthAsked, mailNumber },
    link: new URL(`/a/${token}`, deps.appUrl).href,
  });
  if (tokenSealed) return toMessage(deps.secrets.open(tokenSealed, place), challenge.codeNumber);
  if (challenge.codeNumber >= codesMax) return null;
  const token = newToken();
  const number = String(randomInt(10, 100));
  await tx.approval.update({
    where: { id },
    data: {
      tokenHash: digest(token),
      tokenSealed: deps.secrets.seal(token, place),
      numberMac: deps.secrets.mac(id, number),
      numberSealed: deps.secrets.seal(number, approvalPlace(id, "number")),
    },
  });
  const { codeNumber } = await tx.challenge.update({
    where: { id: challenge.id },
    data: { state: "sending", codeNumber: { increment: 1 } },
  });
  return toMessage(token, codeNumber);
}

/** Where a sealed value of an approval belongs. */
export function approvalPlace(rowId: string, column: "token" | "number") {
  return { table: "approvals", column, rowId };
}
