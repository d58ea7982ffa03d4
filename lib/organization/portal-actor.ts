import type { Actor } from "../audit/record-audit.ts";
import type { Role } from "./permissions.ts";

/** Who asks, in which organization, as what. Passes as the actor of an audit entry. `id` is the member's or the key's. */
export type PortalActor = Extract<Actor, { kind: "member" | "api_key" }> & {
  organizationId: string;
  organizationSlug: string;
  role: Role;
};
