import type { Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { approvalPlace } from "./draw-approval.ts";

/** What the requester tells the approver. `number` is null while it is on its way. */
export type ShownNumber = { approverName: string; number: string | null };

type Place = { db: Pick<Tx, "approval">; secrets: Deps["secrets"]; now: Date };

/** The number behind a requester's link, while an approver is asked. Changes nothing. */
export function findRequesterNumber(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  token: string,
): Promise<ShownNumber | null> {
  return find({ db, secrets, now: now() }, { tokenHash: digest(token) });
}

/** The same for who may read it out to a requester without a page, by the verification. Changes nothing. */
export function findApprovalNumber(
  { db, secrets, now }: { db: Pick<Tx, "approval">; secrets: Deps["secrets"]; now: Date },
  verification: { id: string; organizationId: string },
): Promise<ShownNumber | null> {
  return find({ db, secrets, now }, verification);
}

type Which = { tokenHash: Uint8Array<ArrayBuffer> } | { id: string; organizationId: string };

async function find({ db, secrets, now }: Place, which: Which): Promise<ShownNumber | null> {
  const approval = await db.approval.findFirst({
    where: {
      challenge: {
        state: { in: ["waiting", "sending", "sent"] },
        verification: { ...which, settledAt: null, expiresAt: { gt: now } },
      },
    },
    select: { id: true, approverName: true, numberSealed: true },
  });
  if (!approval) return null;
  const { id, approverName, numberSealed } = approval;
  return { approverName, number: numberSealed ? secrets.open(numberSealed, approvalPlace(id, "number")) : null };
}
