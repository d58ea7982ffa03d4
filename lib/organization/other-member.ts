import type { Tx } from "../platform/db/database.ts";
import { AccessError, ConflictError, NotFoundError } from "../platform/errors.ts";
import type { PortalActor } from "./portal-actor.ts";

/** The member whom the actor wants to change. Throws AccessError for the actor themselves, and NotFoundError. */
export async function getOtherMember(tx: Tx, actor: PortalActor, memberId: string) {
  if (actor.kind === "member" && actor.id === memberId) {
    throw new AccessError("Nobody changes their own place in the team", { code: "organization.own_role", status: 403 });
  }
  const member = await tx.member.findFirst({
    where: { id: memberId, organizationId: actor.organizationId, removedAt: null },
    select: { role: true, user: { select: { name: true, email: true } } },
  });
  if (member) return member;
  throw new NotFoundError(`No member has the id ${memberId}`, { code: "organization.member_not_found" });
}

/** Throws ConflictError when this member is the only owner. True until the transaction ends, under the team's lock. */
export async function requireAnotherOwner(
  tx: Tx,
  { organizationId, memberId }: { organizationId: string; memberId: string },
): Promise<void> {
  const others = await tx.member.count({ where: { organizationId, role: "owner", removedAt: null, id: { not: memberId } } });
  if (others === 0) throw new ConflictError("An organization keeps at least one owner", { code: "organization.last_owner" });
}
