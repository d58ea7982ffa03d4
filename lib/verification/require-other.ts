import type { Actor } from "../audit/record-audit.ts";
import { isAddressOf } from "../directory/destinations.ts";
import type { Tx } from "../platform/db/database.ts";
import { AccessError } from "../platform/errors.ts";
import type { Secrets } from "../platform/secrets.ts";

/** A member on the phone with the requester. */
export type Caller = Extract<Actor, { kind: "member" }>;

type Who = { organizationId: string; connectionId: string; contactId: bigint | null; actor: Actor };

/**
 * The member who speaks with the requester and types for them. Throws AccessError for whoever is no person, or is the
 * contact by one of the addresses of its record: nobody confirms themself.
 */
export async function requireOther(tx: Tx, secrets: Secrets, { organizationId, connectionId, contactId, actor }: Who): Promise<Caller> {
  const member =
    actor.kind === "member" &&
    (await tx.member.findFirst({ where: { id: actor.id, organizationId }, select: { user: { select: { email: true } } } }));
  if (actor.kind !== "member" || !member || contactId === null) {
    throw new AccessError("Only a person speaks on the phone", { code: "verification.person_needed", status: 403 });
  }
  const { email } = member.user;
  if (await isAddressOf(tx, secrets, { connectionId, organizationId, contactId, email })) {
    throw new AccessError("The member is the contact", { code: "verification.own_verification", status: 403 });
  }
  return actor;
}
