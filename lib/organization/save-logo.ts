import { type Actor, recordAudit } from "../audit/record-audit.ts";
import { inOrganization } from "../platform/db/database.ts";
import type { Deps } from "../platform/deps.ts";
import { InputError } from "../platform/errors.ts";
import { decideLogo, type LogoRefusal } from "./decide-logo.ts";
import type { PictureHeader } from "./picture-header.ts";
import { logoBytesMax, logoPixelsMax } from "./schema.ts";

type Place = { organizationId: string; actor: Actor };

const messages: Record<LogoRefusal, string> = {
  logo_too_large: `The picture has more than ${logoBytesMax} bytes`,
  logo_svg: "SVG can carry script: send a PNG, JPEG or WebP",
  logo_not_a_picture: "The bytes are no PNG, JPEG or WebP",
  logo_too_many_pixels: `The picture is wider or higher than ${logoPixelsMax} pixels`,
};

/** What the bytes are. Throws InputError for what `decideLogo` refuses. */
export function requirePicture(bytes: Buffer): PictureHeader {
  const decision = decideLogo(bytes);
  if (typeof decision === "string") throw new InputError(messages[decision], { code: `organization.${decision}` });
  return decision;
}

/** Makes the picture the one that requesters see. Throws InputError for what `decideLogo` refuses, and changes nothing then. */
export async function saveLogo(
  { db, now }: Pick<Deps, "db" | "now">,
  { organizationId, actor, bytes }: Place & { bytes: Buffer },
): Promise<void> {
  const { type, width, height } = requirePicture(bytes);
  await inOrganization(db, organizationId, async (tx) => {
    const data = { logo: new Uint8Array(bytes), logoType: type };
    await tx.organization.updateMany({ where: { id: organizationId }, data });
    const subject = { kind: "organization", id: organizationId };
    const details = { type, width, height, bytes: bytes.length };
    await recordAudit(tx, { organizationId, at: now(), actor, action: "organization.logo_saved", subject, details });
  });
}

/** Takes the logo away; requesters see the name alone. Does nothing when there is none. */
export async function removeLogo({ db, now }: Pick<Deps, "db" | "now">, { organizationId, actor }: Place): Promise<void> {
  await inOrganization(db, organizationId, async (tx) => {
    const where = { id: organizationId, logoType: { not: null } };
    const { count } = await tx.organization.updateMany({ where, data: { logo: null, logoType: null } });
    if (count === 0) return;
    const subject = { kind: "organization", id: organizationId };
    await recordAudit(tx, { organizationId, at: now(), actor, action: "organization.logo_removed", subject });
  });
}
