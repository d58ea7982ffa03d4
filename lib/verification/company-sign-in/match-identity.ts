import type { Tx } from "../../platform/db/database.ts";
import type { Secrets } from "../../platform/secrets.ts";
import { isEqualConstantTime } from "../../platform/secrets.ts";
import type { SignInRefusal } from "./schema.ts";

type Asked = {
  organizationId: string;
  providerId: string;
  contactId: bigint;
  /** The address on record when the question was put. */
  contactAddress: string;
  subject: string;
  /** As the provider vouches for it, in a domain of the company. */
  address: string | null;
  now: Date;
};

/**
 * Whether this account is the contact's. Known from the first time on by what never moves to another person; the first time
 * by its address, and then it is remembered, both ways: one account for a contact, one contact for an account. Null when
 * it is theirs, else why not.
 */
export async function matchIdentity(
  tx: Tx,
  secrets: Secrets,
  { organizationId, providerId, contactId, subject, ...asked }: Asked,
): Promise<{ refusal: SignInRefusal | null; isFirst: boolean }> {
  const subjectMac = secrets.mac(`company sign-in ${providerId}`, subject);
  const known = await tx.identityBinding.findMany({
    where: { organizationId, providerId, OR: [{ contactId }, { subjectMac }] },
    select: { contactId: true, subjectMac: true },
  });
  if (known.length > 0) {
    const isTheirs = known.every((each) => each.contactId === contactId && isEqualConstantTime(each.subjectMac, subjectMac));
    return { refusal: isTheirs ? null : "other_account", isFirst: false };
  }
  if (asked.address === null || asked.address !== asked.contactAddress.toLowerCase()) return { refusal: "other_address", isFirst: false };
  await tx.identityBinding.create({ data: { organizationId, providerId, contactId, subjectMac, createdAt: asked.now } });
  return { refusal: null, isFirst: true };
}
