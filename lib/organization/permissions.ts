/** What a member or an API key may be. Stored with the member. */
export const roles = ["owner", "admin", "lead", "technician", "auditor"] as const;
export type Role = (typeof roles)[number];

const reading = ["organization:read", "member:read", "connection:read", "ticket:read", "verification:read", "audit:read"] as const;
const verifying = ["verification:start", "verification:cancel"] as const;
/** Deciding where proof is not to be had, and undoing what protects a person: for two pairs of eyes. */
const leading = ["verification:override", "contact:unfreeze", "authenticator:revoke"] as const;
const administering = ["connection:edit", "organization:edit", "member:edit", "api_key:read", "api_key:edit"] as const;
/** Making or removing an owner, and whatever else must not depend on an admin's word. */
const owning = ["owner:edit"] as const;

export type Permission = (typeof reading | typeof verifying | typeof leading | typeof administering | typeof owning)[number];

export const permissionsOf: Record<Role, readonly Permission[]> = {
  owner: [...reading, ...verifying, ...leading, ...administering, ...owning],
  admin: [...reading, ...verifying, ...leading, ...administering],
  lead: [...reading, ...verifying, ...leading],
  technician: [...reading, ...verifying],
  auditor: reading,
};

/** Whether the role includes the permission. The only question anyone asks of a role. */
export function can(role: Role, permission: Permission): boolean {
  return permissionsOf[role].includes(permission);
}
