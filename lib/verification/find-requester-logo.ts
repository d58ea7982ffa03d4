import { type Logo, toLogo } from "../organization/find-logo.ts";
import type { Deps } from "../platform/deps.ts";
import { digest } from "../platform/secrets.ts";
import { endProof } from "./find-open-page.ts";

/**
 * The logo for the requester's page, for as long as that page shows anything: while the question is open, and after it
 * to the browser that holds the proof of `endProof`. Null otherwise, so that a dead link does not tell whose it was.
 */
export async function findRequesterLogo(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { token, proof }: { token: string; proof: string },
): Promise<Logo | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, settledAt: true, expiresAt: true, organization: { select: { logo: true, logoType: true } } },
  });
  if (!verification) return null;
  const isOpen = !verification.settledAt && !(verification.expiresAt && verification.expiresAt <= now());
  if (!isOpen && proof !== endProof({ secrets }, verification.id)) return null;
  return toLogo(verification.organization);
}
