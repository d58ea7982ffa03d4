import { recordAudit } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { getOtherMember, requireAnotherOwner } from "./other-member.ts";
import type { Role } from "./permissions.ts";
import type { PortalActor } from "./portal-actor.ts";
import { lockTeamFor, requireMayGive } from "./team-lock.ts";

type Wanted = { actor: PortalActor; memberId: string; role: Role };

/**
 * Gives a member another role, from their next request on. Throws AccessError for one's own role, and for an owner's
 * unless the actor is one; ConflictError where no owner would be left; NotFoundError.
 */
export async function changeRole({ db, now }: Pick<Deps, "db" | "now">, { actor, memberId, role }: Wanted): Promise<void> {
  const { organizationId } = actor;
  await inOrganization(db, organizationId, async (tx) => {
    const actorRole = await lockTeamFor(tx, actor);
    const member = await getOtherMember(tx, actor, memberId);
    requireMayGive(actorRole, member.role, role);
    if (member.role === role) return;
    if (member.role === "owner") await requireAnotherOwner(tx, { organizationId, memberId });
    await tx.member.updateMany({ where: { id: memberId, organizationId }, data: { role } });
    const subject = { kind: "member", id: memberId };
    const details = { name: member.user.name, role, roleBefore: member.role };
    await recordAudit(tx, { organizationId, at: now(), actor, action: "organization.role_changed", subject, details });
  });
}
