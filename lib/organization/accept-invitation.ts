import { recordAudit } from "../audit/record-audit.ts";
import { inTransaction, type Tx } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { AccessError } from "../platform/errors.ts";
import { digest } from "../platform/secrets.ts";
import { hashNewPassword, insertUser } from "./create-owner.ts";
import { openAt } from "./invitation-token.ts";
import { isPasswordOf } from "./password-hash.ts";
import { passwordLengthMax } from "./password-rules.ts";
import type { Role } from "./permissions.ts";
import type { JoinInput, JoinWithAccountInput } from "./schema.ts";
import { createSignInThrottle } from "./sign-in-throttle.ts";
import { lockTeam } from "./team-lock.ts";

export type InvitationToJoin = {
  id: string;
  email: string;
  role: Role;
  invitedByName: string | null;
  organization: { id: string; slug: string; name: string };
  /** Whether the address has an account here, whose password joins. */
  hasAccount: boolean;
};

export type Joined = { slug: string };

/** What the link invites to, or null when it is unknown, used, revoked or has expired, alike. Changes nothing. */
export async function findInvitationToJoin({ db, now }: Pick<Deps, "db" | "now">, token: string): Promise<InvitationToJoin | null> {
  const found = await db.invitation.findFirst({
    where: { tokenHash: digest(token), ...openAt(now()) },
    select: { id: true, email: true, role: true, invitedByName: true, organization: { select: { id: true, slug: true, name: true } } },
  });
  return found && { ...found, hasAccount: (await db.user.count({ where: { email: found.email } })) > 0 };
}

/**
 * Uses up the link and makes the account of the invited address and its membership, all or nothing. Throws AccessError
 * when the link is not open, InputError for a refused password and ConflictError when the address has an account; the
 * link stays open in the last two.
 */
export async function joinAsNewPerson(deps: Pick<Deps, "db" | "now">, { token, name, password }: JoinInput): Promise<Joined> {
  const { db, now } = deps;
  // Asked before the password is hashed: that is work for us and none for a stranger without a link.
  const { email, organization } = await getInvitationToJoin(deps, token);
  const passwordHash = await hashNewPassword(password, { email, organizationName: organization.name });
  return inTransaction(db, async (tx) => {
    const at = now();
    const invitation = await useUp(tx, { token, organizationId: organization.id, at });
    const userId = await insertUser(tx, { email, name, passwordHash, createdAt: at });
    return join(tx, at, { invitation, user: { id: userId, name }, organization });
  });
}

type WithAccount = JoinWithAccountInput & { address: string | null };

/**
 * Uses up the link and lets the account of the invited address in. Throws AccessError when the link is not open (404) or
 * the password is not that account's (401), and LimitError after too many tries: they count as tries to sign in.
 */
export async function joinWithAccount(deps: Pick<Deps, "db" | "now" | "pool">, { token, password, address }: WithAccount): Promise<Joined> {
  const { db, now, pool } = deps;
  const { email, organization } = await getInvitationToJoin(deps, token);
  const throttle = createSignInThrottle(pool);
  await throttle.count(email, address);
  const user = await db.user.findUnique({ where: { email }, select: { id: true, name: true, passwordHash: true } });
  const isRight = await isPasswordOf(user?.passwordHash ?? null, password.slice(0, passwordLengthMax * 4));
  if (!user || !isRight) throw new AccessError("Not this account's password", { code: "organization.sign_in_refused", status: 401 });
  await throttle.forget(email, address);
  return inTransaction(db, async (tx) => {
    const at = now();
    const invitation = await useUp(tx, { token, organizationId: organization.id, at });
    return join(tx, at, { invitation, user, organization });
  });
}

async function getInvitationToJoin(deps: Pick<Deps, "db" | "now">, token: string): Promise<InvitationToJoin> {
  const invitation = await findInvitationToJoin(deps, token);
  if (invitation) return invitation;
  throw closed();
}

type Used = { token: string; organizationId: string; at: Date };

/** Of two at once, the second finds it used. */
async function useUp(tx: Tx, { token, organizationId, at }: Used): Promise<{ id: string; role: Role }> {
  await lockTeam(tx, organizationId);
  const [used] = await tx.invitation.updateManyAndReturn({
    where: { tokenHash: digest(token), organizationId, ...openAt(at) },
    data: { acceptedAt: at, tokenSealed: null },
    select: { id: true, role: true },
  });
  if (used) return used;
  throw closed();
}

type Joining = {
  invitation: { id: string; role: Role };
  user: { id: string; name: string };
  organization: InvitationToJoin["organization"];
};

async function join(tx: Tx, at: Date, { invitation, user, organization }: Joining): Promise<Joined> {
  const { role } = invitation;
  const place = { organizationId: organization.id, userId: user.id };
  // Whoever was removed comes back as the same member, so that the history stays theirs.
  const { id } = await tx.member.upsert({
    where: { organizationId_userId: place },
    create: { ...place, role, createdAt: at },
    update: { role, removedAt: null, createdAt: at },
    select: { id: true },
  });
  await recordAudit(tx, {
    organizationId: organization.id,
    at,
    actor: { kind: "member", id, name: user.name },
    action: "organization.member_joined",
    subject: { kind: "member", id },
    details: { role, invitationId: invitation.id },
  });
  return { slug: organization.slug };
}

function closed(): AccessError {
  return new AccessError("The invitation is not open", { code: "organization.invitation_closed", status: 404 });
}
