import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { cache } from "react";
import { can, type Permission } from "../organization/permissions.ts";
import type { PortalActor } from "../organization/portal-actor.ts";
import { findSignedIn, type Membership, type SignedIn } from "../organization/sessions.ts";
import { env } from "../platform/env.ts";
import { webDeps } from "./deps.ts";
import { pathHeader, signInPath } from "./next-path.ts";
import { chooseMembership, memberActor } from "./require-access.ts";
import { sessionCookieName } from "./session-cookie.ts";

/** Who is signed in, or null. Asks the database in every request, so a revoked session or a removed member is out at once. */
export const findSignedInMember: () => Promise<SignedIn | null> = cache(async () => {
  const { authSecret, appUrl } = env();
  const token = (await cookies()).get(sessionCookieName(appUrl))?.value;
  const sessionId = token === undefined ? null : await readSessionId(token, authSecret);
  return sessionId === null ? null : findSignedIn(webDeps(), sessionId);
});

async function readSessionId(token: string, secret: string): Promise<string | null> {
  try {
    const claims = await decode({ token, secret });
    return typeof claims?.sid === "string" ? claims.sid : null;
  } catch {
    // Not a token of ours, or one that has ended: whoever sent it is simply not signed in.
    return null;
  }
}

export type MemberOfPage = {
  actor: PortalActor;
  organization: Membership["organization"];
  email: string;
  /** The other organizations of this person. */
  others: { name: string; href: string }[];
};

/**
 * For pages: the member who asks, with the permission. Whoever is not signed in is sent to sign in and comes back here;
 * an organization one does not belong to, and a page one may not see, are not found.
 */
export async function requireMember(organizationSlug: string, permission: Permission): Promise<MemberOfPage> {
  const signedIn = await findSignedInMember();
  // Whoever belongs nowhere any more is as good as signed out.
  if (!signedIn?.memberships.length) redirect(signInPath((await headers()).get(pathHeader)));
  const membership = chooseMembership(signedIn, organizationSlug);
  if (!membership || !can(membership.role, permission)) notFound();
  const others = signedIn.memberships
    .filter((other) => other !== membership)
    .map(({ organization: { name, slug } }) => ({ name, href: `/${slug}` }));
  return { actor: memberActor(signedIn, membership), organization: membership.organization, email: signedIn.user.email, others };
}
