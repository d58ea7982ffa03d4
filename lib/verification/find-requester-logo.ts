import { type Logo, toLogo } from "../organization/find-logo.ts";
import type { Deps } from "../platform/deps.ts";
import { digest, isEqualConstantTime } from "../platform/secrets.ts";
import { endProof } from "./find-open-page.ts";
import { seenProofOf } from "./find-seen-end.ts";

/**
 * The logo for the requester's page, for as long as that page shows anything: while the question is open, and after it
 * to the browser that holds the proof of `endProof` or `seenProof`. Null otherwise, so that a dead link does not tell whose it was.
 */
export async function findRequesterLogo(
  { db, secrets, now }: Pick<Deps, "db" | "secrets" | "now">,
  { token, proof, seen }: { token: string; proof: string; seen: string },
): Promise<Logo | null> {
  const verification = await db.verification.findUnique({
    where: { tokenHash: digest(token) },
    select: { id: true, settledAt: true, expiresAt: true, organization: { select: { logo: true, logoType: true } } },
  });
  if (!verification) return null;
  const isOpen = !verification.settledAt && !(verification.expiresAt && verification.expiresAt <= now());
  const isShown = () => isEqual(proof, endProof({ secrets }, verification.id)) || isEqual(seen, seenProofOf({ secrets }, verification.id));
  if (!isOpen && !isShown()) return null;
  return toLogo(verification.organization);
}

function isEqual(given: string, proof: string): boolean {
  return isEqualConstantTime(Buffer.from(given), Buffer.from(proof));
}
