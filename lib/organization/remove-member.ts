import { recordAudit } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { getOtherMember, requireAnotherOwner } from "./other-member.ts";
import type { PortalActor } from "./portal-actor.ts";
import { lockTeamFor, requireMayGive } from "./team-lock.ts";

type Wanted = { actor: PortalActor; memberId: string };

/**
 * Takes a member out of the organization, from their next request on. The account, its other organizations and what the
 * member made stay. Throws as `changeRole`.
 */
export async function removeMember({ db, now }: Pick<Deps, "db" | "now">, { actor, memberId }: Wanted): Promise<void> {
  const { organizationId } = actor;
  await inOrganization(db, organizationId, async (tx) => {
    const actorRole = await lockTeamFor(tx, actor);
    const member = await getOtherMember(tx, actor, memberId);
    requireMayGive(actorRole, member.role);
    if (member.role === "owner") await requireAnotherOwner(tx, { organizationId, memberId });
    const at = now();
    await tx.member.updateMany({ where: { id: memberId, organizationId }, data: { removedAt: at } });
    const subject = { kind: "member", id: memberId };
    const details = { name: member.user.name, role: member.role };
    await recordAudit(tx, { organizationId, at, actor, action: "organization.member_removed", subject, details });
  });
}
