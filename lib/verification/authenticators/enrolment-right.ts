import { later, minutes } from "../../platform/clock.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest, isEqualConstantTime } from "../../platform/secrets.ts";
import { endProof } from "../find-open-page.ts";
import type { Holder } from "../methods/method.ts";
import { isEnough } from "../strength.ts";

/** How long after a strong pass something may be enrolled. */
export const enrolmentWindowMs = minutes(10);

export type EnrolmentRight = {
  verificationId: string;
  organizationId: string;
  holder: Holder;
  organizationName: string;
  personName: string;
  /** Until when. */
  until: Date;
};

/** What a browser shows for it: the link, and the proof of `endProof` that it gave the answer. */
export type EnrolmentClaim = { token: string; proof: string };

/**
 * The right to enrol: for ten minutes, for the browser that answered, after a pass of strength good or best (NIST SP
 * 800-63B-4, 4.1.2: bound at the strength it will be used for). Null for everything else. A pass for the contact that a
 * connection names for tickets without one gives none: several people may stand behind that contact.
 */
export async function findEnrolmentRight(
  { db, now, secrets }: Pick<Deps, "db" | "now" | "secrets">,
  { token, proof }: EnrolmentClaim,
): Promise<EnrolmentRight | null> {
  const row = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: {
      id: true,
      organizationId: true,
      connectionId: true,
      state: true,
      strength: true,
      settledAt: true,
      requesterContactId: true,
      requesterName: true,
      requesterSource: true,
      organization: { select: { name: true } },
    },
  });
  if (row?.state !== "passed" || !row.settledAt || row.requesterContactId === null || row.requesterSource !== "ticket") return null;
  if (!isEqualConstantTime(Buffer.from(endProof({ secrets }, row.id)), Buffer.from(proof))) return null;
  const until = later(row.settledAt, enrolmentWindowMs);
  if (!isEnough(row.strength, "good") || until <= now()) return null;
  return {
    verificationId: row.id,
    organizationId: row.organizationId,
    holder: { organizationId: row.organizationId, connectionId: row.connectionId, contactId: row.requesterContactId },
    organizationName: row.organization.name,
    personName: row.requesterName ?? "",
    until,
  };
}
