import type { Db } from "../platform/db/database.ts";
import type { Role } from "./permissions.ts";
import type { PortalActor } from "./portal-actor.ts";

/** The bytes of a PNG as far as anybody reads them: the signature and the header, with a size. */
export function aPng({ width = 32, height = 32 }: { width?: number; height?: number } = {}): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

type AMember = { organizationId: string; role: Role; name?: string; passwordHash?: string };

/** A member with an account of their own, as the actor of what they ask for. */
export async function makeMember(
  db: Db,
  { organizationId, role, name = "Inés Bağcı", passwordHash = "nobody can sign in with this" }: AMember,
): Promise<PortalActor & { kind: "member"; email: string; userId: string }> {
  const email = `${role}-${crypto.randomUUID()}@msp.example`;
  const user = await db.user.create({ data: { email, name, passwordHash } });
  const { id } = await db.member.create({ data: { organizationId, userId: user.id, role } });
  return { kind: "member", id, name, role, organizationId, organizationSlug: "unused", email, userId: user.id };
}
