import type { Tx } from "../platform/db/database.ts";
import { AccessError } from "../platform/errors.ts";
import { can, type Role } from "./permissions.ts";
import type { PortalActor } from "./portal-actor.ts";

/** Changes of who belongs to an organization queue behind each other until the transaction ends, so that what one counts stays true. */
export async function lockTeam(tx: Tx, organizationId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`organization.team:${organizationId}`}, 0))`;
}

/**
 * Locks the team and answers the role that the actor has at this moment: another change may have come first. Throws
 * AccessError when it does not include `member:edit` any more.
 */
export async function lockTeamFor(tx: Tx, actor: PortalActor): Promise<Role> {
  await lockTeam(tx, actor.organizationId);
  const { id, organizationId } = actor;
  const found =
    actor.kind === "member"
      ? await tx.member.findFirst({ where: { id, organizationId, removedAt: null }, select: { role: true } })
      : await tx.apiKey.findFirst({ where: { id, organizationId, revokedAt: null }, select: { role: true } });
  if (found && can(found.role, "member:edit")) return found.role;
  throw new AccessError("The actor may not change the team any more", { code: "web.forbidden", status: 403 });
}

/** Throws AccessError when one of the roles is an owner's and the actor's role does not include `owner:edit`. */
export function requireMayGive(actorRole: Role, ...touched: Role[]): void {
  if (!touched.includes("owner") || can(actorRole, "owner:edit")) return;
  throw new AccessError("Only an owner makes, invites or removes owners", { code: "organization.owners_only", status: 403 });
}
