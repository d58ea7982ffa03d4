import "server-only";
import { findApiKeyActor } from "../organization/api-keys.ts";
import { can, type Permission } from "../organization/permissions.ts";
import type { PortalActor } from "../organization/portal-actor.ts";
import type { SignedIn } from "../organization/sessions.ts";
import type { Deps } from "../platform/deps.ts";
import { AccessError } from "../platform/errors.ts";
import { requireSameOrigin } from "./same-origin.ts";

/** The organization a signed-in member's request is about, by its slug. API keys have their own and send none. */
export const organizationHeader = "x-organization";

type Asked = { request: Request; permission: Permission; findSignedIn: () => Promise<SignedIn | null> };

/**
 * The actor behind a request, by API key or by session, who has the permission. Throws AccessError: 401 for nobody, 404
 * for an organization that is not theirs, 403 for a missing permission and for a change that a foreign page asks for.
 */
export async function requireAccess(deps: Pick<Deps, "db" | "now" | "appUrl">, asked: Asked): Promise<PortalActor> {
  const authorization = asked.request.headers.get("authorization");
  const actor = authorization === null ? await sessionActor(deps, asked) : await findApiKeyActor(deps, bearer(authorization));
  if (!actor) throw new AccessError("The request carries no valid API key or session", { code: "web.signed_out", status: 401 });
  if (can(actor.role, asked.permission)) return actor;
  throw new AccessError(`The role ${actor.role} lacks ${asked.permission}`, { code: "web.forbidden", status: 403 });
}

function bearer(authorization: string): string {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? "";
}

async function sessionActor({ appUrl }: Pick<Deps, "appUrl">, { request, findSignedIn }: Asked): Promise<PortalActor | null> {
  const signedIn = await findSignedIn();
  if (!signedIn) return null;
  if (request.method !== "GET" && request.method !== "HEAD") requireSameOrigin(request.headers, appUrl);
  const membership = chooseMembership(signedIn, request.headers.get(organizationHeader) ?? organizationOfAddress(request));
  if (!membership) throw new AccessError("Not a member of that organization", { code: "web.not_found", status: 404 });
  return memberActor(signedIn, membership);
}

/** A picture's address cannot send headers: it names the organization by `?organization=`. For reading only. */
function organizationOfAddress({ method, url }: Request): string | null {
  return method === "GET" ? new URL(url).searchParams.get("organization") : null;
}

/** The membership in the organization of that slug; without a slug, the only one there is. */
export function chooseMembership({ memberships }: SignedIn, slug: string | null): SignedIn["memberships"][number] | undefined {
  if (slug !== null) return memberships.find(({ organization }) => organization.slug === slug);
  return memberships.length === 1 ? memberships[0] : undefined;
}

export function memberActor({ user }: SignedIn, { memberId, role, organization }: SignedIn["memberships"][number]): PortalActor {
  return { kind: "member", id: memberId, name: user.name, role, organizationId: organization.id, organizationSlug: organization.slug };
}
