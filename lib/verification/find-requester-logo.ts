import type { Deps } from "../platform/deps.ts";
import { digest } from "../platform/secrets.ts";
import { endProof } from "./find-open-page.ts";

/** The picture types that an organization may upload; anything else is never sent to a browser. */
const logoTypes = ["image/png", "image/jpeg", "image/webp"] as const;
export type RequesterLogo = { type: (typeof logoTypes)[number]; bytes: Uint8Array };

/**
 * The logo for the requester's page, for as long as that page shows anything: while the question is open, and after it
 * to the browser that holds the proof of `endProof`. Null otherwise, so that a dead link does not tell whose it was.
 */
export async function findRequesterLogo(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { token, proof }: { token: string; proof: string },
): Promise<RequesterLogo | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, settledAt: true, expiresAt: true, organization: { select: { logo: true, logoType: true } } },
  });
  if (!verification) return null;
  const isOpen = !verification.settledAt && !(verification.expiresAt && verification.expiresAt <= now());
  if (!isOpen && proof !== endProof({ secrets }, verification.id)) return null;
  const { logo, logoType } = verification.organization;
  const type = logoTypes.find((known) => known === logoType);
  return logo && type ? { type, bytes: logo } : null;
}
