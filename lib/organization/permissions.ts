/** What a member or an API key may be. Stored with the member. */
export const roles = ["owner", "admin", "technician", "auditor"] as const;
export type Role = (typeof roles)[number];

const reading = ["organization:read", "member:read", "connection:read", "ticket:read", "verification:read", "audit:read"] as const;
/** Taking from a person what proves them: not for whoever is on the phone with somebody who claims to be them. */
const leading = ["authenticator:revoke"] as const;
const verifying = ["verification:start", "verification:cancel"] as const;
const administering = ["connection:edit", "organization:edit", "member:edit", "api_key:read", "api_key:edit"] as const;
/** Making or removing an owner, and whatever else must not depend on an admin's word. */
const owning = ["owner:edit"] as const;

export type Permission = (typeof reading | typeof verifying | typeof leading | typeof administering | typeof owning)[number];

export const permissionsOf: Record<Role, readonly Permission[]> = {
  owner: [...reading, ...verifying, ...leading, ...administering, ...owning],
  admin: [...reading, ...verifying, ...leading, ...administering],
  technician: [...reading, ...verifying],
  auditor: reading,
};

/** Whether the role includes the permission. The only question anyone asks of a role. */
export function can(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission);
}
