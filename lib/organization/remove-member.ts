import { recordAudit } from "../audit/record-audit.ts";
import { silenceFormerMember } from "../notification/alerts/own-channels.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { getOtherMember, requireAnotherOwner } from "./other-member.ts";
import type { PortalActor } from "./portal-actor.ts";
import { lockTeamFor, requireMayGive } from "./team-lock.ts";

type Wanted = { actor: PortalActor; memberId: string };

/**
 * Takes a member out of the organization, from their next request on. Open invitations that they made, or that were made
 * to them, end with it: each is a way back in. Alerts to their address stop. The account, its other organizations and API keys stay. Throws as `changeRole`.
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
    const { name, email } = member.user;
    // By name, which is what an invitation keeps of its maker: of two with one name it ends those of both.
    await tx.invitation.updateMany({
      where: { organizationId, acceptedAt: null, revokedAt: null, OR: [{ invitedByName: name }, { email }] },
      data: { revokedAt: at, tokenSealed: null },
    });
    await silenceFormerMember(tx, { organizationId, email, at });
    const subject = { kind: "member", id: memberId };
    const details = { name, role: member.role };
    await recordAudit(tx, { organizationId, at, actor, action: "organization.member_removed", subject, details });
  });
}
