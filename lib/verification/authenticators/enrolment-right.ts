import { later, minutes } from "../../platform/clock.ts";
import type { Reader } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { digest } from "../../platform/secrets.ts";
import { showsEnd } from "../find-open-page.ts";
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

/** What a browser shows for it: the link, and the proof of `endProof` or `provenProof` that it gave the answer. */
export type EnrolmentClaim = { token: string; proof: string };

/**
 * The right to enrol: for ten minutes, for the browser that answered, after a pass of strength good or best (NIST SP
 * 800-63B-4, 4.1.2: bound at the strength it will be used for). Null for everything else. A pass for the contact that a
 * connection names for tickets without one gives none: several people may stand behind that contact. After a loss the pass
 * must include an approver.
 */
export async function findEnrolmentRight(
  deps: Pick<Deps, "db" | "now" | "secrets">,
  claim: EnrolmentClaim,
): Promise<EnrolmentRight | null> {
  const right = await findStrongPass(deps, claim);
  return right === null || (await lacksApprover(deps.db, right)) ? null : right;
}

/**
 * Whether something was taken from the person, as lost, and this pass does not make up for it. Who holds one of their things
 * could pass and add another in its place; an approver of the company knows the person. Open until something was added since.
 */
export async function lacksApprover(db: Reader, { holder, verificationId }: Pick<EnrolmentRight, "holder" | "verificationId">) {
  const { _max } = await db.authenticator.aggregate({ where: holder, _max: { revokedAt: true, enrolledAt: true } });
  const isMadeUpFor = _max.revokedAt === null || (_max.enrolledAt !== null && _max.enrolledAt > _max.revokedAt);
  if (isMadeUpFor) return false;
  return (await db.challenge.count({ where: { verificationId, method: "approver", state: "passed" } })) === 0;
}

/** The same without the look at what was lost before: for the page that says what is missing. */
export async function findStrongPass(
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
      provenAt: true,
      requesterContactId: true,
      requesterName: true,
      requesterSource: true,
      organization: { select: { name: true } },
    },
  });
  if (row?.state !== "passed" || !row.settledAt || row.requesterContactId === null || row.requesterSource !== "ticket") return null;
  if (!showsEnd({ secrets }, row, proof)) return null;
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
